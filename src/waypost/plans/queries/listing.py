"""The plans that somebody may read, each with what a list of plans says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from waypost.common import clock
from waypost.people.queries import NOTHING
from waypost.people.viewers import Viewer
from waypost.plans.models import DONE, Baseline, Plan
from waypost.plans.queries import access
from waypost.plans.queries.danger import in_danger_counts
from waypost.plans.queries.facts import standing_activities
from waypost.plans.rules.activities import LONG_PAST_DAYS

#: What is counted of a plan without activities.
NO_ACTIVITY = (0, 0, 0, 0)


@dataclass(frozen=True)
class ListedPlan:
    """Of the activities that are past their date, `long_past_count` have a date of an earlier plan.

    `in_danger_count` are blocked or at risk.
    """

    plan: Plan
    activity_count: int
    done_count: int
    past_date_count: int
    long_past_count: int
    in_danger_count: int
    baseline_count: int

    @property
    def is_draft(self) -> bool:
        """Whether nobody has adopted it yet."""
        return not self.baseline_count

    @property
    def newly_past_count(self) -> int:
        """How many dates passed within a year."""
        return self.past_date_count - self.long_past_count


def plan_list(viewer: Viewer) -> list[ListedPlan]:
    """The plans that `viewer` may read, newest first; two queries and one for each time zone."""
    baselines = Baseline.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(number=Count("pk"))
    found = list(access.plans(viewer).annotate(baseline_count=Coalesce(Subquery(baselines.values("number")), 0)))
    counts, in_danger = _activity_counts(found), in_danger_counts(found)
    return [
        ListedPlan(plan, *counts.get(plan.pk, NO_ACTIVITY), in_danger[plan.pk], plan.baseline_count) for plan in found
    ]


def _activity_counts(plans: Sequence[Plan]) -> dict[int, tuple[int, int, int, int]]:
    """All activities, and those that are done, past their date and long past it, by the primary key of their plan."""
    zones = {plan.organization.timezone for plan in plans}
    is_past = reduce(or_, (_past_date_in(zone) for zone in zones), NOTHING)
    is_long_past = reduce(or_, (_past_date_in(zone, days=LONG_PAST_DAYS) for zone in zones), NOTHING)
    rows = standing_activities().filter(objective__plan__in=plans).order_by().values_list("objective__plan")
    counted = rows.annotate(
        Count("pk"),
        done=Count("pk", filter=Q(progress=DONE)),
        past=Count("pk", filter=is_past),
        long_past=Count("pk", filter=is_long_past),
    )
    return {plan: (number, done, past, long_past) for plan, number, done, past, long_past in counted}


def _past_date_in(zone: str, days: int = 0) -> Q:
    """Unfinished activities more than so many `days` past their target date on the wall calendars of a time zone."""
    return Q(
        objective__plan__organization__timezone=zone,
        target_on__lt=clock.today(zone) - timedelta(days=days),
        progress__lt=DONE,
    )
