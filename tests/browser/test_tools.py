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
    layouts,
    open_window,
    sideways_scroll,
    size_violations,
)
from tests.conftest import FROZEN

pytestmark = pytest.mark.browser

STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
ADD = "(markup) => document.querySelector('main').insertAdjacentHTML('beforeend', markup)"


def rules_of(found: list[str]) -> list[str]:
    return [one.split(":")[0] for one in found]


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
    assert rules_of(accessibility_violations(window.page)) == ["label"]


def test_a_page_without_scripts_is_refused_since_it_would_never_answer(browser: Browser) -> None:
    window = open_window(browser, "http://localhost", 1280, javascript=False)
    with pytest.raises(ValueError, match="would never answer"):
        accessibility_violations(window.page)
    window.close()


def test_a_color_that_is_too_faint_is_found(window: Window) -> None:
    assert color_violations(window.page, set()) == []
    window.page.evaluate(ADD, '<p id="faint">faint</p>')
    window.page.evaluate("document.getElementById('faint').style.color = '#cccccc'")
    assert rules_of(color_violations(window.page, set())) == ["color-contrast"]


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        ('<p class="odd">faint</p>', ".odd { color: #ccc }"),
        ('<p class="odd">dark on dark</p>', ".odd { background: #222 }"),
        ('<div class="odd"><p>dark in dark</p></div>', ".odd { background: #222 }"),
        ('<div class="odd"><div><p>faded with all around it</p></div></div>', ".odd { opacity: 0.3 }"),
        ('<p class="odd"><input aria-label="Name" placeholder="name"></p>', ".odd input { color: #ccc; border: 0 }"),
        ('<p class="wide">small only here</p>', "@media (width < 500px) { .wide { color: #ccc } }"),
        ('<div class="odd"><p class="wp-card">faded on its own ground</p></div>', ".odd { opacity: 0.3 }"),
    ],
)
def test_colors_that_came_about_otherwise_are_looked_at(window: Window, markup: str, rules: str) -> None:
    seen: set[str] = set()
    window.page.evaluate(ADD, markup)
    assert color_violations(window.page, seen) == []
    window.page.evaluate(STYLE, rules)
    window.page.set_viewport_size({"width": 390, "height": 900})
    assert rules_of(color_violations(window.page, seen)) == ["color-contrast"]


def test_a_link_that_no_longer_differs_from_the_words_around_it_is_found(window: Window) -> None:
    seen: set[str] = set()
    window.page.evaluate(ADD, '<p class="odd">Read <a href="/">this page</a> and then that one, please.</p>')
    assert color_violations(window.page, seen) == []
    window.page.evaluate(STYLE, ".odd a { text-decoration: none; color: #2b2b3a } .odd { color: #222 }")
    assert rules_of(color_violations(window.page, seen)) == ["link-in-text-block"]


def test_a_link_that_words_stand_beside_is_another_kind_than_one_alone(window: Window) -> None:
    seen: set[str] = set()
    window.page.evaluate(STYLE, ".odd a { text-decoration: none; color: #2b2b3a } .odd { color: #222 }")
    window.page.evaluate(ADD, '<p class="odd"><a href="/">this page</a></p>')
    assert color_violations(window.page, seen) == []
    window.page.evaluate(ADD, '<p class="odd">Read <a href="/">this page</a> and then that one, please.</p>')
    assert rules_of(color_violations(window.page, seen)) == ["link-in-text-block"]


THREE_BUTTONS = "".join(f'<button class="{name}" aria-label="{name}"></button>' for name in "abc")
SMALL = """
  .odd { position: relative; height: 99px }
  .odd button { position: absolute; width: 16px; height: 16px; padding: 0 }
"""


@pytest.mark.parametrize(
    ("apart", "near"),
    [
        (".a { left: 0 } .b { left: 200px } .c { left: 400px }", ".a { left: 0 } .b { left: 18px } .c { left: 400px }"),
        (".a { left: 0 } .b { left: 200px } .c { left: 400px }", ".a { left: 0 } .b { left: 200px } .c { left: 18px }"),
    ],
)
def test_small_things_to_click_that_come_near_each_other_are_found(window: Window, apart: str, near: str) -> None:
    seen: set[str] = set()
    window.page.evaluate(ADD, f'<div class="odd">{THREE_BUTTONS}</div>')
    window.page.evaluate(STYLE, SMALL + apart)
    assert size_violations(window.page, seen) == []
    window.page.evaluate(STYLE, SMALL + near)
    assert set(rules_of(size_violations(window.page, seen))) == {"target-size"}
    assert size_violations(window.page, seen) == []


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        ('<p class="odd">only wide</p>', ".odd { display: none }"),
        ('<p class="odd">only narrow</p>', "@media (width > 500px) { .odd { display: none } }"),
        ('<button><span class="odd">its only words</span></button>', ".odd { display: none }"),
        ('<div class="odd"><p>scrolls</p></div>', ".odd { overflow: auto } .odd p { width: 900px }"),
    ],
)
def test_what_a_narrow_window_lays_out_anew_is_noticed(window: Window, markup: str, rules: str) -> None:
    window.page.evaluate(ADD, markup)
    wide = layouts(window.page)
    window.page.evaluate(STYLE, rules if rules.startswith("@") else f"@media (width < 500px) {{ {rules} }}")
    if rules.startswith("@"):
        wide = layouts(window.page)
    window.page.set_viewport_size({"width": 390, "height": 900})
    assert layouts(window.page)["main"] != wide["main"]


def test_the_same_page_in_the_same_window_is_laid_out_the_same(window: Window) -> None:
    assert layouts(window.page) == layouts(window.page)


def test_the_same_colors_are_looked_at_once(window: Window) -> None:
    seen: set[str] = set()
    window.page.evaluate(ADD, '<p class="odd">faint</p><p class="odd">and once more</p>')
    window.page.evaluate(STYLE, ".odd { color: #ccc }")
    assert rules_of(color_violations(window.page, seen)) == ["color-contrast"]
    assert color_violations(window.page, seen) == []


def test_what_is_about_the_build_is_found_without_colors(window: Window) -> None:
    window.page.evaluate(ADD, '<input type="text"><p id="faint">faint</p>')
    window.page.evaluate(STYLE, "#faint { color: #ccc }")
    assert rules_of(build_violations(window.page)) == ["label"]


def test_the_dark_scheme_changes_tokens_alone() -> None:
    """Why a sweep may ask only for colors in dark: no rule but one of tokens knows of a scheme."""
    styles = Path(str(find("ui/app.css"))).read_text(encoding="utf-8")
    _, dark = styles.split("prefers-color-scheme")
    declared = [line.strip() for line in dark.partition(":root {")[2].partition("}")[0].splitlines() if line.strip()]
    assert [line for line in declared if not line.startswith(("--wp-", "color-scheme: dark"))] == []


def test_what_is_too_wide_is_found(window: Window) -> None:
    window.page.evaluate(ADD, '<svg width="500" height="9"></svg>')
    assert any("320: " in found for found in sideways_scroll(window.page))
