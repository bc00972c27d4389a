"""A plan's year by keyboard alone, in a wide window; what no sweep shows is looked at with axe on the way."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.browser.conftest import PageAt
from tests.browser.keyboard import Keyboard
from tests.browser.plan_year import (
    MOVED,
    OBJECTIVE,
    PLAN,
    REWORDED,
    SLIPPED,
    link_for_a_coach,
    reworded,
    sample_with_an_unsure_line,
    unsure_line,
)
from tests.browser.tools import assert_accessible, sign_in
from tests.builders import BUILDER, District, build_district, person
from tests.plans.taking import adopt
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.activities import edit_activity
from waypost.plans.models import Activity, DateChange, Plan
from waypost.plans.rules.fields import ActivityFields
from waypost.standards.implementation_plan.any_file import read_any

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tree(transactional_db: None) -> District:
    return build_district()


def keyboard_at(page_at: PageAt, address: str, who: Person | None = None) -> Keyboard:
    page = page_at(1280)
    if who is not None:
        sign_in(page, who)
    page.goto(address)
    return Keyboard(page, [])


def test_a_plan_s_year_goes_by_keyboard(page_at: PageAt, tree: District, tmp_path: Path, mails: Path) -> None:
    lead = keyboard_at(page_at, "/plans/", person("Maya Okafor", Role.PROGRAM_LEAD, tree.district))
    write_from_the_template(lead)
    import_and_settle(lead, sample_with_an_unsure_line(tmp_path))
    adopt_and_slip(lead)
    school = keyboard_at(page_at, "/plans/", person("School Lead", Role.PROGRAM_LEAD, tree.cedar))
    school.go("link", "Take from it")
    school.reach("checkbox", OBJECTIVE)
    school.press("Space")
    school.go("button", "Take into a plan")
    change_above()
    take_in_part(school)
    tom = answer_the_mail(page_at, tree, mails)
    takes_a_file(lead)
    assert [lead.faults, school.faults, tom.faults] == [[], [], []]


def write_from_the_template(lead: Keyboard) -> None:
    lead.go("link", "New plan")
    lead.go("link", "District")
    lead.reach_control(lead.page.get_by_label("Date started"))
    lead.type("01112027")
    lead.go("button", "Create plan")
    assert Activity.objects.filter(target_on__isnull=False).exists()
    lead.go("link", re.compile("^Plan$"))


def import_and_settle(lead: Keyboard, file: Path) -> None:
    lead.go("link", "Import from a file")
    lead.reach_control(lead.page.get_by_label("File"))
    lead.pick(file)
    lead.go("button", "Read the file")
    line = unsure_line(lead.page)
    lead.reach_control(line.get_by_label("Date"))
    lead.type("02122027")
    lead.go_by(line.get_by_role("button", name="Set the date"))
    lead.page.get_by_role("heading", name="What you settled").wait_for()
    assert_accessible(lead.page)
    lead.go("button", "Create this plan", backward=True)


def adopt_and_slip(lead: Keyboard) -> None:
    lead.go("link", "Adopt this plan")
    lead.go("button", "Adopt as baseline 1")
    lead.go("link", re.compile(f"^{MOVED}$"))
    lead.go("link", "Set a new date")
    lead.reach_control(lead.page.get_by_label("New date"))
    lead.type("03122027")
    lead.reach("textbox", "Why does it move?")
    lead.type(SLIPPED)
    lead.go("button", "Save the new date")
    lead.go("link", "Compare everything")
    lead.page.get_by_text(SLIPPED).wait_for()
    assert DateChange.objects.get().after == date(2027, 3, 12)


def change_above() -> None:
    """As the phone's journey does on its pages: other words for what moved, and baseline 2."""
    activity = Activity.objects.get(text=MOVED, taken_part__isnull=True)
    fields = ActivityFields(text=REWORDED)
    edit_activity(by=BUILDER, activity=activity, started_from=activity.version, fields=fields)
    adopt(Plan.objects.get(objectives__activities=activity))


def take_in_part(school: Keyboard) -> None:
    """Of the offer, all but the new date."""
    school.page.reload()
    assert_accessible(school.page)
    school.go("link", re.compile("^Look"))
    assert_accessible(school.page)
    school.reach("checkbox", "Target date")
    school.press("Space")
    school.go("button", "Take what is chosen")
    taken = Activity.objects.get(text=REWORDED, taken_part__isnull=False)
    assert taken.target_on == date(2027, 2, 12)


def answer_the_mail(page_at: PageAt, tree: District, mails: Path) -> Keyboard:
    tom = keyboard_at(page_at, link_for_a_coach(tree, mails))
    tom.reach_control(tom.page.get_by_label("How much is done, in percent"))
    tom.type("50")
    tom.go("button", "Send progress")
    assert reworded().progress == 50
    return tom


def takes_a_file(lead: Keyboard) -> None:
    """From the page of the comparison, one reaches the plan as Word file."""
    lead.go("link", PLAN)
    lead.go("link", "Export")
    lead.reach("link", "Word file")
    with lead.page.expect_download() as download:
        lead.press("Enter")
    assert read_any(download.value.path().read_bytes()).objectives[0].activities[1].activity == REWORDED
