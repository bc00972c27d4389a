"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.builders import build_district
from waypost.plans.models import Activity, DateChange, Goal, Objective, Plan, PriorityArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective() -> Objective:
    area = PriorityArea.objects.create(organization=build_district().district, title="Growth that educators trust")
    goal = Goal.objects.create(priority_area=area, text="One in three educators grows through micro-credentials")
    plan = Plan.objects.create(organization=area.organization, goal=goal, title="Implementation plan")
    return Objective.objects.create(plan=plan, number=1, text="Run a pilot")


def test_an_activity_cannot_be_done_without_a_date(objective: Objective) -> None:
    with pytest.raises(IntegrityError, match="activity_is_done_on_a_date"):
        Activity.objects.create(objective=objective, position=1, text="Recruit schools", progress=100)


def test_an_objective_number_stands_once_in_a_plan(objective: Objective) -> None:
    with pytest.raises(IntegrityError):
        Objective.objects.create(plan=objective.plan, number=1, text="Run it again")


def test_a_date_change_needs_a_reason(objective: Objective) -> None:
    activity = Activity.objects.create(objective=objective, position=1, text="Recruit schools")
    with pytest.raises(IntegrityError, match="date_change_has_a_reason"):
        DateChange.objects.create(activity=activity, before=None, after=date(2027, 2, 1), reason="")
