"""Who chose a micro-credential as the pathway of their professional growth plan, in numbers (EA2, PL2).

The choice is the educator's own: no page lists who made it.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from waypost.insight.queries.serving import end_of_day, is_served, members_serving
from waypost.insight.rules.suppression import is_safe
from waypost.people.models import Person, RoleAssignment
from waypost.people.queries import in_any_branch
from waypost.people.rules import Role
from waypost.plans.models import Plan
from waypost.submissions.models import Enrollment


def pathway_share(plan: Plan, as_of: date) -> Decimal | None:
    """Of everybody who teaches below the plan's organization today, the share who chose one, in percent."""
    everybody = _educators(plan).count()
    if not everybody or not is_served(plan):
        return None
    chosen = _who_chose(plan, end_of_day(plan, as_of)).count()
    return (Decimal(100) * chosen / everybody).quantize(Decimal("0.1"))


def pathway_is_safe(plan: Plan) -> bool:
    """Neither those who chose, nor those who enrolled or teach and did not, are few."""
    chosen, enrolled = _who_chose(plan), _who_enrolled(plan)
    return all(map(is_safe, (chosen.count(), enrolled.count() - chosen.count(), _educators(plan).count())))


def _educators(plan: Plan) -> QuerySet[Person]:
    teaching = RoleAssignment.objects.filter(
        in_any_branch([plan.organization], "organization"), role=Role.EDUCATOR, ended_at=None
    )
    return Person.objects.filter(pk__in=teaching.values("person"), is_active=True)


def _who_chose(plan: Plan, until: datetime | None = None) -> QuerySet[Person]:
    works = _works(plan).filter(is_growth_plan_pathway=True)
    counted = works if until is None else works.filter(created_at__lte=until)
    return _educators(plan).filter(pk__in=counted.values("member__person"))


def _who_enrolled(plan: Plan) -> QuerySet[Person]:
    return _educators(plan).filter(pk__in=_works(plan).values("member__person"))


def _works(plan: Plan) -> QuerySet[Enrollment]:
    """As the funnel counts enrolling: work that was put down, and of who left a cohort, is not counted."""
    return Enrollment.objects.filter(member__in=members_serving(plan).filter(left_at=None), withdrawn_at=None)
