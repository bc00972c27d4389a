"""A file is kept once it is chosen, a link once its field is left, and nothing that is typed beside them is lost."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.urls import reverse
from django.utils.crypto import get_random_string
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PageAt
from tests.browser.steps import keep
from tests.browser.tools import PATIENCE_MS, assert_accessible, next_page, sign_in
from tests.builders import build_district, person
from tests.submissions.builders import a_pdf, attach, begin, build_offer
from waypost.catalog.models import EvidenceItem, Prompt
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


def slow_down(page: Page) -> None:
    """Answers take so long that a person chooses again before they come."""
    network = page.context.new_cdp_session(page)
    conditions = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", conditions)


@dataclass
class DeadLine:
    """A network that takes requests and answers none."""

    held: list[Route] = field(default_factory=list)

    def take(self, route: Route) -> None:
        self.held.append(route)

    def end(self) -> None:
        for route in self.held:
            route.abort("internetdisconnected")


def allow(work: Enrollment, count: int) -> None:
    """So many pieces may be added."""
    EvidenceItem.objects.filter(pk=outline_of(work).parts[1].items[0].item.pk).update(number_allowed=count)


def sign_in_elsewhere(page: Page, work: Enrollment) -> None:
    """In another tab; as at every sign-in, the token of the old page counts no longer."""
    sign_in(page, work.member.person)
    page.context.add_cookies(
        [{"name": "csrftoken", "value": get_random_string(CSRF_SECRET_LENGTH), "domain": "localhost", "path": "/"}]
    )


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
    expect(page.locator("[data-saved]")).to_have_text("")
    expect(page.get_by_text("2 added; 1 needed")).to_have_role("status")
    assert page.locator("[aria-live] button").count() == 0
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
    expect(page.get_by_role("alert").filter(has_text="is really a plain text")).to_have_count(1)
    expect(page.locator("[data-saved]")).to_have_text("")


def chosen_offline(page: Page, work: Enrollment, file: Path) -> Page:
    """The part on which a file was chosen while the network was away; it still is."""
    opened(page, work).context.set_offline(True)
    page.get_by_label(FILES).set_input_files(file)
    return page


def test_where_the_connection_broke_off_the_page_says_so_and_saving_tries_again(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = chosen_offline(page_at(1280), work, keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.locator("[data-saved]")).to_have_text("Not added yet. Check your connection, then save to try again.")
    expect(page.locator("[data-adds] [data-not-added]").first).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Save and exit").click()
    page.get_by_text("Everything is here when you come back.").wait_for()
    assert names(work) == ["plan.pdf"]


def test_once_it_is_added_after_all_nothing_says_any_more_that_it_is_not(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = chosen_offline(page_at(1280), work, keep(tmp_path, a_pdf("first.pdf")))
    expect(page.locator("[data-saved]")).to_contain_text("Not added yet.")
    page.context.set_offline(False)
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("second.pdf")))
    expect(page.get_by_role("link", name="second.pdf")).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text("")
    assert names(work) == ["first.pdf", "second.pdf"]


def test_saved_but_for_what_you_are_adding_says_only_saved_once_that_is_listed(
    page_at: PageAt, work: Enrollment
) -> None:
    Prompt.objects.filter(part=outline_of(work).parts[0].part).update(part=outline_of(work).parts[1].part)
    page = opened(page_at(1280), work)
    page.get_by_label("Your goal and your check").fill("Exit tickets")
    page.get_by_label(LINK).press_sequentially("https://example.org/board")
    expect(page.locator("[data-saved]")).to_have_text("Saved at 9:00 AM CST, but for what you are adding")
    page.get_by_label(LINK).blur()
    expect(page.get_by_role("link", name="https://example.org/board")).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text("Saved at 9:00 AM CST")


def test_what_is_chosen_while_something_is_on_its_way_is_kept_too(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    """A phone on a slow network: three files and two links, each before the one before it has arrived."""
    allow(work, 5)
    page = opened(page_at(390), work)
    slow_down(page)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf(name)))
    for link in ("https://example.org/1", "https://example.org/2"):
        page.get_by_label(LINK).fill(link)
        page.get_by_label(LINK).blur()
    page.get_by_label(LINK).fill("https://example.org/3")
    expect(page.get_by_text("5 added")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_label(LINK)).to_have_value("https://example.org/3")
    assert names(work) == ["a.pdf", "b.pdf", "c.pdf", "https://example.org/1", "https://example.org/2"]
    for name in names(work):
        expect(page.get_by_role("link", name=name)).to_be_visible()


def test_a_refusal_stays_beside_a_field_that_holds_the_next_choice(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = opened(page_at(1280), work)
    slow_down(page)
    (tmp_path / "words.pdf").write_text("Words")
    page.get_by_label(FILES).set_input_files(tmp_path / "words.pdf")
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="is really a plain text")).to_be_visible()


def test_saving_waits_for_what_is_on_its_way(page_at: PageAt, work: Enrollment, tmp_path: Path) -> None:
    page = opened(page_at(1280), work)
    slow_down(page)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf(name)))
    page.get_by_role("button", name="Save and exit").click()
    page.get_by_text("Everything is here when you come back.").wait_for()
    assert names(work) == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_link_that_another_one_replaced_is_named_where_it_was_not_added(page_at: PageAt, work: Enrollment) -> None:
    page = opened(page_at(1280), work)
    line = DeadLine()
    page.route("**/learning/**", line.take)
    with page.expect_request("**/learning/**"):
        page.get_by_label(LINK).fill("https://example.org/1")
        page.get_by_label(LINK).blur()
    page.get_by_label(LINK).fill("https://example.org/2")
    line.end()
    lost = page.get_by_role("alert").filter(has_text="“https://example.org/1” is not added. Add it again.")
    expect(lost).to_be_visible()
    expect(page.get_by_label(LINK)).to_have_value("https://example.org/2")


def test_whoever_is_signed_out_reads_so_keeps_the_list_and_saves_after_signing_in_elsewhere(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    attach(work, outline_of(work).parts[1].items[0].item)
    page = opened(page_at(1280), work)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.locator("[data-saved]")).to_have_text("You are signed out. Sign in in another tab, then save.")
    expect(page.get_by_role("link", name="responses.pdf")).to_be_visible()
    assert "Sign in" not in page.title()
    sign_in_elsewhere(page, work)
    page.get_by_role("button", name="Save and exit").click()
    page.get_by_text("Everything is here when you come back.").wait_for()
    assert names(work) == ["responses.pdf", "plan.pdf"]


def test_what_is_too_large_for_the_server_is_not_blamed_on_the_connection(
    page_at: PageAt, work: Enrollment, tmp_path: Path
) -> None:
    page = opened(page_at(1280), work)
    page.route("**/learning/**", lambda route: route.fulfill(status=413, body="Too large"))
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    expect(page.locator("[data-saved]")).to_have_text(
        "Not added: it is larger than what can be sent at once. Add a smaller file."
    )
    expect(page.get_by_label(FILES)).to_have_value("")


def test_a_link_that_the_button_saved_does_not_come_back_into_its_field(page_at: PageAt, work: Enrollment) -> None:
    page = opened(page_at(1280), work)
    here = page.url
    page.context.set_offline(True)
    page.get_by_label(LINK).fill("https://example.org/board")
    page.get_by_label(LINK).blur()
    expect(page.locator("[data-saved]")).to_contain_text("Not added yet.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save and exit").click()
    page.get_by_text("Everything is here when you come back.").wait_for()
    page.goto(here)
    expect(page.get_by_role("link", name="https://example.org/board")).to_be_visible()
    assert (page.get_by_label(LINK).input_value(), page.locator("[data-saved]").text_content()) == ("", "")


def test_enter_adds_a_link_once_and_leaves_its_field_empty(page_at: PageAt, work: Enrollment) -> None:
    page = opened(page_at(1280), work)
    page.get_by_label(LINK).press_sequentially("https://example.org/board")
    with next_page(page):
        page.get_by_label(LINK).press("Enter")
    expect(page.get_by_role("link", name="https://example.org/board")).to_be_visible()
    expect(page.get_by_label(LINK)).to_have_value("")
    expect(page.locator("[data-saved]")).to_have_text("")
    assert names(work) == ["https://example.org/board"]


def test_without_a_script_a_button_keeps_it(page_at: PageAt, work: Enrollment, tmp_path: Path) -> None:
    page = opened(page_at(1280, javascript=False), work)
    page.get_by_label(FILES).set_input_files(keep(tmp_path, a_pdf("plan.pdf")))
    page.get_by_role("button", name="Add to my work").click()
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    assert names(work) == ["plan.pdf"]
