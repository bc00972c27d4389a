"""Journey J3: an assessor claims, reads blind, scores, returns with feedback, takes it back, and awards."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from tests.assessment.builders import scores_of
from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.steps import PAST_BOTH_WINDOWS, claim_the_first, score
from tests.browser.tools import assert_accessible, assert_no_sideways_scroll
from tests.builders import build_district, person
from tests.submissions.builders import build_offer, sent
from waypost.assessment.models import Review
from waypost.common import clock, jobs
from waypost.credentials.models import Award
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/reviews/"


@pytest.fixture
def assessor(transactional_db: None) -> Person:
    """Ana, in whose queue Dana's work waits for four days."""
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    with clock.at(clock.now() - timedelta(days=4)):
        sent(build_offer(tree, dana), dana)
    return person("Ana Assessor", Role.ASSESSOR, tree.district)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_assessor_claims_scores_and_returns_with_feedback(page_at: PageAt, assessor: Person, width: int) -> None:
    ana = Reader(page_at(width))
    ana.signs_in(assessor, QUEUE)
    claim_the_first(ana)
    assert_accessible(ana.page)
    score(ana, "Demonstrated", "Progressing", "Demonstrated")
    expect(ana.page.get_by_role("heading", name="Decision: ready to revise")).to_be_visible()
    ana.press("Send with feedback")
    ana.sees_soundly("Please look at 1 answer again")
    ana.page.get_by_role("textbox", name="Responses are sorted by idea").fill("Name the ideas that you saw.")
    ana.press("Send with feedback")
    ana.sees_soundly("is sent.")
    assert Review.objects.get().decided_at is not None
    ana.press("Undo")
    ana.sees("Taken back.")
    assert Review.objects.get().decided_at is None
    assert_no_sideways_scroll(ana.page)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_assessor_awards_what_is_demonstrated(
    page_at: PageAt, assessor: Person, running_clock: time_machine.Traveller, width: int, *, javascript: bool
) -> None:
    ana = Reader(page_at(width, javascript=javascript))
    ana.signs_in(assessor, QUEUE)
    claim_the_first(ana)
    score(ana, *["Demonstrated"] * 3)
    ana.press("Keep as draft")
    ana.sees("Every criterion is demonstrated")
    ana.press("Send as demonstrated")
    ana.sees("is sent.")
    assert scores_of(Review.objects.get()) == [("demonstrated", "")] * 3
    running_clock.shift(PAST_BOTH_WINDOWS)
    jobs.run_waiting()
    ana.opens(QUEUE)
    ana.sees("Nobody waits for an assessor now.")
    assert Award.objects.get().holder.name == "Dana Ruiz"


@pytest.mark.parametrize("javascript", [True, False])
def test_whoever_sends_at_once_is_offered_a_better_word_first(
    page_at: PageAt, assessor: Person, *, javascript: bool
) -> None:
    ana = Reader(page_at(390, javascript=javascript))
    ana.signs_in(assessor, QUEUE)
    claim_the_first(ana)
    score(ana, "Demonstrated", "Progressing", "Demonstrated")
    ana.page.get_by_role("textbox", name="Responses are sorted by idea").fill("You failed here.")
    ana.press("Send with feedback" if javascript else "Send decision")
    looks = ana.sees_soundly if javascript else ana.sees  # axe is a script, and would never answer
    looks("“did not yet show” instead of “failed”")
    assert Review.objects.get().decided_at is None
    ana.press("Send it as it is")
    ana.sees("is sent.")
    assert scores_of(Review.objects.get())[1] == ("progressing", "You failed here.")


def test_three_clicks_lead_from_the_next_item_to_a_saved_draft(page_at: PageAt, assessor: Person) -> None:
    """UX.md, bar 9: counted from the first page that an assessor sees."""
    ana = Reader(page_at(1280))
    ana.signs_in(assessor)
    ana.count_anew()
    ana.press("Open the queue", role="link")
    claim_the_first(ana)
    score(ana, "Demonstrated")
    ana.sees("Saved at")
    assert scores_of(Review.objects.get()) == [("demonstrated", ""), ("", ""), ("", "")]
    assert ana.taps <= 3


def test_two_windows_show_both_texts_and_lose_neither(page_at: PageAt, assessor: Person) -> None:
    first, second = Reader(page_at(1280)), Reader(page_at(390))
    first.signs_in(assessor, QUEUE)
    claim_the_first(first)
    second.signs_in(assessor, first.page.url)
    score(first, "Demonstrated")
    first.sees("Saved at")
    score(second, "Not yet")
    second.page.get_by_role("heading", name="you saved this in another window").wait_for()
    assert_accessible(second.page)
    second.press("Save this window's text")
    second.sees("Draft kept.")
    assert scores_of(Review.objects.get())[0] == ("not_yet", "")
