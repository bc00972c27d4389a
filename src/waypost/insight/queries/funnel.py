"""The funnel of each program: invited, enrolled, working, submitted, with rates; whole and by group (IN1, IN3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Max, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse

from waypost.insight.queries.steps import enrollments_with_steps, members_with_steps, people_at
from waypost.insight.rules.steps import LATER, Step, StepCount, step_counts
from waypost.insight.rules.suppression import Chain, Shown, safe_chain, safe_table
from waypost.people.permissions import Permission
from waypost.people.queries import branches, may, school_of
from waypost.people.viewers import Viewer
from waypost.programs.models import CohortMember, Program
from waypost.programs.queries import programs

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


@dataclass(frozen=True)
class _Group:
    """`narrowing` is what the page of rows needs to show the people of this group alone."""

    name: str
    narrowing: dict[str, str]
    chain: Chain


def program_funnels(viewer: Viewer) -> list[ProgramFunnel]:
    """Every program of which `viewer` may see numbers, in a fixed number of queries."""
    found = list(programs(viewer, NUMBERS))
    members = members_with_steps(CohortMember.objects.filter(cohort__program__in=found))
    counts = {
        row["program"]: _chain(row, EVERY_STEP) for row in _counted(members, "person", program=F("cohort__program"))
    }
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
    members = members_with_steps(CohortMember.objects.filter(cohort__program=program))
    total = next((_chain(row, EVERY_STEP) for row in _counted(members, "person", program=F("cohort__program"))), NOBODY)
    tables = {
        "School": (EVERY_STEP, _by_school(members)),
        "Cohort": (EVERY_STEP, _by_cohort(members)),
        "Micro-credential": (LATER_STEPS, _by_credential(members)),
    }
    breakdowns = [
        Breakdown(label, _lines(program, steps, total[-len(steps) :], groups, may_open=may_open))
        for label, (steps, groups) in tables.items()
        if groups
    ]
    return FunnelPage(program, _everybody(program, total, may_open=may_open), tuple(breakdowns))


def _by_school(members: QuerySet[CohortMember]) -> list[_Group]:
    rows = _counted(members, "person", name=school_of("organization", "name"), school=school_of("organization", "slug"))
    return [_group(row, EVERY_STEP, "school") for row in rows]


def _by_cohort(members: QuerySet[CohortMember]) -> list[_Group]:
    """As the program lists them: by their first day."""
    by = {"starts_on": F("cohort__starts_on"), "name": F("cohort__name"), "cohort_uid": F("cohort__uid")}
    rows = _counted(members, "person", **by)
    return [_group({**row, "cohort": row["cohort_uid"]}, EVERY_STEP, "cohort") for row in rows]


def _by_credential(members: QuerySet[CohortMember]) -> list[_Group]:
    """As the program lists them: by title. Whoever works on two counts in both."""
    works = enrollments_with_steps(CohortMember.objects.filter(pk__in=members.values("pk")))
    rows = {row["credential"]: row for row in _counted(works, "member__person", credential=F("micro_credential__slug"))}
    titled = works.values_list("micro_credential__slug").annotate(title=Max("version__title"))
    in_order = titled.order_by("title", "micro_credential__slug")
    return [_group({**rows[slug], "name": title}, LATER_STEPS, "credential") for slug, title in in_order]


def _counted(found: QuerySet[Any], person: str, **by: Combinable) -> list[dict[str, Any]]:
    """People at each step for each value of `by`, in its order."""
    counts = {step.value: people_at(person, step) for step in Step}
    return list(found.values(**by).annotate(**counts).order_by(*by))


def _group(row: dict[str, Any], steps: Sequence[Step], key: str) -> _Group:
    return _Group(row["name"], {key: row[key]}, _chain(row, steps))


def _chain(row: dict[str, Any], steps: Sequence[Step]) -> Chain:
    return tuple(row[step.value] for step in steps)


def _everybody(program: Program, chain: Chain, *, may_open: bool) -> FunnelLine:
    shown = chain if may_open else safe_chain(chain)
    return FunnelLine("Everybody", step_counts(EVERY_STEP, shown), _rows_url(program, {}) if may_open else "")


def _lines(
    program: Program, steps: Sequence[Step], total: Chain, groups: Sequence[_Group], *, may_open: bool
) -> tuple[FunnelLine, ...]:
    chains = [group.chain for group in groups]
    shown: Sequence[Shown] = chains if may_open else safe_table(total, chains).groups
    return tuple(
        FunnelLine(group.name, step_counts(steps, counts), _rows_url(program, group.narrowing) if may_open else "")
        for group, counts in zip(groups, shown, strict=True)
    )


def _rows_url(program: Program, narrowing: dict[str, str]) -> str:
    """Ends where the name of a step goes: the address of the page with "?" or "&" behind it."""
    address = reverse("insight_rows", args=[program.uid])
    return f"{address}?{urlencode(narrowing)}&" if narrowing else f"{address}?"
