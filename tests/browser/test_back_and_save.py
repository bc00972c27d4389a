"""Back and save again: what was typed comes back with the page, and is added once (decision 0029)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.programs.builders import Programmed, build_programmed
from waypost.people.sent_pages import SAVED_BEFORE, SAVED_OTHERWISE, SAVED_THE_SAME
from waypost.programs.models import TimelineQuestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUSES = "When do the buses run?"


@pytest.fixture
def programmed(transactional_db: None) -> Programmed:
    return build_programmed()


AGO = "less than a minute"


def asks(lead: Reader) -> None:
    lead.fill("Question", BUSES)
    lead.press("Add the question")
    lead.sees(BUSES)


def goes_back(lead: Reader) -> None:
    lead.page.go_back()
    expect(lead.page.get_by_label("Question")).to_have_value(BUSES)


def asking(programmed: Programmed) -> str:
    return reverse("program_timing_ask", args=[programmed.program.uid])


@pytest.fixture
def lead(page_at: PageAt, programmed: Programmed) -> Reader:
    """Somebody who asked, and went back."""
    reader = Reader(page_at(390))
    reader.signs_in(programmed.lead, asking(programmed))
    asks(reader)
    goes_back(reader)
    return reader


def test_back_and_save_again_saves_once(lead: Reader) -> None:
    lead.press("Add the question")
    lead.sees(SAVED_BEFORE.format(how_long=AGO))
    assert TimelineQuestion.objects.count() == 1


def test_back_and_another_text_is_asked_about(lead: Reader) -> None:
    lead.fill("Question", "Who drives them?")
    lead.press("Add the question")
    lead.sees_soundly(SAVED_OTHERWISE.format(how_long=AGO))
    lead.press("Add the question")
    lead.sees("Who drives them?")
    assert TimelineQuestion.objects.count() == 2


def test_the_skip_link_changes_nothing_about_that(page_at: PageAt, programmed: Programmed) -> None:
    """It makes a place in the history of its own."""
    lead = Reader(page_at(390))
    lead.signs_in(programmed.lead, asking(programmed))
    skip = lead.page.get_by_role("link", name="Skip to main content")
    skip.focus()
    skip.press("Enter")
    asks(lead)
    goes_back(lead)
    lead.press("Add the question")
    lead.sees(SAVED_BEFORE.format(how_long=AGO))
    assert TimelineQuestion.objects.count() == 1


@pytest.mark.parametrize("anew", ["reload", "address"])
def test_who_opens_the_page_anew_is_asked_and_may_add_the_same(lead: Reader, programmed: Programmed, anew: str) -> None:
    if anew == "reload":
        lead.page.reload()
    else:
        lead.opens(asking(programmed))
    lead.fill("Question", BUSES)
    lead.press("Add the question")
    lead.sees_soundly(SAVED_THE_SAME)
    lead.press("Add the question")
    lead.sees(BUSES)
    assert TimelineQuestion.objects.count() == 2


def test_without_a_script_back_and_save_again_is_asked_about(page_at: PageAt, programmed: Programmed) -> None:
    lead = Reader(page_at(390, javascript=False))
    lead.signs_in(programmed.lead, asking(programmed))
    asks(lead)
    goes_back(lead)
    lead.press("Add the question")
    assert TimelineQuestion.objects.count() == 1
    lead.sees(SAVED_THE_SAME)
    lead.press("Add the question")
    lead.sees(BUSES)
    assert TimelineQuestion.objects.count() == 2
