"""Chromium for tests that are marked `browser`: one browser a process, one window a call of `page_at`.

    def test_a_lead_moves_a_date(page_at: PageAt) -> None:
        page = page_at(390, "dark")                  # also javascript=False
        sign_in(page, lead)                          # a person made through builders; the database is real
        page.goto(reverse("plan", …))
        assert_accessible(page)                      # tools.py holds these checks
        assert_no_sideways_scroll(page)              # last: it changes the page

A click that leads to another page goes through `reader.py`, which waits for that page. The clock runs, from the frozen
day on, on the server and in the browser alike: nothing here depends on the day on which it is run.

Any error or warning of the console, and so any broken rule of the CSP, ends the test. `test_every_page.py` visits
every page of `tests/access/table.py` by itself: a row there is enough.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
import time_machine
from django.conf import settings as configured
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import fixtures
from pytest_django.live_server_helper import LiveServer

from tests.browser.sweep import Seen
from tests.browser.tools import Scheme, Window, find_chromium, open_window
from tests.conftest import FROZEN

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class PageAt(Protocol):
    """Opens a window: `page_at(390, "dark", javascript=False)`."""

    def __call__(self, width: int, scheme: Scheme = "light", *, javascript: bool = True) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Where there is none the test is skipped, and says so; never in CI."""
    chromium = find_chromium()
    if chromium is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Chromium is not installed")
    # Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module", autouse=True)
def running_clock() -> Iterator[time_machine.Traveller]:
    """A browser needs a clock that runs; it starts on the day of the other tests; `shift` moves it on."""
    with time_machine.travel(FROZEN, tick=True) as traveller:
        yield traveller


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """WhiteNoise warns where it is missing, though the test server reads static files from where they are written."""
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def seen() -> Seen:
    """What the sweeps of this process looked at."""
    return Seen()


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """Opens windows on the running site; at the end none may have complained."""
    windows: list[Window] = []
    closing = ExitStack()

    def open_page(width: int, scheme: Scheme = "light", *, javascript: bool = True) -> Page:
        windows.append(open_window(browser, live_server.url, width, scheme, javascript=javascript))
        closing.callback(windows[-1].close)
        return windows[-1].page

    with closing:
        yield open_page
        assert [complaint for window in windows for complaint in window.complaints] == []


@pytest.fixture
def mails(tmp_path: Path, settings: fixtures.Settings) -> Path:
    """Mail as files, as `./dev run` keeps it."""
    folder = tmp_path / "mails"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(folder)
    return folder
