"""A school takes from the district's plan, the district changes it, and the school takes some of that (PL9)."""

import re
from datetime import date

import pytest

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.builders import BUILDER, person
from tests.plans.builders import Planned, build_planned
from tests.plans.taking import adopt
from waypost.people.rules import Role
from waypost.plans.actions.activities import edit_activity, redate_activity
from waypost.plans.models import Activity
from waypost.plans.rules.fields import ActivityFields

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATER = date(2027, 2, 1)


@pytest.fixture
def planned(transactional_db: None) -> Planned:
    found = build_planned()
    adopt(found.plan)
    return found


def change_above(planned: Planned) -> None:
    fields = ActivityFields(text="Train 14 assessors")
    edited = edit_activity(by=BUILDER, activity=planned.activity, started_from=1, fields=fields)
    redate_activity(by=BUILDER, activity=edited, started_from=2, target_on=LATER, reason="Snow days")
    adopt(planned.plan)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, False)])
def test_a_school_takes_a_part_and_later_some_of_what_is_offered(
    page_at: PageAt, planned: Planned, width: int, javascript: bool
) -> None:
    lead = Reader(page_at(width, javascript=javascript))
    lead.signs_in(person("School Lead", Role.PROGRAM_LEAD, planned.tree.cedar), "/plans/")
    lead.follow("Take from it")
    lead.choose("Objective 1. Run a pilot with 7 to 12 schools")
    lead.press("Take into a plan")
    lead.sees("From: objective 1 of the plan of Cedar Valley")
    change_above(planned)
    lead.opens(lead.page.url)
    lead.follow(re.compile("^Look"))
    lead.page.get_by_label("Words", exact=True).uncheck()
    lead.press("Take what is chosen")
    lead.sees("Nothing is offered now.")
    taken = Activity.objects.get(taken_part__from_activity=planned.activity)
    assert (taken.text, taken.target_on) == ("Train 12 assessors", LATER)
