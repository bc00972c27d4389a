"""The phases of the program in sight, for the first page of those who lead it and decide about it (FR1)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from waypost.people.models import Person
from waypost.programs.models import Cycle, Phase, PhaseStay, Program
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, cycle_shown
from waypost.programs.queries.phases import cycles, programs_with_phases
from waypost.programs.queries.programs import MANAGE, programs_alone

#: So many outcomes that are missing next stand on the page.
IN_SIGHT = 4


@dataclass(frozen=True)
class PhaseInSight:
    """A phase, and since when the program is in it; None where it is not."""

    phase: Phase
    entered_on: date | None


@dataclass(frozen=True)
class PhasesInSight:
    """`phases` is empty where no program of the branch follows phases, and `program` is one that could."""

    program: Program
    phases: tuple[PhaseInSight, ...] = ()


@dataclass(frozen=True)
class PhasesStanding:
    """How far each phase is, and what is missing next: each outcome is asked for that (decision 0027)."""

    shown: CycleShown
    missing: tuple[OutcomeLine, ...]


def phases_in_sight(person: Person) -> PhasesInSight | None:
    """The program of the highest organization that follows phases; None where there is nothing to show or begin."""
    program = programs_with_phases(person).prefetch_related(_OPEN_CYCLES).first()
    if program is None:
        first = programs_alone(person, MANAGE).order_by("organization__depth", "-starts_on").first()
        return PhasesInSight(first) if first else None
    return PhasesInSight(program, tuple(_in_sight(phase) for cycle in program.cycles.all() for phase in _of(cycle)))


def phases_standing(person: Person, cycle: Cycle) -> PhasesStanding:
    """`cycle` comes from `cycles_in_sight(person)`."""
    shown = cycle_shown(person, cycle)
    return PhasesStanding(shown, tuple(shown.missing_next(IN_SIGHT)))


def cycles_in_sight(person: Person) -> QuerySet[Cycle]:
    """The open cycles of the programs that `person` may read."""
    return cycles(person).filter(closed_at=None)


_NOW = Prefetch("stays", PhaseStay.objects.filter(left_on=None))
_PHASES = Prefetch("phases", Phase.objects.order_by("position").prefetch_related(_NOW))
_OPEN_CYCLES = Prefetch("cycles", Cycle.objects.filter(closed_at=None).prefetch_related(_PHASES))


def _of(cycle: Cycle) -> list[Phase]:
    return list(cycle.phases.all())


def _in_sight(phase: Phase) -> PhaseInSight:
    return PhaseInSight(phase, next((stay.entered_on for stay in phase.stays.all()), None))
