"""Journey J1 up to the indicator: import a plan, adopt it, re-date an activity, see what moved."""

import re

import pytest

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.builders import build_district, person
from tests.plans.builders import Planned, build_planned
from tests.shared_data import shared_data
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Baseline, DateChange, Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOVE_THE_FIRST = re.compile("Set a new date.*Attend the micro-credential working group session")


@pytest.fixture
def lead(transactional_db: None) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, build_district().district)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_imports_a_plan_adopts_it_and_moves_a_date(page_at: PageAt, lead: Person, width: int) -> None:
    reader = Reader(page_at(width))
    sign_in(reader.page, lead)
    reader.page.goto("/plans/")
    reader.sees("Here will be the plans of your organization")
    reader.follow("Import a plan from Word")
    reader.page.set_input_files("input[type=file]", shared_data("plans", "abc-district.docx"))
    reader.press("Read the file")
    reader.sees("Nothing is created yet.")
    reader.press("Create this plan")
    reader.sees("Not adopted yet.")
    reader.page.goto(f"/plans/{Plan.objects.get().uid}/adopt/")
    reader.press("Adopt as baseline 1")
    reader.sees("Compared with baseline 1")
    move_the_first_date(reader)
    reader.sees("Maya Okafor")
    assert (Baseline.objects.count(), DateChange.objects.get().reason) == (1, "The meeting moved to spring.")


def move_the_first_date(reader: Reader) -> None:
    """From home in four clicks: the plans, the plan, the new date, save (UX.md, bar 10)."""
    reader.page.goto("/")
    if reader.page.get_by_text("Menu", exact=True).is_visible():
        reader.click(reader.page.get_by_text("Menu", exact=True))
    reader.press("Plan", role="link")
    reader.follow("Micro-credential Implementation Plan")
    reader.follow(MOVE_THE_FIRST)
    reader.page.get_by_label("New date").fill("2030-03-15")
    reader.page.get_by_label("Why does it move?").fill("The meeting moved to spring.")
    reader.press("Save the new date")
    reader.sees("“The meeting moved to spring.”")


@pytest.fixture
def planned(transactional_db: None) -> Planned:
    made = build_planned()
    adopt_plan(by=made.lead, plan=made.plan, number=1)
    return made


def addresses(planned: Planned) -> list[str]:
    plan, activity, indicator = planned.plan.uid, planned.activity.uid, planned.indicator.uid
    return [
        "/plans/",
        "/plans/new/",
        f"/plans/{plan}/",
        f"/plans/{plan}/edit/",
        f"/plans/{plan}/adopt/",
        f"/plans/{plan}/changes/",
        f"/plans/{plan}/baselines/1/",
        f"/plans/{plan}/activities/add/",
        f"/plans/activities/{activity}/",
        f"/plans/activities/{activity}/date/",
        f"/plans/activities/{activity}/progress/",
        f"/plans/indicators/{indicator}/",
        f"/plans/indicators/{indicator}/edit/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (390, "dark")])
def test_every_page_of_a_plan_is_accessible(page_at: PageAt, planned: Planned, width: int, scheme: Scheme) -> None:
    page = page_at(width, scheme)
    sign_in(page, planned.lead)
    for address in addresses(planned):
        page.goto(address)
        assert_accessible(page)


def test_no_page_of_a_plan_scrolls_sideways(page_at: PageAt, planned: Planned) -> None:
    page = page_at(320)
    sign_in(page, planned.lead)
    for address in addresses(planned):
        page.goto(address)
        assert_no_sideways_scroll(page)


def test_a_form_with_errors_is_accessible(page_at: PageAt, planned: Planned) -> None:
    reader = Reader(page_at(390))
    sign_in(reader.page, planned.lead)
    reader.page.goto(f"/plans/activities/{planned.activity.uid}/date/")
    reader.press("Save the new date")
    reader.sees("Please look at 2 answers again")
