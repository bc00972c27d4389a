"""How many queries a page may ask, whatever the number of rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER
from tests.frameworks.builders import framework_at
from tests.plans.builders import Planned, activity_of, plan_at
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.alignment import align_with_standards
from waypost.plans.actions.direction import add_involvement
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.measurements import record_measurement
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.actions.teams import add_team, choose_team
from waypost.plans.models import DateProposal, Plan, PriorityArea, Team
from waypost.plans.rules.fields import AlignmentFields, IndicatorFields, ObjectiveFields
from waypost.plans.rules.teams import Place, TeamFields
from waypost.plans.rules.voices import InvolvementFields

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # a page asks as much of either database

BUDGETS = {
    "plan": 29,
    "plan_changes": 18,
    "plan_adopt": 12,
    "plan_baseline": 9,
    "plan_board_report": 14,
    "plan_compare": 20,
    "plan_logic_model": 9,
    "plan_taken_out": 14,
    "plan_timeline": 13,
    "plan_export": 9,
}


def fill(plan: Plan, objectives: int, activities: int) -> None:
    """Every kind of row that a plan's pages show."""
    for _ in range(objectives):
        objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Objective"))
        add_alignment_row(by=BUILDER, objective=objective, fields=AlignmentFields(standard="Standard 3"))
        framework = framework_at(plan.organization)
        align_with_standards(by=BUILDER, objective=objective, items=framework.items.all())
        indicator = add_indicator(by=BUILDER, plan=plan, fields=IndicatorFields(term="short", text="Indicator"))
        record_measurement(by=BUILDER, indicator=indicator, value=Decimal(1), measured_on=date(2027, 1, 10))
        team = add_team(
            by=BUILDER, plan=plan, fields=TeamFields("Topic", "Maya Okafor", (Place("Law", "Maya Okafor"),))
        )
        add_involvement(by=BUILDER, plan=plan, fields=InvolvementFields("monitor", "families and community", "All"))
        for _ in range(activities):
            activity = activity_of(objective, "Activity", date(2027, 1, 8), "Priya", "Tom")
            record_progress(by=BUILDER, activity=activity, started_from=1, progress=5, note="Begun")
            redate_activity(by=BUILDER, activity=activity, started_from=2, target_on=date(2027, 2, 1), reason="Snow")
            activity.refresh_from_db()
            choose_team(by=BUILDER, activity=activity, started_from=3, team=team)
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


def test_a_work_plan_of_many_activities_asks_no_more_than_one_of_few(filled: Planned, client: Client) -> None:
    client.force_login(filled.lead)
    team = Team.objects.latest("pk")
    few = queries_of(client, reverse("plan_team", args=[team.uid]))
    for number in range(10):
        activity = activity_of(filled.objective, f"Activity {number}", date(2027, 3, 8), "Priya")
        choose_team(by=BUILDER, activity=activity, started_from=1, team=team)
    assert queries_of(client, reverse("plan_team", args=[team.uid])) == few
    assert few <= 16


def test_a_long_list_of_priorities_asks_no_more_than_a_short_one(filled: Planned, client: Client) -> None:
    client.force_login(filled.lead)
    few = queries_of(client, reverse("plan_priorities"))
    for number in range(10):
        area = PriorityArea.objects.create(organization=filled.tree.district, title=f"Area {number}")
        area.goals.create(text="A goal")
    assert queries_of(client, reverse("plan_priorities")) == few
    assert few <= 12
