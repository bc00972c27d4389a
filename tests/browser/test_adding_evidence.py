"""A file is kept once it is chosen, a link once its field is left, and nothing that is typed beside them is lost."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt
from tests.browser.steps import keep
from tests.browser.tools import assert_accessible, sign_in
from tests.builders import build_district, person
from tests.submissions.builders import a_pdf, begin, build_offer
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment
from waypost.submissions.queries.outline import outline_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES, LINK = "Add files from this device", "Paste a link to Drive or your LMS"


@pytest.fixture
def work(transactional_db: None) -> Enrollment:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    return begin(build_offer(tree, dana), dana)


def opened(page: Page, work: Enrollment) -> Page:
    sign_in(page, work.member.person)
    page.goto(reverse("submissions_part", args=[work.uid, outline_of(work).parts[1].part.uid]))
    return page


def names(work: Enrollment) -> list[str]:
    return [piece.name for piece in work.evidence.filter(removed_at=None).order_by("pk")]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_chosen_file_and_then_a_link_are_kept_without_a_button(
    page_at: PageAt, work: Enrollment, tmp_path: Path, width: int
) -> None:
    page = opened(page_at(width), work)
    page.get_by_label(LINK).press_sequentially("https://example.org/board")
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    expect(page.get_by_label(LINK)).to_have_value("https://example.org/board")
    page.get_by_label(LINK).blur()
    expect(page.get_by_role("link", name="https://example.org/board")).to_be_visible()
    expect(page.get_by_label(LINK)).to_have_value("")
    assert_accessible(page)
    assert names(work) == ["plan.pdf", "https://example.org/board"]


def test_a_file_that_can_not_be_kept_says_why_beside_its_field(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = opened(page_at(1280), work)
    (tmp_path / "plan.pdf").write_text("Words")
    page.get_by_label(FILES).set_input_files(tmp_path / "plan.pdf")
    expect(page.get_by_text("is really a plain text").first).to_be_visible()
    assert (page.get_by_label(FILES).get_attribute("aria-invalid"), names(work)) == ("true", [])


def test_where_the_connection_broke_off_the_page_says_so_and_saving_tries_again(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = opened(page_at(1280), work)
    page.context.set_offline(True)
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.locator("[data-saved]")).to_have_text("Not added yet. Check your connection, then save to try again.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save and exit").click()
    page.get_by_text("Everything is here when you come back.").wait_for()
    assert names(work) == ["plan.pdf"]


def test_without_a_script_a_button_keeps_it(page_at: PageAt, work: Enrollment, tmp_path: Path) -> None:
    page = opened(page_at(1280, javascript=False), work)
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    page.get_by_role("button", name="Add to my work").click()
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    assert names(work) == ["plan.pdf"]
