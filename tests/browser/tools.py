"""What a browser test holds in its hands: a page that notes every complaint, and the checks on what it shows."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from weakref import WeakSet

import axe_playwright_python
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from waypost.common import clock
from waypost.people.models import Person

Scheme = Literal["light", "dark"]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_OPTIONS: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOR_RULES = ["color-contrast", "link-in-text-block"]
SIZE_RULES = ["target-size"]
BUILD_OPTIONS: dict[str, object] = {
    **AXE_OPTIONS,
    "rules": {rule: {"enabled": False} for rule in [*COLOR_RULES, *SIZE_RULES]},
}
#: Chromium reports every such status as an error, though pages that say 404 or 422 and saves that say 409 are meant to.
STATUS = "Failed to load resource: the server responded with a status of"
CONFLICT = f"{STATUS} 409"
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"  # a test that switches the network off means it
#: What htmx says where no answer comes, the request itself is noted besides, or where a test lets one be too large.
UNANSWERED = ("htmx:sendError", "htmx:afterRequest", "Response Status Error Code 413")
#: A machine with other work to do may take long for one page.
PATIENCE_MS = 30_000
WITHOUT_SCRIPTS: WeakSet[BrowserContext] = WeakSet()
#: Pages read the server's clock. Playwright's own clock would do too, but it swallows errors of scripts that it times.
SAME_CLOCK = """(() => {
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Real.now() + %(ahead)d);
    }
    static now() {
      return Real.now() + %(ahead)d;
    }
  };
})()"""
#: Undoes that, for tests that drive Playwright's clock: it counts from the machine's.
MACHINE_CLOCK = "window.Date = Object.getPrototypeOf(Date)"
#: WCAG 1.4.12: what a reader may set without losing anything.
TEXT_SPACING = """() => {
  for (const element of document.querySelectorAll("body, body *")) {
    element.style.setProperty("line-height", "1.5", "important");
    element.style.setProperty("letter-spacing", "0.12em", "important");
    element.style.setProperty("word-spacing", "0.16em", "important");
  }
  for (const element of document.querySelectorAll("p")) {
    element.style.setProperty("margin-block-end", "2em", "important");
  }
}"""
KINDS = Path(__file__).with_name("kinds.js").read_text(encoding="utf-8")
RUN_AXE = "(options) => axe.run(options)"
RUN_AXE_ON_KINDS = "([keys, options]) => axe.run({ include: kinds.firstOf(keys) }, options)"
WIDER_THAN_THE_WINDOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return Array.from(document.querySelectorAll("body *"))
    .filter((element) => element.getBoundingClientRect().right > width + 1 && element.children.length === 0)
    .map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`)
    .concat(["the page scrolls sideways"]);
}"""


def find_chromium() -> str | None:
    """The system's Chromium; none is downloaded."""
    names = (os.environ.get("WAYPOST_TEST_CHROMIUM", ""), "chromium-headless-shell", "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, names)), None)


@dataclass
class Window:
    """One browser window at one width and color scheme; `complaints` must be empty at the end of a test."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def listen(self) -> None:
        """Note errors and warnings of the console (broken CSP rules are among them), and what did not load."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._note_document)
        self.page.on("requestfailed", self._note_loss)

    def close(self) -> None:
        self.context.close()

    def _note_document(self, request: Request) -> None:
        if request.is_navigation_request():
            self.documents.add(request.url)

    def _note_loss(self, request: Request) -> None:
        if request.failure not in {"net::ERR_ABORTED", OFFLINE}:
            self.complaints.append(f"{request.url}: {request.failure}")

    def _note(self, message: ConsoleMessage) -> None:
        is_of_the_page = message.text.startswith(STATUS) and message.location["url"] in self.documents
        is_meant = is_of_the_page or message.text.startswith((CONFLICT, *UNANSWERED)) or OFFLINE in message.text
        if message.type in {"error", "warning"} and not is_meant:
            self.complaints.append(f"{self.page.url}: {message.text}")


def open_window(
    browser: Browser, base_url: str, width: int, scheme: Scheme = "light", *, javascript: bool = True
) -> Window:
    """A window with cookies of its own, whose clock goes on from the server's. Addresses may be given as paths."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=javascript,
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="America/Chicago",
    )
    context.set_default_timeout(PATIENCE_MS)
    if not javascript:
        WITHOUT_SCRIPTS.add(context)
    context.add_init_script(SAME_CLOCK % {"ahead": _milliseconds_ahead()})
    context.add_init_script(KINDS)
    window = Window(context, context.new_page())
    window.listen()
    return window


def _milliseconds_ahead() -> int:
    """How far the clock of the tests is ahead of the machine's, which browsers know alone."""
    return int((clock.now().timestamp() - time_machine.escape_hatch.time.time()) * 1000)


def sign_in(page: Page, person: Person) -> None:
    """Sign in by a session's cookie, without the sign-in page."""
    client = Client()
    client.force_login(person)
    bring_session(page, client.cookies[settings.SESSION_COOKIE_NAME].value)


def bring_session(page: Page, key: str) -> None:
    """Go on in a session that somebody began elsewhere."""
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": "localhost", "path": "/"}])


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What happens inside leads to another page; afterwards that one is there, whole, and the old one is gone."""
    with page.expect_navigation(wait_until="load"):
        yield


def accessibility_violations(page: Page) -> list[str]:
    """What axe-core finds, one line an element. It runs through the debugger, so the page's own CSP stays in force."""
    return _violations(page, RUN_AXE, AXE_OPTIONS)


def build_violations(page: Page) -> list[str]:
    """What axe-core finds about everything but colors and sizes."""
    return _violations(page, RUN_AXE, BUILD_OPTIONS)


def layouts(page: Page) -> dict[str, str]:
    """What shows and what scrolls in the page itself (`main`) and around it (`shell`)."""
    found: dict[str, str] = page.evaluate("kinds.layouts()")
    return found


def color_violations(page: Page, seen: set[str]) -> list[str]:
    """What axe-core finds about colors that came about in no way that was `seen`; from now on these are."""
    return _violations_of_kinds(page, COLOR_RULES, _new_kinds(page, "colors", seen))


def size_violations(page: Page, seen: set[str]) -> list[str]:
    """What axe-core finds about the size of things to click of a kind that was not `seen`; from now on it is."""
    return _violations_of_kinds(page, SIZE_RULES, _new_kinds(page, "targets", seen))


def _new_kinds(page: Page, what: str, seen: set[str]) -> list[str]:
    """Which kinds of `kinds.js` show for the first time."""
    new = [key for key in page.evaluate(f"kinds.{what}()") if key not in seen]
    seen.update(new)
    return new


def _violations_of_kinds(page: Page, rules: list[str], kinds: list[str]) -> list[str]:
    options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": rules}}
    return _violations(page, RUN_AXE_ON_KINDS, [kinds, options]) if kinds else []


def _violations(page: Page, run: str, given: object) -> list[str]:
    if page.context in WITHOUT_SCRIPTS:
        raise ValueError("axe-core is a script: on a page without scripts it would never answer.")
    page.wait_for_load_state("load")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    result = page.evaluate(run, given)
    return [
        f"{violation['id']}: {violation['help']} | {node['html'][:160]} | {json.dumps(node['target'])}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """WCAG 2.0 to 2.2 A and AA and axe's best practice: no violation (UX.md, bar 1)."""
    assert accessibility_violations(page) == []


def sideways_scroll(page: Page) -> list[str]:
    """What is wider than 320 px, first as it is and then with WCAG text spacing. Changes the page."""
    page.set_viewport_size({"width": 320, "height": 900})
    plain: list[str] = page.evaluate(WIDER_THAN_THE_WINDOW)
    page.evaluate(TEXT_SPACING)
    spaced: list[str] = page.evaluate(WIDER_THAN_THE_WINDOW)
    return [f"320: {found}" for found in plain] + [f"320 spaced: {found}" for found in spaced]


def assert_no_sideways_scroll(page: Page) -> None:
    """At 320 px, with and without WCAG text spacing, nothing is cut off (UX.md, bar 2). Changes the page."""
    assert sideways_scroll(page) == []
