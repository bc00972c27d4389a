"""A number that feeds a plan points to nobody, for those who may not see the people behind it (decision 0017)."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.insight.builders import Running, add_educators
from tests.insight.test_measures import indicator_fed_by, plan_of
from tests.programs.builders import SPRING, educator_at, invited, program_at
from tests.submissions.builders import role_of
from waypost.common.suppression import safe_whole
from waypost.insight.actions import measure_indicators
from waypost.insight.rules.steps import Step
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.models import Indicator
from waypost.plans.queries.indicators import indicator_page
from waypost.programs.actions.cohorts import invite_to_cohort, open_cohort

ENROLLED, SCHOOLS = "insight.educators_enrolled", "insight.schools_taking_part"


@pytest.fixture
def state(running: Running) -> Person:
    return person("Sol State", Role.STATE_STAFF, running.tree.state)


def sees(viewer: Person, indicator: Indicator) -> Decimal | str | None:
    line = indicator_page(viewer, indicator).line
    return "left out" if line.is_left_out else line.now


def seen_by_all(running: Running, state: Person, indicator: Indicator) -> list[Decimal | str | None]:
    return [sees(viewer, indicator) for viewer in (running.lead, running.member, state)]


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, "left out"), (9, "left out"), (10, 10)])
def test_lead_committee_and_state_staff_see_a_number_of_people(
    running: Running, state: Person, number: int, shown: int | str
) -> None:
    indicator = indicator_fed_by(plan_of(running), ENROLLED)
    add_educators(running, running.tree.cedar, Step.ENROLLED, number)
    assert seen_by_all(running, state, indicator) == [number, shown, shown]


def test_a_number_is_left_out_where_its_distance_to_another_one_is_small(running: Running, state: Person) -> None:
    indicator = indicator_fed_by(plan_of(running), ENROLLED)
    add_educators(running, running.tree.cedar, Step.ENROLLED, 10)
    add_educators(running, running.tree.cedar, Step.INVITED, 2)
    assert seen_by_all(running, state, indicator) == [10, "left out", "left out"]


@pytest.mark.parametrize(("number", "shown"), [(9, "left out"), (10, 50)])
def test_a_share_of_schools_is_about_those_who_enrolled(
    running: Running, state: Person, number: int, shown: int | str
) -> None:
    indicator = indicator_fed_by(plan_of(running), SCHOOLS)
    add_educators(running, running.tree.cedar, Step.ENROLLED, number)
    assert seen_by_all(running, state, indicator) == [50, shown, shown]


def test_a_plan_does_not_tell_what_a_small_program_of_it_hides(running: Running, state: Person) -> None:
    indicator = indicator_fed_by(plan_of(running), ENROLLED)
    add_educators(running, running.tree.cedar, Step.ENROLLED, 20)
    second = program_at(running.tree.district, running.offer.program.activity, "A small program")
    cohort = open_cohort(by=BUILDER, program=second, name="Cohort B", **SPRING)
    assert sees(state, indicator) == 20
    invited(cohort, educator_at(running.tree.juniper, "Only One"))
    assert seen_by_all(running, state, indicator) == [20, "left out", "left out"]


def test_a_plan_does_not_tell_how_few_take_part_in_two_of_its_programs(running: Running, state: Person) -> None:
    people = add_educators(running, running.tree.cedar, Step.ENROLLED, 12)
    indicator = indicator_fed_by(plan_of(running), ENROLLED)
    second = program_at(running.tree.district, running.offer.program.activity, "Second program")
    cohort = open_cohort(by=BUILDER, program=second, name="Cohort B", **SPRING)
    newcomers = [educator_at(running.tree.juniper, f"Newcomer {number}") for number in range(10)]
    invite_to_cohort(by=BUILDER, cohort=cohort, educators=newcomers)
    assert sees(state, indicator) == 12
    invite_to_cohort(by=BUILDER, cohort=cohort, educators=[role_of(people[0])])
    assert sees(state, indicator) == "left out"


@pytest.mark.parametrize(
    ("whole", "parts", "shown"),
    [
        ((12, 12), [(12, 12)], (12, 12)),
        ((12, 10), [(12, 10)], (12, None)),
        ((30, 20), [(20, 20), (10, 0)], (30, 20)),
        ((25, 20), [(20, 20), (5, 0)], (None, None)),
        ((38, 20), [(20, 20), (20, 0)], (None, None)),
        ((0, 0), [], (0, 0)),
    ],
)
def test_a_whole_is_shown_beside_its_parts(
    whole: tuple[int, ...], parts: list[tuple[int, ...]], shown: tuple[int | None, ...]
) -> None:
    assert safe_whole(whole, parts) == shown


def test_every_page_leaves_the_number_out_alike(running: Running, client: Client) -> None:
    plan = plan_of(running)
    indicator = indicator_fed_by(plan, ENROLLED)
    for more in (6, 1):
        add_educators(running, running.tree.cedar, Step.ENROLLED, more)
        measure_indicators(by=BUILDER, plan_uid=plan.uid)
    pages = [
        reverse("home"),
        reverse("plan", args=[plan.uid]),
        reverse("plan_indicator", args=[indicator.uid]),
        reverse("plan_changes", args=[plan.uid]),
        reverse("insight_plan_thread", args=[plan.uid]),
    ]
    shows = {}
    for viewer in (running.lead, running.member):
        client.force_login(viewer)
        shows[viewer] = [shows_seven(client.get(page).content.decode()) for page in pages]
    assert (shows[running.lead], shows[running.member]) == ([True] * 5, [False] * 5)


def shows_seven(page: str) -> bool:
    return any(shown in page for shown in (">7<", ">7 educators<", "→ 7<"))
