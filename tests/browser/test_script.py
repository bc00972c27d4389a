"""What ui/app.js adds: nothing that is typed gets lost, and nothing is sent twice."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import writing_urls
from tests.browser.conftest import PageAt
from tests.browser.tools import MACHINE_CLOCK, assert_accessible, next_page
from tests.browser.writing_urls import Desk
from waypost.common import clock

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.writing_urls")]

WITHOUT_OUTLINE = """() => {
  const element = document.activeElement;
  const isBare = element !== document.body && getComputedStyle(element).outlineStyle === "none";
  return isBare ? [element.outerHTML.slice(0, 160)] : [];
}"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    writing_urls.desk = Desk()
    yield writing_urls.desk
    writing_urls.desk = Desk()


@pytest.fixture
def page(page_at: PageAt, desk: Desk) -> Page:
    page = page_at(1280)
    page.context.add_init_script(MACHINE_CLOCK)
    page.clock.install(time=clock.now())
    page.goto("/writing/")
    return page


def test_words_are_counted_while_typing_as_the_server_counts_them(page: Page) -> None:
    count = page.locator("#id_text_count")
    expect(count).to_have_text("0 of 3 to 5 words")
    page.fill("textarea", "one two\nthree four  five six")
    expect(count).to_have_text("6 of 3 to 5 words: 1 over")


def test_leaving_a_field_saves_it_and_shows_the_time(page: Page, desk: Desk) -> None:
    page.fill("textarea", "one two")
    page.locator("textarea").blur()
    expect(page.locator("[data-saved]")).to_have_text("Saved at 3:42 PM")
    assert (desk.autosaved, page.locator("[name=version]").input_value()) == (["one two"], "2")


def test_every_ten_seconds_what_changed_is_saved(page: Page, desk: Desk) -> None:
    page.locator("textarea").press_sequentially("one")
    page.clock.run_for(10_000)
    expect(page.locator("[data-saved]")).to_have_text("Saved at 3:42 PM")
    page.clock.run_for(30_000)
    assert desk.autosaved == ["one"]


def test_text_that_did_not_get_through_comes_back_and_is_saved(page: Page, desk: Desk) -> None:
    page.route("**/autosave", lambda route: route.abort("aborted"))
    page.fill("textarea", "one two three")
    page.locator("textarea").blur()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("textarea")).to_have_value("one two three")
    page.unroute("**/autosave")
    page.clock.run_for(10_000)
    expect(page.locator("[data-saved]")).to_have_text("Saved at 3:42 PM")
    assert desk.text == "one two three"


def test_text_that_got_through_unheard_is_no_conflict(page: Page, desk: Desk) -> None:
    page.route("**/autosave", lambda route: route.abort("aborted"))
    page.fill("textarea", "one two three")
    page.locator("textarea").blur()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet")
    desk.text, desk.version = "one two three", 2
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/autosave")
    page.clock.run_for(10_000)
    assert (page.locator("[data-saved]").text_content(), desk.text) == ("", "one two three")


def test_a_conflict_shows_both_texts_and_keeps_the_writers_own(page: Page, desk: Desk) -> None:
    desk.text, desk.version = "what Dana saved", 8
    page.fill("textarea", "what I wrote")
    page.locator("textarea").blur()
    conflict = page.locator(".wp-conflict")
    expect(conflict.get_by_role("group", name="Your text")).to_have_text("what I wrote")
    expect(conflict.get_by_role("group", name="Saved text")).to_have_text("what Dana saved")
    assert_accessible(page)
    page.clock.run_for(30_000)
    with next_page(page):
        page.get_by_role("button", name="Check and send").click()
    assert (desk.sent, desk.autosaved) == (["8: what I wrote"], [])


def test_leaving_with_text_that_is_not_saved_asks_first(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.route("**/autosave", lambda route: route.abort("aborted"))
    page.locator("textarea").press_sequentially("one two")
    with page.expect_event("dialog") as asked:
        page.evaluate("window.location.assign('/styleguide/')")
    assert asked.value.type == "beforeunload"
    expect(page.locator("h1")).to_have_text("Writing")


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page, desk: Desk) -> None:
    page.fill("textarea", "one two three")
    with next_page(page):
        page.get_by_role("button", name="Check and send").dblclick()
    expect(page.locator("[name=version]")).to_have_value("3")
    assert desk.sent == ["2: one two three"]


def test_sending_waits_for_a_save_that_runs_and_carries_its_version(page: Page, desk: Desk) -> None:
    page.locator("textarea").press_sequentially("one two three")
    with next_page(page):
        page.get_by_role("button", name="Check and send").click()
    expect(page.locator("[name=version]")).to_have_value("3")
    assert (desk.autosaved, desk.sent) == (["one two three"], ["2: one two three"])


def test_text_that_was_sent_into_a_dead_line_is_brought_back(page: Page, desk: Desk) -> None:
    page.locator("textarea").press_sequentially("one two three")
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        page.get_by_role("button", name="Check and send").click()
    page.context.set_offline(False)
    page.goto("/writing/")
    expect(page.locator("textarea")).to_have_value("one two three")
    expect(page.locator("[data-saved]")).to_have_text("Saved at 3:42 PM")


def test_without_javascript_the_button_still_saves(page_at: PageAt, desk: Desk) -> None:
    page = page_at(390, javascript=False)
    page.goto("/writing/")
    page.fill("textarea", "one two three")
    with next_page(page):
        page.get_by_role("button", name="Check and send").click()
    assert desk.sent == ["1: one two three"]


def test_the_time_to_undo_runs_down_and_ends(page: Page) -> None:
    until = datetime.now(UTC) + timedelta(minutes=9, seconds=30)
    page.goto(f"/writing/?until={until:%Y-%m-%dT%H:%M:%SZ}")
    undo = page.locator("form[data-undo-until]")
    expect(undo).to_contain_text("You can undo this for 10 more minutes.")
    page.clock.fast_forward("09:00")
    expect(undo).to_contain_text("You can undo this for 1 more minute.")
    page.clock.fast_forward("01:00")
    expect(undo).to_contain_text("The time to undo this is over.")
    expect(undo.get_by_role("button")).to_be_hidden()


def test_a_dialog_opens_above_the_page_and_gives_focus_back(page: Page) -> None:
    page.goto("/styleguide/")
    opener = page.get_by_role("link", name="Withdraw credential")
    opener.click()
    dialog = page.get_by_role("dialog", name="Withdraw this credential?")
    expect(dialog).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto("/styleguide/")
    summary = page.locator(".wp-menu summary")
    summary.press("Enter")
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_script_leaves_instants_in_the_zone_that_they_name(page: Page) -> None:
    page.goto("/styleguide/")
    expect(page.locator("time").first).to_have_text("January 14, 2027, 4:42 PM EST")


def test_every_tab_stop_shows_where_it_is(page: Page) -> None:
    page.goto("/styleguide/")
    page.evaluate("document.activeElement.blur()")
    bare = []
    for _ in range(60):
        page.keyboard.press("Tab")
        bare += page.evaluate(WITHOUT_OUTLINE)
    assert bare == []


def test_the_time_of_an_earlier_save_goes_when_a_new_one_is_said(page: Page) -> None:
    page.locator("form").evaluate("form => form.insertAdjacentHTML('beforeend', '<p data-was-saved>Saved in fall</p>')")
    page.fill("textarea", "one two")
    page.locator("textarea").blur()
    expect(page.locator("[data-saved]")).to_have_text("Saved at 3:42 PM")
    expect(page.get_by_text("Saved in fall")).to_have_count(0)
    expect(page.locator("[data-saved]")).not_to_have_class(re.compile("wp-is-not-saved"))
