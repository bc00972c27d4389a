"""Who helps to plan a program: the members of its committees and taskforces (FR3, BP3)."""

from waypost.governance.queries.committees import committees_steering
from waypost.governance.queries.seats import lines_by_committee
from waypost.governance.rules.committees import role_spoken_for
from waypost.programs.involved import Involved, register
from waypost.programs.models import Program


def offer_members() -> None:
    """Let programs count them."""
    register("committees", members_involved)


def members_involved(program: Program) -> tuple[Involved, ...]:
    """Who sits today in the committees of the program's organization, else of the nearest one above; a few queries."""
    steering = list(committees_steering(program.organization).prefetch_related("members__person"))
    nearest = max((committee.organization.depth for committee in steering), default=0)
    found = lines_by_committee([committee for committee in steering if committee.organization.depth == nearest])
    return tuple(
        Involved(line.facts.name, line.member.person_id, role_spoken_for(line.facts.voice))
        for lines in found.values()
        for line in lines
        if line.facts.speaks
    )
