"""The funnel of each program: invited, enrolled, working, submitted, with rates; whole and by group (IN1, IN3).

Also the counts that the pages of programs and cohorts show (`programs.shown_counts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from waypost.common.suppression import Chain, Shown, safe_chain, safe_table
from waypost.insight.queries.groups import BY_COHORT, BY_CREDENTIAL, BY_SCHOOL, Counts, Group, counted
from waypost.insight.queries.steps import enrollments_with_steps, flag, members_with_steps, people_at
from waypost.insight.rules.steps import FIRST, LATER, Step, StepCount, step_counts
from waypost.people.permissions import Permission
from waypost.people.queries import branches, may
from waypost.people.viewers import Viewer
from waypost.programs.models import CohortMember, Program
from waypost.programs.queries.programs import programs_alone
from waypost.programs.shown_counts import ShownCounts, provide

NUMBERS = Permission.INSIGHT_NUMBERS_READ
ROWS = Permission.INSIGHT_ROWS_READ
EVERY_STEP, LATER_STEPS = tuple(Step), tuple(LATER)
NOBODY: Chain = (0,) * len(EVERY_STEP)


@dataclass(frozen=True)
class FunnelLine:
    """A group, or everybody. `rows_url` ends where a step can be named; empty where the viewer may see no rows."""

    name: str
    steps: tuple[StepCount, ...]
    rows_url: str = ""

    @property
    def cells(self) -> list[tuple[StepCount, str]]:
        """Each step with the address of the rows behind it, empty where there is none to open."""
        return [
            (step, f"{self.rows_url}step={step.step}" if self.rows_url and step.count else "") for step in self.steps
        ]

    @property
    def is_suppressed(self) -> bool:
        return any(step.count is None for step in self.steps)

    @property
    def has_rates(self) -> bool:
        return any(step.rate is not None for step in self.steps)

    def count_of(self, step: Step) -> int | None:
        """None where it is suppressed."""
        return next(found.count for found in self.steps if found.step is step)


@dataclass(frozen=True)
class Breakdown:
    """The people of a program by school, cohort or micro-credential."""

    label: str
    lines: tuple[FunnelLine, ...]

    @property
    def steps(self) -> tuple[StepCount, ...]:
        """What the columns count."""
        return self.lines[0].steps


@dataclass(frozen=True)
class ProgramFunnel:
    """One program in numbers, as one viewer may see them."""

    program: Program
    everybody: FunnelLine


@dataclass(frozen=True)
class FunnelPage:
    """A program with its groups. `is_suppressed`: something is left out to protect small groups."""

    program: Program
    everybody: FunnelLine
    breakdowns: tuple[Breakdown, ...]

    @property
    def is_suppressed(self) -> bool:
        lines = [line for breakdown in self.breakdowns for line in breakdown.lines]
        return any(line.is_suppressed for line in (self.everybody, *lines))


def program_funnels(viewer: Viewer) -> list[ProgramFunnel]:
    """Every program of which `viewer` may see numbers, with the objective that it serves, in two queries."""
    found = list(programs_alone(viewer, NUMBERS).select_related("activity__objective"))
    counts = _people_by_step(found)
    open_paths = tuple(node.path for node in branches(viewer, ROWS))
    return [
        ProgramFunnel(
            program,
            _everybody(
                program,
                counts.get(program.pk, NOBODY),
                may_open=program.organization.path.startswith(open_paths),
            ),
        )
        for program in found
    ]


def funnel_page(viewer: Viewer, program: Program) -> FunnelPage:
    """The program by school, cohort and micro-credential; `program` comes from `programs(viewer, NUMBERS)`."""
    may_open = may(viewer, ROWS, program.organization)
    members = CohortMember.objects.filter(cohort__program=program)
    invited = counted(members_with_steps(members), "person", _flags(EVERY_STEP), BY_SCHOOL, BY_COHORT)
    works = counted(enrollments_with_steps(members), "member__person", _flags(LATER_STEPS), BY_CREDENTIAL)
    total = _chain(invited.everybody, EVERY_STEP)
    breakdowns = [
        Breakdown(label, _lines(program, steps, total[-len(steps) :], groups, may_open=may_open))
        for steps, tables in ((EVERY_STEP, invited.tables), (LATER_STEPS, works.tables))
        for label, groups in tables.items()
        if groups
    ]
    return FunnelPage(program, _everybody(program, total, may_open=may_open), tuple(breakdowns))


def shown_in_programs(viewer: Viewer, found: Sequence[Program]) -> dict[str, int | None]:
    """How many are in each of these programs, as its line of progress says it; plainly where rows may be opened."""
    is_open = {program: may(viewer, ROWS, program.organization) for program in found}
    plain = [program for program in found if is_open[program]]
    guarded = [program for program in found if not is_open[program] and may(viewer, NUMBERS, program.organization)]
    members = CohortMember.objects.filter(cohort__program__in=plain)
    in_now = dict(_in_now(members).values_list("cohort__program").annotate(Count("person", distinct=True)))
    chains = _people_by_step(guarded) if guarded else {}
    return {
        **{program.uid: in_now.get(program.pk, 0) for program in plain},
        **{program.uid: safe_chain(chains.get(program.pk, NOBODY))[0] for program in guarded},
    }


def shown_in_cohorts(viewer: Viewer, program: Program) -> dict[str, int | None]:
    """How many are in each cohort of `program`, as its page of progress says it; plainly where rows may be opened."""
    members = CohortMember.objects.filter(cohort__program=program)
    if may(viewer, ROWS, program.organization):
        return dict(_in_now(members).values_list("cohort__uid").annotate(Count("person", distinct=True)))
    invited = counted(members_with_steps(members), "person", _flags(EVERY_STEP), BY_COHORT)
    (groups,) = invited.tables.values()
    lines = _lines(program, EVERY_STEP, _chain(invited.everybody, EVERY_STEP), groups, may_open=False)
    return {group.narrowing["cohort"]: line.count_of(FIRST) for group, line in zip(groups, lines, strict=True)}


def _people_by_step(found: Sequence[Program]) -> dict[int, Chain]:
    """How many people reached each step, by the primary key of the program; without those in which nobody is."""
    members = members_with_steps(CohortMember.objects.filter(cohort__program__in=found))
    people = {step.value: people_at(step) for step in Step}
    rows: QuerySet[Any, Any] = members.order_by().values(program=F("cohort__program")).annotate(**people)
    return {row["program"]: tuple(row[step.value] for step in Step) for row in rows}


def _in_now(members: QuerySet[CohortMember]) -> QuerySet[CohortMember]:
    return members.filter(left_at=None).order_by()


def _flags(steps: Sequence[Step]) -> list[str]:
    return [flag(step) for step in steps]


def _chain(people: Counts, steps: Sequence[Step]) -> Chain:
    return tuple(people[flag(step)] for step in steps)


def _everybody(program: Program, chain: Chain, *, may_open: bool) -> FunnelLine:
    shown = chain if may_open else safe_chain(chain)
    return FunnelLine("Everybody", step_counts(EVERY_STEP, shown), _rows_url(program, {}) if may_open else "")


def _lines(
    program: Program, steps: Sequence[Step], total: Chain, groups: Sequence[Group], *, may_open: bool
) -> tuple[FunnelLine, ...]:
    chains = [_chain(group.people, steps) for group in groups]
    shown: Sequence[Shown] = chains if may_open else safe_table(total, chains).groups
    return tuple(
        FunnelLine(group.name, step_counts(steps, counts), _rows_url(program, group.narrowing) if may_open else "")
        for group, counts in zip(groups, shown, strict=True)
    )


def _rows_url(program: Program, narrowing: dict[str, str]) -> str:
    """Ends where the name of a step goes: the address of the page with "?" or "&" behind it."""
    address = reverse("insight_rows", args=[program.uid])
    return f"{address}?{urlencode(narrowing)}&" if narrowing else f"{address}?"


def offer_counts() -> None:
    """The pages of programs and cohorts show what the pages of progress show."""
    provide(ShownCounts(shown_in_programs, shown_in_cohorts))
