"""Every page that anyone can reach: accessible in both widths and schemes, within 320 px, without a complaint.

One window a visitor and page; widths and schemes change without loading again. Who gets a page of the same pieces as
somebody before gets the same look, so it is looked at once. The database is put back from a copy after each page,
which takes milliseconds, where emptying all tables would take longer than the visit.
"""

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.access.table import TABLE
from tests.access.world import World, build_world
from tests.browser.pages import PAGES, Visitor
from tests.browser.sweep import WIDTHS, copy_of_database, faults_of, pieces_of
from tests.browser.tools import open_window, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker, running_clock: None) -> Iterator[World]:
    """Everybody, committed, so that the server sees them; nothing of it is left at the end."""
    with django_db_blocker.unblock():
        empty = copy_of_database()
        yield build_world()
        empty.backup(connection.connection)
        empty.close()


@pytest.fixture(scope="module")
def with_people(people: World) -> Iterator[sqlite3.Connection]:
    copy = copy_of_database()
    yield copy
    copy.close()


@pytest.fixture
def db(with_people: sqlite3.Connection) -> Iterator[None]:
    """Stands in for pytest-django's fixture of this name, whose name alone tells it to make the tables."""
    yield
    with_people.backup(connection.connection)


@pytest.fixture
def world(people: World, db: None) -> World:
    """The people, and what one test builds for them, undone after it."""
    return people


@pytest.fixture(scope="module")
def site(people: World) -> Iterator[str]:
    """The running site; unlike pytest-django's, it leaves the database to the fixtures above."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_for_everyone_who_may_open_it(name: str, world: World, site: str, browser: Browser) -> None:
    address, seen = reverse(name, kwargs=TABLE[name].make(world)), set[str]()
    faults = {visitor: visit(browser, site, address, world, visitor, seen) for visitor in PAGES[name]}
    assert {visitor: found for visitor, found in faults.items() if found} == {}


def visit(browser: Browser, site: str, address: str, world: World, visitor: Visitor, seen: set[str]) -> list[str]:
    """Everything that is wrong with one page for one visitor; adds what it shows to the pieces `seen`."""
    window = open_window(browser, site, WIDTHS[0])
    if visitor is not None:
        sign_in(window.page, world.own[visitor])
    probe = window.context.request.get(address)
    faults: list[str] = []
    if not probe.headers.get("content-type", "").startswith("text/html"):
        pass
    elif not (pieces := pieces_of(probe.text())) <= seen:
        seen |= pieces
        faults = faults_of(window, address)
    elif probe.status != 200:
        faults = [f"status {probe.status}"]
    window.close()
    return faults
