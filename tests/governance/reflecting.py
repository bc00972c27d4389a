"""A small reflection to test with, made through the actions that people use."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import BUILDER, District, build_district, person
from waypost.governance.actions.gaps import add_element
from waypost.governance.actions.initiatives import add_cause, add_initiative
from waypost.governance.actions.leaders import add_commitment, add_leader, record_conversation
from waypost.governance.actions.stakeholders import add_stakeholder
from waypost.governance.actions.vision import record_endorsement, write_vision
from waypost.governance.models import (
    Cause,
    Commitment,
    Conversation,
    Endorsement,
    Initiative,
    Leader,
    Stakeholder,
    TalentElement,
    VisionVersion,
)
from waypost.governance.rules.gaps import GapFields
from waypost.governance.rules.initiatives import CauseFields, InitiativeFields
from waypost.governance.rules.stakeholders import CommitmentFields, LeaderFields, StakeholderFields
from waypost.people.models import Organization, Person
from waypost.people.rules import Role


@dataclass(frozen=True)
class Looking:
    """A district with its lead, a committee member, an educator, and a lead of another district."""

    tree: District
    lead: Person
    member: Person
    educator: Person
    stranger: Person
    state: Person


def build_looking() -> Looking:
    tree = build_district()
    return Looking(
        tree=tree,
        lead=person("Maya Okafor", Role.PROGRAM_LEAD, tree.district),
        member=person("Luis Ferrer", Role.COMMITTEE_MEMBER, tree.district),
        educator=person("Dana Ruiz", Role.EDUCATOR, tree.cedar),
        stranger=person("Other Lead", Role.PROGRAM_LEAD, tree.other_district),
        state=person("State Staff", Role.STATE_STAFF, tree.state),
    )


def tried(**said: Any) -> InitiativeFields:
    given: dict[str, Any] = {
        "title": "Coaching cycles",
        "what": "Eight weeks with a coach",
        "difficulty": "difficult",
        "since_year": 2021,
    }
    return InitiativeFields(**{**given, "until_year": 2024, **said})


def initiative_at(at: Organization, **said: Any) -> Initiative:
    return add_initiative(by=BUILDER, organization=at, fields=tried(**said))


def why(text: str = "No release days", **said: Any) -> CauseFields:
    return CauseFields(**{"text": text, "kind": "time", **said})


def cause_of(initiative: Initiative, text: str = "No release days", below: Cause | None = None, **said: Any) -> Cause:
    return add_cause(by=BUILDER, initiative=initiative, below=below, fields=why(text, **said))


def someone(**said: Any) -> StakeholderFields:
    given: dict[str, Any] = {
        "name": "Teachers of grades 3 to 5",
        "kind": "group",
        "interest": 4,
        "influence": 2,
        "stance": "supportive",
    }
    return StakeholderFields(**{**given, **said})


def stakeholder_at(at: Organization, **said: Any) -> Stakeholder:
    return add_stakeholder(by=BUILDER, organization=at, fields=someone(**said))


def leader_at(at: Organization, name: str = "Ana Whitfield", post: str = "Superintendent") -> Leader:
    return add_leader(by=BUILDER, organization=at, fields=LeaderFields(name=name, post=post))


def conversation_with(leader: Leader, held_on: date = date(2027, 1, 12)) -> Conversation:
    return record_conversation(
        by=BUILDER, leader=leader, held_on=held_on, held_by="Maya", said="Asks about substitutes"
    )


def promise_of(leader: Leader, kept_on: date | None = None) -> Commitment:
    fields = CommitmentFields(text="Two release days", made_on=date(2027, 1, 12), kept_on=kept_on)
    return add_commitment(by=BUILDER, leader=leader, fields=fields)


def element_at(at: Organization, name: str = "Career ladder", now: str = "1.4", wanted: str = "3.3") -> TalentElement:
    fields = GapFields(name=name, now=Decimal(now), wanted=Decimal(wanted))
    return add_element(by=BUILDER, organization=at, fields=fields)


def vision_at(at: Organization, text: str = "Every teacher grows", started_from: int = 0) -> VisionVersion:
    return write_vision(by=BUILDER, organization=at, started_from=started_from, text=text)


def recorded(vision: VisionVersion, people: int = 312, schools: int = 11) -> Endorsement:
    return record_endorsement(
        by=BUILDER, vision=vision, words="Staff meetings", people_count=people, school_count=schools
    )
