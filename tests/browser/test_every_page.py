"""Every page that anyone can reach: accessible in both widths and schemes, within 320 px, without a complaint.

One window a visitor and page; widths and schemes change without loading again. Where somebody before got
a page of the very same shape, and its shell stood around another page, it is not looked at again (`shapes.py`). The
database is put back from a copy after each page, which takes milliseconds, where emptying all tables would take longer.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.access.table import TABLE
from tests.access.world import World, build_world
from tests.browser.pages import PAGES, Visitor
from tests.browser.shapes import Element, shape_of
from tests.browser.sweep import WIDTHS, copy_of_database, faults_of
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


@dataclass
class Seen:
    """The shapes that were looked at: shells on any page, and what stood in them at one address."""

    shells: set[tuple[Element, ...]]
    mains: set[tuple[Element, ...]]

    def is_new(self, html: str) -> bool:
        """Whether the page needs a look; from now on it counts as seen."""
        shape = shape_of(html)
        is_new = shape.shell not in self.shells or shape.main not in self.mains
        self.shells.add(shape.shell)
        self.mains.add(shape.main)
        return is_new


@pytest.fixture(scope="module")
def shells() -> set[tuple[Element, ...]]:
    return set()


@pytest.fixture(scope="module")
def site(people: World) -> Iterator[str]:
    """The running site; unlike pytest-django's, it leaves the database to the fixtures above."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_for_everyone_who_may_open_it(
    name: str, world: World, site: str, browser: Browser, shells: set[tuple[Element, ...]]
) -> None:
    address, seen = reverse(name, kwargs=TABLE[name].make(world)), Seen(shells, set())
    faults = {visitor: visit(browser, site, address, world, visitor, seen) for visitor in PAGES[name]}
    assert {visitor: found for visitor, found in faults.items() if found} == {}


def visit(browser: Browser, site: str, address: str, world: World, visitor: Visitor, seen: Seen) -> list[str]:
    """Everything that is wrong with one page for one visitor; nothing where one of the same shape was looked at."""
    probe = client_of(world, visitor).get(address)
    if not probe.headers["Content-Type"].startswith("text/html") or not seen.is_new(probe.content.decode()):
        return []
    window = open_window(browser, site, WIDTHS[0])
    if visitor is not None:
        sign_in(window.page, world.own[visitor])
    faults = faults_of(window, address)
    window.close()
    return faults


def client_of(world: World, visitor: Visitor) -> Client:
    client = Client(SERVER_NAME="localhost")
    if visitor is not None:
        client.force_login(world.own[visitor])
    return client
