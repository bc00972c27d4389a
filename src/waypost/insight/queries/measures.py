"""What Waypost itself knows about a plan: the numbers that feed its indicators (IN2, PL2)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.urls import reverse

from waypost.common import clock
from waypost.insight.queries.steps import flag, members_with_steps, people_at
from waypost.insight.rules.steps import Step
from waypost.insight.rules.suppression import Chain, is_safe, safe_whole
from waypost.people.models import Organization
from waypost.people.queries import in_any_branch, school_of
from waypost.people.rules import OrganizationKind
from waypost.plans.measures import Measure, register
from waypost.plans.models import Indicator, Plan
from waypost.programs.models import CohortMember, Program

PLAN = "activity__objective__plan"


def members_serving(plan: Plan) -> QuerySet[CohortMember]:
    """Everybody who was invited to a program that serves an activity of `plan`."""
    return CohortMember.objects.filter(**{f"cohort__program__{PLAN}": plan})


def educators_earned(plan: Plan, as_of: date) -> Decimal | None:
    """People with an award that stands, from a program that serves the plan."""
    return _people_at(plan, Step.EARNED, as_of)


def educators_enrolled(plan: Plan, as_of: date) -> Decimal | None:
    """People who work toward a micro-credential in a program that serves the plan."""
    return _people_at(plan, Step.ENROLLED, as_of)


def schools_taking_part(plan: Plan, as_of: date) -> Decimal | None:
    """The share of the schools below the plan's organization in which somebody enrolled, in percent."""
    schools = Organization.objects.filter(in_any_branch([plan.organization]), kind=OrganizationKind.SCHOOL)
    number = schools.count()
    if not number or not _is_served(plan):
        return None
    reached = _reached(plan, Step.ENROLLED, as_of).values_list(school_of("organization", "pk"))
    taking_part = schools.filter(pk__in=reached).count()
    return (Decimal(100) * taking_part / number).quantize(Decimal("0.1"))


def is_safe_for_everybody(plan: Plan, step: Step) -> bool:
    """Whether how many people of the plan reached `step` may be shown to those who may not see them by name.

    Beside it stand the numbers of each program, on the pages of progress.
    """
    counts = {each.value: people_at(each) for each in Step}
    members = members_with_steps(members_serving(plan)).order_by()
    whole = _chain(members.aggregate(**counts))
    parts = [_chain(dict(row)) for row in members.values("cohort__program").annotate(**counts)]
    return safe_whole(whole, parts)[list(Step).index(step)] is not None


def share_is_safe(plan: Plan) -> bool:
    """A share of schools is about the people who enrolled in them."""
    reached = members_with_steps(members_serving(plan)).filter(**{flag(Step.ENROLLED): True})
    return is_safe(reached.aggregate(people=Count("person", distinct=True))["people"])


def _chain(row: dict[str, Any]) -> Chain:
    return tuple(row[step.value] for step in Step)


MEASURES = (
    Measure(
        key="insight.educators_with_an_award",
        label="Educators who earned a credential in a program that serves this plan",
        unit="educators",
        compute=educators_earned,
        is_safe_to_show=lambda plan: is_safe_for_everybody(plan, Step.EARNED),
        source="Counts each educator whose credential stands once; a withdrawn one counts no more.",
        rows_url=lambda plan: _rows_url(plan, Step.EARNED),
    ),
    Measure(
        key="insight.educators_enrolled",
        label="Educators enrolled in a program that serves this plan",
        unit="educators",
        compute=educators_enrolled,
        is_safe_to_show=lambda plan: is_safe_for_everybody(plan, Step.ENROLLED),
        source="Counts each educator who works toward a micro-credential once.",
        rows_url=lambda plan: _rows_url(plan, Step.ENROLLED),
    ),
    Measure(
        key="insight.schools_taking_part",
        label="Share of schools in which an educator enrolled",
        unit="%",
        compute=schools_taking_part,
        is_safe_to_show=share_is_safe,
        source="Counts the schools below the plan's organization.",
        rows_url=lambda plan: _rows_url(plan, Step.ENROLLED),
    ),
)


def offer_measures() -> None:
    """Offer them to every plan."""
    for measure in MEASURES:
        register(measure)


def fed_indicators(plan_uid: str) -> QuerySet[Indicator]:
    """The indicators of a plan that these measures feed."""
    return _fed().filter(plan__uid=plan_uid).select_related("plan__organization").order_by("pk")


def plans_to_measure() -> list[str]:
    """The plans with an indicator that these measures feed, by uid."""
    return list(_fed().values_list("plan__uid", flat=True).distinct())


def _fed() -> QuerySet[Indicator]:
    return Indicator.objects.filter(source_key__in=[measure.key for measure in MEASURES]).order_by()


def _people_at(plan: Plan, step: Step, as_of: date) -> Decimal | None:
    if not _is_served(plan):
        return None
    return Decimal(_reached(plan, step, as_of).aggregate(people=Count("person", distinct=True))["people"])


def _reached(plan: Plan, step: Step, as_of: date) -> QuerySet[CohortMember]:
    zone = ZoneInfo(plan.organization.timezone)
    day_ends = datetime.combine(as_of + timedelta(days=1), time(), zone)
    return members_with_steps(members_serving(plan), min(day_ends, clock.now())).filter(**{flag(step): True})


def _is_served(plan: Plan) -> bool:
    return Program.objects.filter(**{PLAN: plan}).exists()


def _rows_url(plan: Plan, step: Step) -> str:
    return f"{reverse('insight_plan_rows', args=[plan.uid])}?{urlencode({'step': step})}"
