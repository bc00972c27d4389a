"""Who chose a micro-credential as the pathway of their professional growth plan, in numbers (EA2, PL2).

The choice is the educator's own: no page lists who made it.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from waypost.common import clock
from waypost.common.suppression import is_safe
from waypost.insight.queries.serving import PLAN, end_of_day, is_served
from waypost.people.models import Person, RoleAssignment
from waypost.people.queries import in_any_branch
from waypost.people.remembered import remembered
from waypost.people.rules import Role
from waypost.plans.models import Plan
from waypost.submissions.models import Enrollment


def pathway_share(plan: Plan, as_of: date) -> Decimal | None:
    """Of everybody who teaches below the plan's organization today, the share who chose one, in percent."""
    if not is_served(plan):
        return None
    is_past = as_of < clock.today(plan.organization.timezone)
    counts = _counts(plan, end_of_day(plan, as_of)) if is_past else _counts_now(plan)
    return (Decimal(100) * counts.chosen / counts.everybody).quantize(Decimal("0.1")) if counts.everybody else None


def pathway_is_safe(plan: Plan) -> bool:
    """Neither those who chose, nor those who enrolled or teach and did not, are few."""
    counts = _counts_now(plan)
    return all(map(is_safe, (counts.chosen, counts.enrolled - counts.chosen, counts.everybody)))


class _Counts(NamedTuple):
    """Of those who teach below the plan's organization: all, those who enrolled and those who chose a pathway."""

    everybody: int
    enrolled: int
    chosen: int


def _counts_now(plan: Plan) -> _Counts:
    """A page asks twice: for the share, and whether it may be shown."""
    return remembered(("insight.pathways", plan.pk), lambda: _counts(plan))


def _counts(plan: Plan, until: datetime | None = None) -> _Counts:
    """In one query; choices count that were made `until` then."""
    works = _works(plan)
    choices = works.filter(is_growth_plan_pathway=True)
    counted = choices if until is None else choices.filter(created_at__lte=until)
    return _Counts(
        **_educators(plan).aggregate(
            everybody=Count("pk"),
            enrolled=Count("pk", filter=Q(pk__in=works.values("member__person"))),
            chosen=Count("pk", filter=Q(pk__in=counted.values("member__person"))),
        )
    )


def _educators(plan: Plan) -> QuerySet[Person]:
    teaching = RoleAssignment.objects.filter(
        in_any_branch([plan.organization], "organization"), role=Role.EDUCATOR, ended_at=None
    )
    return Person.objects.filter(pk__in=teaching.values("person"), is_active=True)


def _works(plan: Plan) -> QuerySet[Enrollment]:
    """As the funnel counts enrolling: work that was put down, and of who left a cohort, is not counted."""
    served = {f"member__cohort__program__{PLAN}": plan}
    return Enrollment.objects.filter(**served, member__left_at=None, withdrawn_at=None)
