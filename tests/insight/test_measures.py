"""The indicator of a plan that awards feed: a credential moves it, a withdrawal moves it back."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.credentials.builders import build_award
from tests.insight.builders import Running, add_educators
from tests.plans.builders import plan_at
from waypost.common import clock, jobs
from waypost.credentials.actions.revocation import revoke_award
from waypost.insight.actions import measure_indicators
from waypost.insight.queries.funnel import funnel_page
from waypost.insight.queries.measures import educators_enrolled
from waypost.insight.rules.steps import Step
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.models import Indicator, Plan
from waypost.plans.queries.indicators import indicator_page
from waypost.plans.rules.fields import IndicatorFields


def plan_of(running: Running) -> Plan:
    return running.offer.program.activity.objective.plan


def indicator_fed_by(plan: Plan, key: str) -> Indicator:
    fields = IndicatorFields(term="short", text="Educators who earned", unit="educators", source_key=key)
    return add_indicator(by=BUILDER, plan=plan, fields=fields)


def now(running: Running, indicator: Indicator) -> Decimal | None:
    return indicator_page(running.lead, indicator).line.now


def kept(indicator: Indicator) -> list[Decimal]:
    return list(indicator.measurements.values_list("value", flat=True))


def test_an_award_moves_the_indicator_and_its_withdrawal_moves_it_back(running: Running) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.INVITED)
    indicator = indicator_fed_by(plan_of(running), "insight.educators_with_an_award")
    assert now(running, indicator) == 0
    award = build_award(running.offer, dana)
    jobs.run_waiting()
    assert [now(running, indicator), *kept(indicator)] == [1, 1]
    revoke_award(by=running.lead, award=award, reason="The evidence was somebody else's.")
    jobs.run_waiting()
    assert [now(running, indicator), *kept(indicator)] == [0, 0]


def test_the_funnel_moves_with_it(running: Running) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.INVITED)
    award = build_award(running.offer, dana)
    assert funnel_page(running.lead, running.offer.program).everybody.count_of(Step.EARNED) == 1
    revoke_award(by=running.lead, award=award, reason="The evidence was somebody else's.")
    everybody = funnel_page(running.lead, running.offer.program).everybody
    assert (everybody.count_of(Step.EARNED), everybody.count_of(Step.SUBMITTED)) == (0, 1)


def test_measuring_twice_a_day_keeps_one_value(running: Running) -> None:
    indicator = indicator_fed_by(plan_of(running), "insight.educators_enrolled")
    add_educators(running, running.tree.cedar, Step.ENROLLED)
    assert [measure_indicators(by=BUILDER, plan_uid=plan_of(running).uid) for _ in range(2)] == [1, 1]
    add_educators(running, running.tree.juniper, Step.WORKING)
    measure_indicators(by=BUILDER, plan_uid=plan_of(running).uid)
    assert kept(indicator) == [2]


def test_the_share_of_schools_counts_those_below_the_plan(running: Running) -> None:
    indicator = indicator_fed_by(plan_of(running), "insight.schools_taking_part")
    add_educators(running, running.tree.cedar, Step.ENROLLED, 2)
    add_educators(running, running.tree.juniper, Step.INVITED)
    assert now(running, indicator) == 50


def test_what_came_after_the_last_day_does_not_count(running: Running) -> None:
    add_educators(running, running.tree.cedar, Step.ENROLLED)
    today = clock.today(running.tree.district.timezone)
    days = (today.replace(day=today.day - 1), today)
    assert [educators_enrolled(plan_of(running), day) for day in days] == [0, 1]


@pytest.mark.parametrize(
    "key", ["insight.educators_with_an_award", "insight.educators_enrolled", "insight.schools_taking_part"]
)
def test_a_plan_that_no_program_serves_has_nothing_to_count(running: Running, key: str) -> None:
    plan = plan_at(running.tree.district)
    indicator = indicator_fed_by(plan, key)
    assert now(running, indicator) is None
    measure_indicators(by=BUILDER, plan_uid=plan.uid)
    assert kept(indicator) == []


def test_the_lead_opens_the_people_behind_the_indicator_and_others_do_not(running: Running, client: Client) -> None:
    (dana,) = add_educators(running, running.tree.cedar, Step.ENROLLED)
    plan = plan_of(running)
    indicator = indicator_fed_by(plan, "insight.educators_enrolled")
    line = indicator_page(running.lead, indicator).line
    assert line.rows_url == f"{reverse('insight_plan_rows', args=[plan.uid])}?step=enrolled"
    assert indicator_page(running.member, indicator).line.rows_url == ""
    statuses = {}
    for who in (running.lead, running.member, running.stranger):
        client.force_login(who)
        statuses[who] = client.get(line.rows_url)
    assert dana.name in statuses[running.lead].content.decode()
    assert [statuses[who].status_code for who in (running.member, running.stranger)] == [404, 404]
