"""An educator shares with a coach, the coach answers, the educator reads it and stops: then nothing is there."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.tools import Scheme, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.builders import District, build_district, person
from tests.submissions.builders import begin, build_offer, complete
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import SharedWork

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "How do I sort these?"


@pytest.fixture
def tree(transactional_db: None) -> District:
    return build_district()


@pytest.fixture
def dana(tree: District) -> Person:
    """Her work is complete and not sent."""
    made = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    complete(begin(build_offer(tree, made), made))
    return made


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_link(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def share(page: Page, educator: Person) -> None:
    """From My learning to what the coach can read: one part and a question."""
    sign_in(page, educator)
    page.goto("/learning/")
    open_link(page, "Checking for Understanding")
    open_link(page, "Ask a coach")
    page.get_by_label("Evidence").check()
    page.get_by_label("What would you like help with?").fill(QUESTION)
    press(page, "See it their way")
    page.get_by_role("heading", name="This is what Priya Nair will see").wait_for()
    assert not SharedWork.objects.exists()
    press(page, "Share with Priya Nair")
    page.get_by_text("Priya Nair can read this now.").wait_for()


def answer_from_home(page: Page, coach: Person) -> str:
    """Home, the work, the answer; returns the address of the work."""
    sign_in(page, coach)
    page.goto("/")
    open_link(page, "Answer Dana Ruiz")
    page.get_by_text(QUESTION).wait_for()
    address = page.url
    page.get_by_label("Your answer").fill("By idea, not by score.")
    press(page, "Send answer")
    page.get_by_text("Your answer is with Dana Ruiz.").wait_for()
    return address


@pytest.mark.parametrize(
    ("width", "scheme", "javascript"), [(390, "light", True), (390, "light", False), (1280, "dark", True)]
)
def test_an_educator_shares_a_coach_answers_and_it_ends_with_one_press(
    page_at: PageAt, dana: Person, priya: Person, width: int, scheme: Scheme, javascript: bool
) -> None:
    educator = page_at(width, scheme, javascript=javascript)
    coach = page_at(width, scheme, javascript=javascript)
    share(educator, dana)
    address = answer_from_home(coach, priya)
    educator.goto("/learning/")
    open_link(educator, "Read the answer of Priya Nair")
    educator.get_by_text("By idea, not by score.").wait_for()
    press(educator, "Stop sharing")
    educator.get_by_text("Priya Nair sees nothing of this work now.").wait_for()
    educator.get_by_text("By idea, not by score.").wait_for()
    gone = coach.goto(address)
    assert (gone and gone.status, coach.locator("h1").text_content()) == (404, "This page is not here")


def test_the_pages_between_are_accessible_and_fit_a_phone(page_at: PageAt, dana: Person, priya: Person) -> None:
    page = page_at(390, "dark")
    sign_in(page, dana)
    page.goto("/learning/")
    open_link(page, "Checking for Understanding")
    open_link(page, "Ask a coach")
    press(page, "See it their way")
    page.get_by_text("Please look at 1 answer again").wait_for()
    assert_accessible(page)
    page.get_by_label("Evidence").check()
    page.get_by_label("What would you like help with?").fill("My plan is bad.")
    press(page, "See it their way")
    page.get_by_text("“not there yet” instead of “bad”").wait_for()
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_hint_at_a_harsh_word_is_accessible_and_the_answer_goes_out_as_it_is(
    page_at: PageAt, dana: Person, priya: Person
) -> None:
    share(page_at(390), dana)
    page = page_at(390)
    sign_in(page, priya)
    page.goto("/coaching/")
    open_link(page, "Answer Dana Ruiz")
    page.get_by_label("Your answer").fill("The second pile is weak.")
    press(page, "Send answer")
    page.get_by_text("“a start” instead of “weak”").wait_for()
    assert_accessible(page)
    press(page, "Send it as it is")
    page.get_by_text("Your answer is with Dana Ruiz.").wait_for()
    assert_no_sideways_scroll(page)
