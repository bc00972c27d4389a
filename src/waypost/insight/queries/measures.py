"""What Waypost itself knows about a plan: the numbers that feed its indicators (IN2, PL2)."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from waypost.common import clock
from waypost.common.suppression import Chain, is_safe, safe_whole
from waypost.insight.queries.attempts import first_try_is_safe, first_try_rate, median_is_safe, median_of_days
from waypost.insight.queries.pathways import pathway_is_safe, pathway_share
from waypost.insight.queries.serving import end_of_day, is_served, members_serving
from waypost.insight.queries.steps import members_at, members_with_steps, people_at
from waypost.insight.rules.steps import Step
from waypost.people.queries import school_of
from waypost.plans.measures import Measure, register, registered
from waypost.plans.models import Indicator, Plan
from waypost.programs.models import CohortMember
from waypost.programs.queries.training import schools_below, schools_in_training


def educators_invited(plan: Plan, as_of: date) -> Decimal | None:
    """People who were invited to a program that serves the plan, and did not leave it."""
    return _people_at(plan, Step.INVITED, as_of)


def educators_submitted(plan: Plan, as_of: date) -> Decimal | None:
    """People who sent work that can no longer be taken back, in a program that serves the plan."""
    return _people_at(plan, Step.SUBMITTED, as_of)


def educators_earned(plan: Plan, as_of: date) -> Decimal | None:
    """People with an award that stands, from a program that serves the plan."""
    return _people_at(plan, Step.EARNED, as_of)


def educators_enrolled(plan: Plan, as_of: date) -> Decimal | None:
    """People who work toward a micro-credential in a program that serves the plan."""
    return _people_at(plan, Step.ENROLLED, as_of)


def schools_taking_part(plan: Plan, as_of: date) -> Decimal | None:
    """The share of the schools below the plan's organization in which somebody enrolled, in percent."""
    schools = schools_below(plan.organization)
    number = schools.count()
    if not number or not is_served(plan):
        return None
    reached = _reached(plan, Step.ENROLLED, as_of).values_list(school_of("organization", "pk"))
    return _share(schools.filter(pk__in=reached).count(), number)


def schools_that_began_training(plan: Plan, as_of: date) -> Decimal | None:
    """The share of the schools below the plan's organization that began introductory training, in percent."""
    number = schools_below(plan.organization).count()
    return _share(schools_in_training(plan.organization, as_of).count(), number) if number else None


def is_safe_for_everybody(plan: Plan, step: Step) -> bool:
    """Whether how many people of the plan reached `step` may be shown to those who may not see them by name.

    Beside it stand the numbers of each program, on the pages of progress.
    """
    counts = {each.value: people_at(each) for each in Step}
    members = members_with_steps(members_serving(plan)).order_by()
    parts = [_chain(dict(row)) for row in members.values("cohort__program").annotate(**counts)]
    whole = parts[0] if len(parts) == 1 else _chain(members.aggregate(**counts))
    return safe_whole(whole, parts)[list(Step).index(step)] is not None


def share_is_safe(plan: Plan) -> bool:
    """A share of schools is about the people who enrolled in them."""
    reached = members_at(Step.ENROLLED, members_serving(plan), clock.now())
    return is_safe(reached.aggregate(people=Count("person", distinct=True))["people"])


def _chain(row: dict[str, Any]) -> Chain:
    return tuple(row[step.value] for step in Step)


MEASURES = (
    Measure(
        key="insight.educators_invited",
        label="Educators invited to a program that serves this plan",
        unit="educators",
        compute=educators_invited,
        is_safe_to_show=lambda plan: is_safe_for_everybody(plan, Step.INVITED),
        source="Counts each educator once who was invited and did not leave.",
        rows_url=lambda plan: _rows_url(plan, Step.INVITED),
    ),
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
        key="insight.educators_submitted",
        label="Educators who submitted evidence in a program that serves this plan",
        unit="educators",
        compute=educators_submitted,
        is_safe_to_show=lambda plan: is_safe_for_everybody(plan, Step.SUBMITTED),
        source="Counts each educator once whose work can no longer be taken back.",
        rows_url=lambda plan: _rows_url(plan, Step.SUBMITTED),
    ),
    Measure(
        key="insight.first_try_rate",
        label="Share of educators who heard back and were not asked for more",
        unit="%",
        compute=first_try_rate,
        is_safe_to_show=first_try_is_safe,
        source="Counts those who heard back in a program that serves the plan. Nobody sees whose attempts these are.",
    ),
    Measure(
        key="insight.median_days_to_decision",
        label="Days from sending evidence to its decision, median",
        unit="days",
        compute=median_of_days,
        is_safe_to_show=median_is_safe,
        source="Half of what was decided in a program that serves the plan had its decision in this time or less.",
    ),
    Measure(
        key="insight.growth_plan_pathway",
        label="Share of educators who chose a micro-credential as the pathway of their growth plan",
        unit="%",
        compute=pathway_share,
        is_safe_to_show=pathway_is_safe,
        source="Counts everybody who teaches below the plan's organization; they choose on the page of their work.",
    ),
    Measure(
        key="insight.schools_in_training",
        label="Share of schools that began introductory training",
        unit="%",
        compute=schools_that_began_training,
        is_safe_to_show=lambda _plan: True,  # it tells of schools, not of people
        source="Counts the schools below the plan's organization. Principals and program leads record the first day.",
        rows_url=lambda plan: f"{reverse('training')}?{urlencode({'at': plan.organization.slug})}",
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
    """The indicators of a plan that registered measures feed."""
    return _fed().filter(plan__uid=plan_uid).select_related("plan__organization").order_by("pk")


def plans_to_measure() -> list[str]:
    """The plans with an indicator that a registered measure feeds, by uid."""
    return list(_fed().values_list("plan__uid", flat=True).distinct())


def _fed() -> QuerySet[Indicator]:
    return Indicator.objects.filter(source_key__in=[measure.key for measure in registered()]).order_by()


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"))


def _people_at(plan: Plan, step: Step, as_of: date) -> Decimal | None:
    if not is_served(plan):
        return None
    return Decimal(_reached(plan, step, as_of).aggregate(people=Count("person", distinct=True))["people"])


def _reached(plan: Plan, step: Step, as_of: date) -> QuerySet[CohortMember]:
    return members_at(step, members_serving(plan), end_of_day(plan, as_of))


def _rows_url(plan: Plan, step: Step) -> str:
    return f"{reverse('insight_plan_rows', args=[plan.uid])}?{urlencode({'step': step})}"
