"""The people behind a number, for those who may see them: who, where, and how far. No work, no attempts, no scores."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When

from waypost.insight.queries.serving import members_serving
from waypost.insight.queries.steps import enrollments_with_steps, flag, members_with_steps
from waypost.insight.rules.steps import LATER, STEP_LABELS, Step
from waypost.people.permissions import Permission
from waypost.people.queries import school_of
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.plans.queries.access import plans
from waypost.programs.models import CohortMember, Program
from waypost.programs.queries.programs import programs

ROWS = Permission.INSIGHT_ROWS_READ
ORDER = tuple(Step)


@dataclass(frozen=True)
class Narrowing:
    """Which people: those who reached `step`, of one school, cohort or micro-credential where one is named."""

    step: Step
    school: str = ""
    cohort: str = ""
    credential: str = ""


def programs_with_rows(viewer: Viewer) -> QuerySet[Program]:
    """The programs whose people `viewer` may see by name."""
    return programs(viewer, ROWS)


def plans_with_rows(viewer: Viewer) -> QuerySet[Plan]:
    """The plans whose people `viewer` may see by name."""
    return plans(viewer, ROWS)


def people_behind(program: Program, narrowing: Narrowing) -> QuerySet[Any, Any]:
    """Each person once, by school and name: educator_uid, educator, school, and `reach`, their furthest step's place.

    `program` comes from `programs_with_rows`. There are as many as the number that led here says.
    """
    return _narrowed(CohortMember.objects.filter(cohort__program=program), narrowing)


def people_behind_plan(plan: Plan, narrowing: Narrowing) -> QuerySet[Any, Any]:
    """The same for all programs that serve `plan`, which comes from `plans_with_rows`."""
    return _narrowed(members_serving(plan), narrowing)


def step_reached(row: dict[str, Any]) -> str:
    """The furthest step of a row, in words."""
    return STEP_LABELS[ORDER[row["reach"]]]


def _narrowed(invited: QuerySet[CohortMember], narrowing: Narrowing) -> QuerySet[Any, Any]:
    members = invited.alias(school=school_of("organization", "slug")).filter(_within(narrowing))
    if narrowing.credential:
        works = enrollments_with_steps(members).filter(micro_credential__slug=narrowing.credential)
        return _people(works, "member__", narrowing.step)
    return _people(members_with_steps(members), "", narrowing.step)


def _within(narrowing: Narrowing) -> Q:
    school = Q(school=narrowing.school) if narrowing.school else Q()
    return school & Q(cohort__uid=narrowing.cohort) if narrowing.cohort else school


def _people(found: QuerySet[Any], member: str, at_least: Step) -> QuerySet[Any, Any]:
    places = [When(**{flag(step): True}, then=Value(ORDER.index(step))) for step in reversed(LATER)]
    reach = Max(Case(*places, default=Value(0), output_field=IntegerField()))
    people = found.values(educator_uid=F(f"{member}person__uid"), educator=F(f"{member}person__name"))
    rows: QuerySet[Any, Any] = people.annotate(school=Max(school_of(f"{member}organization", "name")), reach=reach)
    return rows.filter(reach__gte=ORDER.index(at_least)).order_by("school", "educator", "educator_uid")
