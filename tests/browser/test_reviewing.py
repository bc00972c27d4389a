"""Journey J3 from claim to return: an assessor claims, reads blind, scores, returns with feedback, takes it back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.assessment.builders import scores_of
from tests.browser.conftest import PageAt
from tests.browser.tools import assert_accessible, assert_no_sideways_scroll, next_page, sign_in
from tests.builders import build_district, person
from tests.submissions.builders import build_offer, sent
from waypost.assessment.models import Review
from waypost.common import clock
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def assessor(transactional_db: None) -> Person:
    """Ana, in whose queue Dana's work waits for four days."""
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    with clock.at(clock.now() - timedelta(days=4)):
        sent(build_offer(tree, dana), dana)
    return person("Ana Assessor", Role.ASSESSOR, tree.district)


def claim(page: Page, assessor: Person) -> None:
    sign_in(page, assessor)
    page.goto("/reviews/")
    with next_page(page):
        page.get_by_role("button", name="Claim").click()


def choose(page: Page, number: int, level: str) -> None:
    page.get_by_role("group", name=f"{number}.").get_by_label(level, exact=True).check()


def press(page: Page, name: str) -> None:
    with next_page(page):
        page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_assessor_claims_scores_and_returns_with_feedback(page_at: PageAt, assessor: Person, width: int) -> None:
    page = page_at(width)
    claim(page, assessor)
    assert_accessible(page)
    choose(page, 1, "Demonstrated")
    choose(page, 2, "Progressing")
    choose(page, 3, "Demonstrated")
    expect(page.get_by_role("heading", name="Decision: ready to revise")).to_be_visible()
    press(page, "Send with feedback")
    page.get_by_text("Please look at 1 answer again").wait_for()
    assert_accessible(page)
    page.get_by_role("textbox", name="Responses are sorted by idea").fill("Name the ideas that you saw.")
    press(page, "Send with feedback")
    page.get_by_text("is sent.").wait_for()
    assert_accessible(page)
    assert Review.objects.get().decided_at is not None
    press(page, "Undo")
    page.get_by_text("Taken back.").wait_for()
    assert Review.objects.get().decided_at is None
    assert_no_sideways_scroll(page)


def test_the_same_without_a_script(page_at: PageAt, assessor: Person) -> None:
    page = page_at(390, javascript=False)
    claim(page, assessor)
    for number in (1, 2, 3):
        choose(page, number, "Demonstrated")
    press(page, "Keep as draft")
    page.get_by_text("Every criterion is demonstrated").wait_for()
    press(page, "Send as demonstrated")
    page.get_by_text("is sent.").wait_for()
    assert scores_of(Review.objects.get()) == [("demonstrated", "")] * 3


def test_three_clicks_lead_from_the_queue_to_a_saved_draft(page_at: PageAt, assessor: Person) -> None:
    page = page_at(1280)
    claim(page, assessor)  # one
    choose(page, 1, "Demonstrated")  # two: it saves itself
    page.get_by_text("Saved at").wait_for()
    assert scores_of(Review.objects.get()) == [("demonstrated", ""), ("", ""), ("", "")]


def test_two_windows_show_both_texts_and_lose_neither(page_at: PageAt, assessor: Person) -> None:
    first, second = page_at(1280), page_at(390)
    claim(first, assessor)
    sign_in(second, assessor)
    second.goto(first.url)
    choose(first, 1, "Demonstrated")
    first.get_by_text("Saved at").wait_for()
    choose(second, 1, "Not yet")
    second.get_by_role("heading", name="somebody else saved first").wait_for()
    assert_accessible(second)
    press(second, "Save this window's text")
    second.get_by_text("Draft kept.").wait_for()
    assert scores_of(Review.objects.get())[0] == ("not_yet", "")
