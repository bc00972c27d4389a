"""What comes out of the printer."""

import re

import pytest
from django.urls import reverse

from tests.browser.conftest import PageAt
from tests.browser.tools import sign_in
from tests.plans.builders import build_planned
from tests.plans.crowded import crowded_plan

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


def boxes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in found]
