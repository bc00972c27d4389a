"""The checks find what they are there for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.tools import (
    Window,
    accessibility_violations,
    build_violations,
    color_violations,
    find_other_colors,
    note_colors,
    open_window,
    other_color_violations,
    sideways_scroll,
)
from tests.conftest import FROZEN

pytestmark = pytest.mark.browser

STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
ADD = "(markup) => document.querySelector('main').insertAdjacentHTML('beforeend', markup)"


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Window]:
    window = open_window(browser, live_server.url, 1280)
    window.page.goto("/styleguide/")
    yield window
    window.close()


@pytest.mark.parametrize(
    "broken",
    [
        '<p style="color: red">inline style</p>',
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img alt="" src="https://elsewhere.invalid/a.png">',
        '<img alt="" src="x" onerror="run()">',
    ],
)
def test_what_the_policy_forbids_is_noted(window: Window, broken: str) -> None:
    assert window.complaints == []
    with window.page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        window.page.evaluate(ADD, broken)
    assert [complaint for complaint in window.complaints if "Content Security Policy" in complaint] != []


def test_an_error_of_a_script_is_noted(window: Window) -> None:
    with window.page.expect_event("pageerror"):
        window.page.evaluate("setTimeout(() => { throw new Error('planted'); })")
    assert window.complaints == ["script: planted"]


def test_a_page_reads_the_clock_of_the_tests(window: Window) -> None:
    shown = window.page.evaluate("[new Date().toISOString().slice(0, 10), new Date(Date.now()).getUTCFullYear()]")
    assert shown == [FROZEN.date().isoformat(), FROZEN.year]


def test_a_barrier_is_found(window: Window) -> None:
    assert accessibility_violations(window.page) == []
    window.page.evaluate(ADD, '<input type="text">')
    assert [found.split(":")[0] for found in accessibility_violations(window.page)] == ["label"]


def test_a_page_without_scripts_is_refused_since_it_would_never_answer(browser: Browser) -> None:
    window = open_window(browser, "http://localhost", 1280, javascript=False)
    with pytest.raises(ValueError, match="would never answer"):
        accessibility_violations(window.page)
    window.close()


def test_a_color_that_is_too_faint_is_found(window: Window) -> None:
    assert color_violations(window.page) == []
    window.page.evaluate(ADD, '<p id="faint">faint</p>')
    window.page.evaluate("document.getElementById('faint').style.color = '#cccccc'")
    assert [found.split(":")[0] for found in color_violations(window.page)] == ["color-contrast"]


def test_colors_that_only_a_narrow_window_shows_are_looked_at_there(window: Window) -> None:
    window.page.evaluate(ADD, '<p id="narrow">narrow</p><p id="both">both</p>')
    window.page.evaluate(STYLE, "#narrow, #both { color: #ccc } @media (width > 500px) { #narrow { display: none } } ")
    note_colors(window.page)
    window.page.set_viewport_size({"width": 390, "height": 900})
    assert find_other_colors(window.page)
    assert ["narrow" in found for found in other_color_violations(window.page)] == [True]


def test_the_same_page_in_the_same_window_shows_no_other_colors(window: Window) -> None:
    note_colors(window.page)
    assert not find_other_colors(window.page)


def test_what_is_about_the_build_is_found_without_colors(window: Window) -> None:
    window.page.evaluate(ADD, '<input type="text"><p id="faint">faint</p>')
    window.page.evaluate(STYLE, "#faint { color: #ccc }")
    assert [found.split(":")[0] for found in build_violations(window.page)] == ["label"]


def test_the_dark_scheme_changes_tokens_alone() -> None:
    """Why a sweep may ask only for colors in dark: no rule but one of tokens knows of a scheme."""
    styles = Path(str(find("ui/app.css"))).read_text(encoding="utf-8")
    _, dark = styles.split("prefers-color-scheme")
    declared = [line.strip() for line in dark.partition(":root {")[2].partition("}")[0].splitlines() if line.strip()]
    assert [line for line in declared if not line.startswith(("--wp-", "color-scheme: dark"))] == []


def test_what_is_too_wide_is_found(window: Window) -> None:
    window.page.evaluate(ADD, '<svg width="500" height="9"></svg>')
    assert any("320: " in found for found in sideways_scroll(window.page))
