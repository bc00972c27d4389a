"""Every page that anyone can reach: accessible in both widths and schemes, within 320 px, without a complaint.

One window a visitor; widths and schemes change without loading again. Where somebody before got a page of the very same
shape, and its shell stood around another page, it is not looked at again (`shapes.py`). The database is put back from a
copy after each page, which takes milliseconds, where emptying all tables would take longer.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.access.table import TABLE
from tests.access.world import World, build_world
from tests.browser.pages import PAGES, Visitor
from tests.browser.shapes import Element, shape_of
from tests.browser.sweep import WIDTHS, Seen, copy_of_database, faults_of
from tests.browser.tools import Window, bring_session, open_window

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker, running_clock: None) -> Iterator[World]:
    """Everybody, committed, so that the server sees them; nothing of it is left at the end."""
    with django_db_blocker.unblock():
        empty = copy_of_database()
        world = build_world()
        world.sign_everybody_in()
        yield world
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
class Shapes:
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


@pytest.fixture(scope="module")
def windows(people: World, site: str, browser: Browser) -> Iterator[Callable[[Visitor], Window]]:
    """The window of each visitor, signed in."""

    @cache
    def window_of(visitor: Visitor) -> Window:
        window = open_window(browser, site, WIDTHS[0])
        if visitor is not None:
            bring_session(window.page, people.sessions[people.own[visitor].pk])
        opened.callback(window.close)
        return window

    with ExitStack() as opened:
        yield window_of


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_for_everyone_who_may_open_it(
    name: str,
    world: World,
    windows: Callable[[Visitor], Window],
    shells: set[tuple[Element, ...]],
    seen: Seen,
) -> None:
    address, shapes = reverse(name, kwargs=TABLE[name].make(world)), Shapes(shells, set())
    faults = {visitor: visit(windows, address, world, visitor, shapes, seen) for visitor in PAGES[name]}
    assert {visitor: found for visitor, found in faults.items() if found} == {}


def visit(
    windows: Callable[[Visitor], Window], address: str, world: World, visitor: Visitor, shapes: Shapes, seen: Seen
) -> list[str]:
    """Everything that is wrong with one page for one visitor; nothing where one of the same shape was looked at."""
    probe = world.browser_of(None if visitor is None else world.own[visitor]).get(address, SERVER_NAME="localhost")
    if not probe.headers["Content-Type"].startswith("text/html") or not shapes.is_new(probe.content.decode()):
        return []
    return faults_of(windows(visitor), address, seen)
