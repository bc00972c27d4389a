"""The phases of the program in sight, for the first page of those who lead it and decide about it (FR1)."""

from dataclasses import dataclass

from waypost.people.models import Person
from waypost.programs.models import Program
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, cycle_shown
from waypost.programs.queries.phase_nav import phase_links
from waypost.programs.queries.phases import open_cycle, programs_with_phases
from waypost.programs.queries.programs import MANAGE, programs
from waypost.ui.navigation import PhaseLink

#: So many outcomes that are missing next stand on the page.
IN_SIGHT = 4


@dataclass(frozen=True)
class PhasesInSight:
    """`shown` is None where no program of the branch follows phases, and `program` is one that could."""

    program: Program
    shown: CycleShown | None
    links: tuple[PhaseLink, ...] = ()
    missing: tuple[OutcomeLine, ...] = ()


def phases_in_sight(person: Person) -> PhasesInSight | None:
    """The program of the highest organization that follows phases; None where there is nothing to show or begin."""
    program = programs_with_phases(person).first()
    cycle = open_cycle(program) if program else None
    if program is None or cycle is None:
        first = programs(person, MANAGE).order_by("organization__depth", "-starts_on").first()
        return PhasesInSight(first, None) if first else None
    cycle.program = program
    shown = cycle_shown(person, cycle)
    return PhasesInSight(program, shown, phase_links(shown), tuple(shown.missing_next(IN_SIGHT)))
