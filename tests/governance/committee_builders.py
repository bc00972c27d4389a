"""A committee to test with, made through the actions that people use."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from tests.builders import BUILDER, District, build_district, person
from waypost.governance.actions.committees import set_up_committee
from waypost.governance.actions.decisions import ask_question, decide
from waypost.governance.actions.meetings import NewItem, plan_meeting
from waypost.governance.models import AgendaItem, Committee, Decision, Meeting
from waypost.governance.rules.committees import CharterFields, CommitteeKind, Level, SeatFields, SpokenPhase, VoiceKind
from waypost.governance.rules.decisions import AnswerFields, QuestionFields
from waypost.governance.rules.meetings import MeetingFields
from waypost.people.models import Organization, Person
from waypost.people.rules import Role

EVERY_PHASE = tuple(phase.value for phase in SpokenPhase)
FALL = date(2026, 9, 1)
#: The frozen day of the tests is January 14, 2027.
HELD = MeetingFields(date(2027, 1, 12), time(15, 30), "Board room")
AHEAD = MeetingFields(date(2027, 2, 9), time(15, 30), "Board room")


@dataclass(frozen=True)
class Steered:
    """A district with its lead, a member of its committee, and a lead and a member of another district."""

    tree: District
    lead: Person
    member: Person
    stranger: Person
    committee: Committee


def seat(who: str = "", voice: VoiceKind = VoiceKind.CLASSROOM_EDUCATOR, **changes: Any) -> SeatFields:
    return replace(SeatFields(who, "", Level.SCHOOL.value, voice.value, EVERY_PHASE, FALL), **changes)


def committee_at(organization: Organization, *seats: SeatFields, name: str = "Steering committee") -> Committee:
    charter = CharterFields("Choose what the program offers.", "By consensus.", "Once a month.")
    return set_up_committee(
        by=BUILDER,
        organization=organization,
        kind=CommitteeKind.STEERING,
        name=name,
        charter=charter,
        seats=seats or [seat("Ana Ruiz"), seat("Luis Ferrer", VoiceKind.PRINCIPAL)],
    )


def build_steered() -> Steered:
    tree = build_district()
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, tree.district)
    stranger = person("Other Member", Role.COMMITTEE_MEMBER, tree.other_district)
    return Steered(tree, lead, member, stranger, committee_at(tree.district))


def meeting_of(committee: Committee, *titles: str, when: MeetingFields = HELD) -> Meeting:
    return plan_meeting(by=BUILDER, committee=committee, fields=when, items=[NewItem(title) for title in titles])


def item_of(committee: Committee, title: str = "Which micro-credentials first?") -> AgendaItem:
    return meeting_of(committee, title).items.get()


def question_of(committee: Committee, text: str = "Do we pay for time or for awards?", who: str = "") -> Decision:
    fields = QuestionFields(text, "A stipend for each award\nTwo release days", "The association", who)
    return ask_question(by=BUILDER, committee=committee, fields=fields)


def answer(**changes: Any) -> AnswerFields:
    usual = AnswerFields(
        "Two release days for each award.",
        "Time is what educators asked for.",
        "The committee by consensus",
        date(2027, 1, 12),
    )
    return replace(usual, **changes)


def decided(committee: Committee, **changes: Any) -> Decision:
    asked = question_of(committee)
    return decide(by=BUILDER, decision=asked, started_from=1, fields=answer(**changes))
