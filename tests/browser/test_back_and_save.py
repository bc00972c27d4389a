"""Back and save again: what was typed comes back with the page, and is added once (decision 0029)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.programs.builders import Programmed, build_programmed
from waypost.people.answering import SAVED_ALREADY, SAVED_OTHERWISE
from waypost.programs.models import TimelineQuestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUSES = "When do the buses run?"


@pytest.fixture
def programmed(transactional_db: None) -> Programmed:
    return build_programmed()


def asked(lead: Reader, programmed: Programmed) -> None:
    lead.signs_in(programmed.lead, reverse("program_timing_ask", args=[programmed.program.uid]))
    lead.fill("Question", BUSES)
    lead.press("Add the question")
    lead.sees(BUSES)
    lead.page.go_back()
    expect(lead.page.get_by_label("Question")).to_have_value(BUSES)


def test_back_and_save_again_adds_once(page_at: PageAt, programmed: Programmed) -> None:
    lead = Reader(page_at(390))
    asked(lead, programmed)
    lead.press("Add the question")
    lead.sees(SAVED_ALREADY)
    assert TimelineQuestion.objects.count() == 1


def test_back_and_another_text_is_asked_about(page_at: PageAt, programmed: Programmed) -> None:
    lead = Reader(page_at(1280))
    asked(lead, programmed)
    lead.fill("Question", "Who drives them?")
    lead.press("Add the question")
    lead.sees(SAVED_OTHERWISE)
    lead.press("Add the question")
    lead.sees("Who drives them?")
    assert TimelineQuestion.objects.count() == 2
