"""How many activities are blocked or at risk, counted where they are stored: `rules.risks` said in queries.

A list counts thousands of activities, so that reading each of them would take too long.
A test holds the counts against the rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from waypost.common import clock
from waypost.plans.models import DONE, Activity, ActivityDependency, Plan
from waypost.plans.queries.facts import standing_activities
from waypost.plans.rules.risks import FIRST_DAYS, MARGIN, WHOLE


def in_danger_counts(plans: Iterable[Plan]) -> Counter[int]:
    """Blocked and at-risk activities by the primary key of their plan; one query for each time zone."""
    by_zone: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        by_zone[plan.organization.timezone].append(plan)
    counts: Counter[int] = Counter()
    for zone, here in by_zone.items():
        found = in_danger(standing_activities().filter(objective__plan__in=here), clock.today(zone))
        counts.update(found.values_list("objective__plan", flat=True))
    return counts


def in_danger(activities: QuerySet[Activity], today: date) -> QuerySet[Activity]:
    """Those of the activities that are blocked or at risk on that day."""
    still_open = ActivityDependency.objects.filter(
        activity=OuterRef("pk"), needed__progress__lt=DONE, needed__in=standing_activities()
    )
    ends_too_late = Q(needed__target_on__lt=today) | Q(needed__target_on__gt=OuterRef("latest_start_on"))
    found = activities.filter(Q(target_on=None) | Q(target_on__gte=today), progress__lt=DONE).annotate(
        begins_on=Case(When(is_milestone=True, then=F("target_on")), default=F("start_on"), output_field=DateField()),
        latest_start_on=Coalesce("begins_on", "target_on"),
        **_progress_and_time(today),
    )
    is_blocked = Q(Exists(still_open), begins_on__lte=today)
    is_late = Q(Exists(still_open.filter(ends_too_late)))
    has_length = Q(is_milestone=False, start_on__lte=today - timedelta(FIRST_DAYS), target_on__gt=F("start_on"))
    is_behind = has_length & Q(progress_in_time__lte=F("time_passed"))
    return found.filter(is_blocked | is_late | is_behind).order_by()


def _progress_and_time(today: date) -> "dict[str, ExpressionWrapper[Any]]":
    """Progress with its margin, and the time that has passed, as days times percent: nothing is divided.

    One point more than the margin, because the rule counts whole percent.
    """
    whole = ExpressionWrapper(F("target_on") - F("start_on"), output_field=DurationField())
    passed = ExpressionWrapper(Value(today, output_field=DateField()) - F("start_on"), output_field=DurationField())
    return {
        "progress_in_time": ExpressionWrapper(whole * (F("progress") + MARGIN + 1), output_field=DurationField()),
        "time_passed": ExpressionWrapper(passed * WHOLE, output_field=DurationField()),
    }
