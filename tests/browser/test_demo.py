"""From each role's home, link by link through the loaded demo: no link leads nowhere, and somebody reaches every page.

What they reach is accessible in all widths and schemes, within 320 px, and silent. The walk of `tests/demo/walking.py`
opens the pages of each role, once for both tests. Pages of one view look alike where they are built of
the same pieces, whoever opens them; so each view is looked at until every piece that the demo shows on it was seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.access.table import TABLE
from tests.browser.pages import NOT_A_PAGE
from tests.browser.shapes import shape_of
from tests.browser.sweep import WIDTHS, Seen, copy_of_database, faults_of
from tests.browser.tools import open_window, sign_in
from tests.demo.not_linked import NOT_LINKED
from tests.demo.walking import Opened, walk_of, walkers
from waypost.demo.loading import load_demo
from waypost.people.models import Person


@dataclass(frozen=True)
class Look:
    """One page to look at, and through whose eyes."""

    email: str | None
    page: Opened
    pieces: frozenset[tuple[str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where the files of the demo lie while it is loaded and walked; names of static files stay as they are."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path_factory.mktemp("files"))},
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"default": files, "staticfiles": static}):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, store: None) -> Iterator[None]:
    """Committed, so that the server sees it; nothing of it is left at the end."""
    with django_db_blocker.unblock():
        empty = copy_of_database()
        load_demo()
        yield
        empty.backup(connection.connection)
        empty.close()


@pytest.fixture(scope="module")
def walked(demo: None) -> dict[str | None, list[Opened]]:
    """All that links lead each role to."""
    return {email: walk_of(email) for email in walkers().values()}


@pytest.fixture
def db(demo: None) -> None:
    """Stands in for pytest-django's fixture of this name, whose name alone tells it to make the tables."""


def look_at(email: str | None, page: Opened) -> Look:
    return Look(email, page, shape_of(page.html).pieces)


def worth_a_look(looks: list[Look]) -> list[Look]:
    """The fewest, about, that show every piece of every view: the richest page first, then what adds a piece."""
    seen, chosen = dict[str, set[tuple[str, str]]](), list[Look]()
    for look in sorted(looks, key=lambda look: -len(look.pieces)):
        shown = seen.setdefault(look.page.name, set())
        if look.pieces - shown:
            shown |= look.pieces
            chosen.append(look)
    return chosen


@pytest.mark.once
def test_links_lead_to_every_page_and_nowhere_else(db: None, walked: dict[str | None, list[Opened]]) -> None:
    nowhere = {(email, page.path): page.status for email, seen in walked.items() for page in seen if page.status != 200}
    assert nowhere == {}
    reached = {page.name for seen in walked.values() for page in seen}
    pages = {name for name, row in TABLE.items() if row.method == "GET" and 200 in {row.status, row.anonymous}}
    assert pages - reached == set(NOT_LINKED)


@pytest.mark.browser
def test_every_page_of_the_demo_is_sound(
    db: None, walked: dict[str | None, list[Opened]], browser: Browser, seen: Seen
) -> None:
    pages = [(email, page) for email, found in walked.items() for page in found if page.name not in NOT_A_PAGE]
    looks = worth_a_look([look_at(email, page) for email, page in pages if page.status == 200])
    server, faults = LiveServer("localhost"), dict[str, list[str]]()
    for email in {look.email for look in looks}:
        window = open_window(browser, server.url, WIDTHS[0])
        if email is not None:
            sign_in(window.page, Person.objects.get(email=email))
        for look in (look for look in looks if look.email == email):
            faults[f"{email} {look.page.path}"] = faults_of(window, look.page.path, seen)
        window.close()
    server.stop()
    assert {path: found for path, found in faults.items() if found} == {}


def test_pages_of_the_same_pieces_are_looked_at_once() -> None:
    plain, rich = "<main><p>", '<p class="wp-note wp-sub">'
    pages = [Opened("plan", path, 200, html) for path, html in [("/1", plain), ("/2", plain), ("/3", plain + rich)]]
    chosen = worth_a_look([look_at(None, page) for page in pages])
    assert [look.page.path for look in chosen] == ["/3"]
