"""The plans that somebody may read, each with what a list of plans says of it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from waypost.common import clock
from waypost.people.queries import NOTHING
from waypost.people.viewers import Viewer
from waypost.plans.models import DONE, Plan
from waypost.plans.queries import access
from waypost.plans.queries.danger import in_danger_counts
from waypost.plans.rules.activities import LONG_PAST_DAYS


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
    found = access.plans(viewer)
    zones = list(found.order_by().values_list("organization__timezone", flat=True).distinct())
    is_past = reduce(or_, (_past_date_in(zone) for zone in zones), NOTHING)
    is_long_past = reduce(or_, (_past_date_in(zone, days=LONG_PAST_DAYS) for zone in zones), NOTHING)
    counted = found.annotate(
        activity_count=_activities_where(Q()),
        done_count=_activities_where(Q(objectives__activities__progress=DONE)),
        past_date_count=_activities_where(is_past),
        long_past_count=_activities_where(is_long_past),
        baseline_count=Count("baselines", distinct=True),
    )
    in_danger = in_danger_counts(access.plans(viewer), zones)
    return [
        ListedPlan(
            plan,
            plan.activity_count,
            plan.done_count,
            plan.past_date_count,
            plan.long_past_count,
            in_danger[plan.pk],
            plan.baseline_count,
        )
        for plan in counted
    ]


def _activities_where(condition: Q) -> Count:
    stands = Q(objectives__taken_out_at=None, objectives__activities__taken_out_at=None)
    return Count("objectives__activities", filter=condition & stands, distinct=True)


def _past_date_in(zone: str, days: int = 0) -> Q:
    """Unfinished activities more than so many `days` past their target date on the wall calendars of a time zone."""
    return Q(
        organization__timezone=zone,
        objectives__activities__target_on__lt=clock.today(zone) - timedelta(days=days),
        objectives__activities__progress__lt=DONE,
    )
