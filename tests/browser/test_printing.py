"""What comes out of the printer."""

import re

import pytest
from django.urls import reverse

from tests.browser.conftest import PageAt
from tests.browser.tools import sign_in
from tests.builders import BUILDER
from tests.governance.committee_builders import AHEAD, FALL, answer, build_steered, item_of, meeting_of
from tests.plans.builders import build_planned
from tests.plans.crowded import crowded_plan
from waypost.governance.actions.action_items import give_action
from waypost.governance.actions.decisions import decide_at_item
from waypost.governance.actions.meetings import write_minutes
from waypost.governance.rules.decisions import QuestionFields
from waypost.governance.rules.meetings import ActionFields

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_board_report_is_one_letter_page_and_a_timeline_lies_on_its_side(page_at: PageAt) -> None:
    planned = build_planned()
    plan = crowded_plan(planned.tree.district)
    page = page_at(1280)
    sign_in(page, planned.lead)
    page.goto(reverse("plan_board_report", args=[plan.uid]))
    assert boxes(page.pdf(prefer_css_page_size=True)) == [(612, 792)]
    page.goto(reverse("plan_timeline", args=[plan.uid]))
    assert set(boxes(page.pdf(prefer_css_page_size=True))) == {(792, 612)}


def test_a_meeting_prints_its_minutes_decisions_and_actions_without_buttons(page_at: PageAt) -> None:
    steered = build_steered()
    item = item_of(steered.committee)
    long = " ".join(f"Sentence {n} of what was said." for n in range(400))
    write_minutes(by=BUILDER, item=item, started_from=1, minutes=long)
    question = QuestionFields("Money or time?", "A stipend", "")
    words = answer(decision=" ".join(["Two release days"] * 30) + " until summer.")
    decide_at_item(by=BUILDER, item=item, question=question, fields=words)
    fields = ActionFields("Ask the association", "Luis Ferrer", FALL)
    give_action(by=BUILDER, committee=steered.committee, item=item, fields=fields)
    page = page_at(1280)
    sign_in(page, steered.lead)
    page.goto(reverse("meeting", args=[item.meeting.uid]))
    page.emulate_media(media="print")
    for kept in ("until summer.", "Time is what educators asked for.", "Ask the association", "by September 1, 2026"):
        assert page.get_by_text(kept).first.is_visible()
    hidden = page.locator(".btn, button, input:not([type=hidden]), nav, .wp-side")
    assert hidden.count() > 0
    assert [each.inner_text() for each in hidden.all() if each.is_visible()] == []
    pages = boxes(page.pdf(prefer_css_page_size=True))
    assert set(pages) == {(612, 792)}
    assert len(pages) > 1


def test_a_meeting_ahead_prints_its_committee_and_names_to_tick_and_no_message(page_at: PageAt) -> None:
    steered = build_steered()
    meeting = meeting_of(steered.committee, "Offer for spring", when=AHEAD)
    page = page_at(1280)
    sign_in(page, steered.lead)
    page.goto(reverse("meeting_edit", args=[meeting.uid]))
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert page.get_by_text("Ahead", exact=True).is_visible()
    page.emulate_media(media="print")
    for gone in ("Saved.", "Ahead", "Not noted yet."):
        assert [found.is_visible() for found in page.get_by_text(gone, exact=True).all() if found.is_visible()] == []
    assert page.locator(".wp-head p").get_by_text("Steering committee", exact=True).last.is_visible()
    assert page.locator(".wp-head").get_by_role("link", name="Steering committee").count() == 0
    ticks = page.locator("#attendance ~ ul li, section:has(#attendance) li")
    assert ticks.all_inner_texts() == ["Ana Ruiz", "Luis Ferrer"]
    box = ticks.first.evaluate("li => getComputedStyle(li, '::before').borderTopWidth")
    assert box == "1px"


def boxes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in found]
