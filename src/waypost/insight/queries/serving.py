"""Who and what serves a plan: through the programs that carry out its activities."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from waypost.common import clock
from waypost.people.remembered import remembered
from waypost.plans.models import Plan
from waypost.programs.models import CohortMember, Program

PLAN = "activity__objective__plan"


def members_serving(plan: Plan) -> QuerySet[CohortMember]:
    """Everybody who was invited to a program that serves an activity of `plan`."""
    return CohortMember.objects.filter(**{f"cohort__program__{PLAN}": plan})


def is_served(plan: Plan) -> bool:
    """Whether any program serves `plan`: without one there is nothing to count."""
    return remembered(("insight.serving", plan.pk), Program.objects.filter(**{PLAN: plan}).exists)


def end_of_day(plan: Plan, day: date) -> datetime:
    """The last instant that counts for `day` in the plan's time zone; never one that lies ahead."""
    zone = ZoneInfo(plan.organization.timezone)
    return min(datetime.combine(day + timedelta(days=1), time(), zone), clock.now())
