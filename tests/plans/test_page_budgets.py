"""How many queries a page may ask, whatever the number of rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of, plan_at
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.indicators import add_indicator, record_measurement
from waypost.plans.actions.plans import add_alignment_row, add_objective
from waypost.plans.models import DateProposal, Plan
from waypost.plans.rules.fields import AlignmentFields, IndicatorFields, ObjectiveFields

pytestmark = pytest.mark.django_db

BUDGETS = {
    "plan": 22,
    "plan_changes": 16,
    "plan_adopt": 22,
    "plan_baseline": 8,
    "plan_compare": 20,
    "plan_taken_out": 14,
}


def fill(plan: Plan, objectives: int, activities: int) -> None:
    """Every kind of row that a plan's pages show."""
    for _ in range(objectives):
        objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Objective"))
        add_alignment_row(by=BUILDER, objective=objective, fields=AlignmentFields(standard="Standard 3"))
        indicator = add_indicator(by=BUILDER, plan=plan, fields=IndicatorFields(term="short", text="Indicator"))
        record_measurement(by=BUILDER, indicator=indicator, value=Decimal(1), measured_on=date(2027, 1, 10))
        for _ in range(activities):
            activity = activity_of(objective, "Activity", date(2027, 1, 8), "Priya", "Tom")
            record_progress(by=BUILDER, activity=activity, started_from=1, progress=5, note="Begun")
            redate_activity(by=BUILDER, activity=activity, started_from=2, target_on=date(2027, 2, 1), reason="Snow")
            DateProposal.objects.create(activity=activity, proposed_on=date(2027, 3, 1), reason="Ice")


@pytest.fixture
def filled(planned: Planned) -> Planned:
    fill(planned.plan, 1, 4)
    adopt_plan(by=BUILDER, plan=planned.plan, number=1)
    return planned


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", sorted(BUDGETS))
def test_a_plan_with_60_activities_asks_no_more_than_one_with_5(filled: Planned, client: Client, name: str) -> None:
    arguments = [filled.plan.uid, 1] if name == "plan_baseline" else [filled.plan.uid]
    client.force_login(filled.lead)
    few = queries_of(client, reverse(name, args=arguments))
    fill(filled.plan, 5, 11)
    assert queries_of(client, reverse(name, args=arguments)) == few
    assert few <= BUDGETS[name]


def test_a_list_of_20_plans_asks_no_more_than_one_of_1(filled: Planned, client: Client) -> None:
    client.force_login(filled.lead)
    few = queries_of(client, reverse("plans"))
    for _ in range(19):
        fill(plan_at(filled.tree.cedar), 1, 1)
    assert queries_of(client, reverse("plans")) == few
    assert few <= 10
