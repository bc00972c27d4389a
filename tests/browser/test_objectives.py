"""Help with an objective's words: when a field is left, and by a button where there is no script."""

import pytest

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.plans.builders import Planned, build_planned
from waypost.plans.models import Objective

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VAGUE = "Improve support for teachers"
CLEAR = "Train 12 coaches in two pilot schools by June 2029"


def write(planned: Planned, lead: Reader) -> None:
    lead.signs_in(planned.lead, f"/plans/{planned.plan.uid}/objectives/add/")
    lead.page.fill("[name=text]", VAGUE)


@pytest.fixture
def planned(transactional_db: None) -> Planned:
    return build_planned()


@pytest.mark.parametrize("width", [1280, 390])
def test_leaving_the_field_shows_help_that_saving_does_not_wait_for(
    page_at: PageAt, planned: Planned, width: int
) -> None:
    lead = Reader(page_at(width))
    write(planned, lead)
    lead.page.locator("[name=products]").focus()
    lead.sees_soundly("“Improve” can mean many things.")
    assert lead.page.locator("[name=products]").evaluate("field => field === document.activeElement")
    lead.press("Add objective")
    assert Objective.objects.get(number=2).text == VAGUE


def test_a_button_checks_the_words_where_there_is_no_script(page_at: PageAt, planned: Planned) -> None:
    lead = Reader(page_at(390, javascript=False))
    write(planned, lead)
    lead.press("Check my words")
    lead.sees("“Improve” can mean many things.")
    lead.page.fill("[name=text]", CLEAR)
    lead.press("Check my words")
    lead.sees("All five are there, as far as words show it.")
    assert Objective.objects.count() == 1
    lead.press("Add objective")
    lead.follow("Objective 2")
    lead.press("Move up")
    lead.sees("Objective 1")
    assert Objective.objects.get(number=1).text == CLEAR
