"""Measures of plans that come from attempts, decisions, growth plans and training; they count what pages show (IN2)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.assessment.builders import NOT_YET, SHOWN, concluded
from tests.builders import BUILDER, person
from tests.insight.builders import Running, add_educators
from tests.insight.test_measures import indicator_fed_by, plan_of
from tests.plans.builders import plan_at
from tests.submissions.builders import begin, waiting
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.insight.actions import measure_indicators
from waypost.insight.queries.funnel import funnel_page
from waypost.insight.queries.measures import MEASURES
from waypost.insight.queries.revising import revising
from waypost.insight.rules.steps import Step
from waypost.people.models import Person
from waypost.people.remembered import remembering
from waypost.people.rules import Role
from waypost.plans import measures
from waypost.plans.models import Indicator
from waypost.plans.queries.indicators import indicator_page
from waypost.programs.actions.training import record_training
from waypost.submissions.actions.enroll import plan_enrollment, withdraw

FIRST_TRY, DAYS = "insight.first_try_rate", "insight.median_days_to_decision"
PATHWAY, TRAINING = "insight.growth_plan_pathway", "insight.schools_in_training"
LEFT_OUT = "left out"


@pytest.fixture
def assessor(running: Running) -> Person:
    return person("Ana Assessor", Role.ASSESSOR, running.tree.district)


def hears(running: Running, assessor: Person, educators: list[Person], decision: Level, days: int = 2) -> None:
    """Each sent so many days ago, and was told today."""
    for educator in educators:
        with clock.at(clock.now() - timedelta(days=days)):
            first = waiting(running.offer, educator)
        concluded(assessor, first, *(decision if criterion == 0 else SHOWN for criterion in range(3)))


def sees(viewer: Person, indicator: Indicator) -> Decimal | str | None:
    line = indicator_page(viewer, indicator).line
    return LEFT_OUT if line.is_left_out else line.now


def chooses(running: Running, educators: list[Person]) -> None:
    """Each begins, and makes it the pathway of their growth plan."""
    for educator in educators:
        plan_enrollment(
            by=educator,
            enrollment=begin(running.offer, educator),
            started_from=0,
            intention="See more",
            is_growth_plan_pathway=True,
        )


def test_every_step_feeds_a_plan_with_the_number_of_its_funnel(running: Running) -> None:
    for step, number in ((Step.INVITED, 2), (Step.ENROLLED, 1), (Step.WORKING, 1), (Step.SUBMITTED, 2)):
        add_educators(running, running.tree.cedar, step, number)
    everybody = funnel_page(running.lead, running.offer.program).everybody
    keys = {
        Step.INVITED: "educators_invited",
        Step.ENROLLED: "educators_enrolled",
        Step.SUBMITTED: "educators_submitted",
    }
    for step, key in keys.items():
        line = indicator_page(running.lead, indicator_fed_by(plan_of(running), f"insight.{key}")).line
        assert line.now == everybody.count_of(step)
        assert line.rows_url.endswith(f"?step={step}")


def test_the_rows_behind_those_invited_are_as_many(running: Running, client: Client) -> None:
    add_educators(running, running.tree.cedar, Step.INVITED, 3)
    line = indicator_page(running.lead, indicator_fed_by(plan_of(running), "insight.educators_invited")).line
    client.force_login(running.lead)
    assert client.get(line.rows_url).context["page"].paginator.count == line.now == 3


def test_the_first_try_rate_is_that_of_the_program_and_opens_no_names(running: Running, assessor: Person) -> None:
    indicator = indicator_fed_by(plan_of(running), FIRST_TRY)
    people = add_educators(running, running.tree.cedar, Step.INVITED, 20)
    hears(running, assessor, people[:10], SHOWN)
    hears(running, assessor, people[10:], NOT_YET)
    assert sees(running.lead, indicator) == 50
    assert revising(running.lead, running.offer.program).everybody.first_try_rate == 50
    assert indicator_page(running.lead, indicator).line.rows_url == ""
    measure_indicators(by=BUILDER, plan_uid=plan_of(running).uid)
    assert indicator.measurements.count() == 0


def test_a_rate_of_few_attempts_is_left_out_for_leads_too(running: Running, assessor: Person) -> None:
    indicator = indicator_fed_by(plan_of(running), FIRST_TRY)
    people = add_educators(running, running.tree.cedar, Step.INVITED, 9)
    assert sees(running.lead, indicator) is None
    hears(running, assessor, people, NOT_YET)
    assert [sees(viewer, indicator) for viewer in (running.lead, running.member)] == [LEFT_OUT, LEFT_OUT]


def test_the_median_counts_days_to_a_decision_that_was_told(running: Running, assessor: Person) -> None:
    indicator = indicator_fed_by(plan_of(running), DAYS)
    people = add_educators(running, running.tree.cedar, Step.INVITED, 11)
    assert sees(running.lead, indicator) is None
    hears(running, assessor, people[:4], SHOWN, days=2)
    assert sees(running.lead, indicator) == LEFT_OUT
    hears(running, assessor, people[4:10], SHOWN, days=5)
    waiting(running.offer, people[10])
    assert [sees(viewer, indicator) for viewer in (running.lead, running.member)] == [5, 5]


@pytest.mark.parametrize(("number", "shown"), [(9, LEFT_OUT), (10, 50)])
def test_the_share_of_growth_plan_pathways_counts_who_chose_of_all_who_teach(
    running: Running, number: int, shown: int | str
) -> None:
    indicator = indicator_fed_by(plan_of(running), PATHWAY)
    chooses(running, add_educators(running, running.tree.cedar, Step.INVITED, number))
    add_educators(running, running.tree.juniper, Step.INVITED, number)
    assert [sees(viewer, indicator) for viewer in (running.lead, running.member)] == [shown, shown]


def test_a_pathway_that_was_put_down_counts_no_more(running: Running) -> None:
    people = add_educators(running, running.tree.cedar, Step.INVITED, 20)
    chooses(running, people)
    compute = measures.find(PATHWAY)
    assert compute is not None
    today = clock.today(running.tree.district.timezone)
    assert compute.compute(plan_of(running), today) == 100
    for educator in people[:5]:
        withdraw(by=educator, enrollment=begin(running.offer, educator), why="Another year.")
    assert compute.compute(plan_of(running), today) == 75


def test_a_page_asks_once_for_the_share_of_pathways_and_whether_it_may_be_shown(
    running: Running, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chooses(running, add_educators(running, running.tree.cedar, Step.INVITED, 10))
    plan, pathway = plan_of(running), measures.find(PATHWAY)
    assert pathway is not None
    today = clock.today(plan.organization.timezone)
    with remembering(), django_assert_num_queries(2):
        assert pathway.compute(plan, today) == 100
        assert pathway.is_safe_to_show(plan)


def test_schools_in_training_feed_a_plan_and_open_to_the_page_that_records_them(
    running: Running, client: Client
) -> None:
    indicator = indicator_fed_by(plan_of(running), TRAINING)
    assert sees(running.member, indicator) == 0
    today = clock.today(running.tree.district.timezone)
    record_training(by=running.lead, school=running.tree.cedar, started_from=0, begun_on=today)
    record_training(by=running.stranger, school=running.tree.other_school, started_from=0, begun_on=today)
    assert [sees(viewer, indicator) for viewer in (running.lead, running.member)] == [50, 50]
    line = indicator_page(running.lead, indicator).line
    assert line.rows_url == f"{reverse('training')}?at=cedar-valley"
    client.force_login(running.lead)
    found = client.get(line.rows_url).context["found"]
    assert (found.begun_count, found.number) == (1, 2)


def test_training_that_began_later_does_not_count_for_an_earlier_day(running: Running) -> None:
    today = clock.today(running.tree.district.timezone)
    record_training(by=running.lead, school=running.tree.cedar, started_from=0, begun_on=today)
    measure = measures.find(TRAINING)
    assert measure is not None
    found = [measure.compute(plan_of(running), day) for day in (today - timedelta(days=1), today)]
    assert found == [0, 50]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_a_plan_that_nothing_serves_shows_no_number_of_people(running: Running, measure: measures.Measure) -> None:
    plan = plan_at(running.tree.other_district)
    value = measure.compute(plan, clock.today(plan.organization.timezone))
    assert value == (Decimal(0) if measure.key == TRAINING else None)
    assert measure.is_safe_to_show(plan) is True
