"""A program with people at each step, made through the actions that they use."""

from dataclasses import dataclass
from itertools import count

from tests.builders import BUILDER, District, build_district, person
from tests.credentials.builders import build_award
from tests.submissions.builders import Offer, begin, build_offer, complete, role_of, waiting
from waypost.insight.rules.steps import Step
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort

_numbers = count(1)


@dataclass(frozen=True)
class Running:
    """A program of Cedar Valley, its lead, and people who see its numbers only or not at all."""

    tree: District
    offer: Offer
    lead: Person
    member: Person
    stranger: Person


def build_running() -> Running:
    tree = build_district()
    return Running(
        tree=tree,
        offer=build_offer(tree),
        lead=person("Maya Okafor", Role.PROGRAM_LEAD, tree.district),
        member=person("Cora Member", Role.COMMITTEE_MEMBER, tree.district),
        stranger=person("Other Lead", Role.PROGRAM_LEAD, tree.other_district),
    )


def add_educators(running: Running, school: Organization, step: Step, number: int = 1) -> list[Person]:
    """So many more educators of `school` in the cohort, each of whom reached `step` and none after it."""
    made = [person(f"Educator {next(_numbers)}", Role.EDUCATOR, school) for _ in range(number)]
    cohort = running.offer.cohort
    members = invite_to_cohort(by=BUILDER, cohort=cohort, educators=[role_of(educator) for educator in made])
    running.offer.members.update({member.person: member for member in members})
    for educator in made:
        _bring_to(step, running.offer, educator)
    return made


def _bring_to(step: Step, offer: Offer, educator: Person) -> None:
    ways = {Step.ENROLLED: begin, Step.SUBMITTED: waiting, Step.EARNED: build_award}
    if step is Step.WORKING:
        complete(begin(offer, educator))
    elif step in ways:
        ways[step](offer, educator)
