"""A plan with thousands of activities stays small on its pages."""

import gzip
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.bench.large_plan import MEASUREMENTS, large_plan
from tests.builders import BUILDER
from tests.plans.builders import Planned
from tests.plans.test_page_budgets import BUDGETS, queries_of
from waypost.plans.actions.removal import take_out
from waypost.plans.models import Activity, Plan
from waypost.plans.queries.history import last_changes
from waypost.plans.queries.pages import MOST_LISTED, MOST_MOVED, plan_page
from waypost.plans.queries.standing import lines_of, plan_standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(planned: Planned) -> Plan:
    """Just large enough to be folded."""
    return large_plan(planned.tree.district, objectives=3, activities=MOST_LISTED // 3 + 1)


def test_a_large_plan_shows_its_objectives_with_counts_that_lead_to_their_activities(
    planned: Planned, large: Plan, client: Client
) -> None:
    client.force_login(planned.lead)
    page = client.get(reverse("plan", args=[large.uid])).content.decode()
    for objective in large.objectives.all():
        assert reverse("plan_objective", args=[objective.uid]) in page
    assert page.count("<tr") < 100
    assert "303 activities are too many for one page" in page


def test_the_counts_of_a_folded_plan_are_those_of_its_activities(planned: Planned, large: Plan) -> None:
    page = plan_page(planned.lead, large)
    assert [block.counts.total() for block in page.objectives] == [101, 101, 101]
    assert page.lines == ()
    assert page.against_baseline is not None
    assert len(page.against_baseline.changes) == MOST_MOVED
    assert page.against_baseline.moved_more == len(page.against_baseline.comparison.moved) - MOST_MOVED


def test_a_folded_plan_asks_no_more_and_weighs_little(planned: Planned, large: Plan, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan", args=[large.uid])
    assert queries_of(client, address) <= BUDGETS["plan"]
    assert len(gzip.compress(client.get(address).content)) < 30_000


def test_a_folded_plan_in_good_order_says_so(planned: Planned, large: Plan, client: Client) -> None:
    client.force_login(planned.lead)
    Activity.objects.filter(objective__plan=large).update(progress=100, completed_on=date(2027, 1, 4))
    large.indicators.all().delete()
    page = client.get(reverse("plan", args=[large.uid])).content.decode()
    assert "Nothing: every open activity has a lead" in page


def test_a_plan_page_reads_the_last_number_and_not_the_whole_course(planned: Planned, large: Plan) -> None:
    lines = plan_page(planned.lead, large).indicators
    assert {len(line.measurements) for line in lines} == {1}
    assert {line.now for line in lines} == {4 + MEASUREMENTS}


def test_an_activity_that_was_taken_out_between_two_queries_is_left_out(planned: Planned) -> None:
    standing = plan_standing(planned.lead, planned.plan)
    take_out(by=BUILDER, part=planned.activity)
    assert lines_of(standing, standing.steps) == {}


def test_the_last_changes_name_what_they_are_about(planned: Planned) -> None:
    named = [change.what for change in last_changes(planned.lead, planned.plan, 4)]
    assert named == [
        "Train 12 assessors",
        "Schools that began training",
        "Objective 1",
        "Implementation plan, 2026-27",
    ]
