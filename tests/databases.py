"""What need not run on PostgreSQL once it ran on SQLite: a test that asks no database says the same beside either.

They are more than half of all tests; running them once keeps `./dev check` short. The same holds for a test that is
marked `once`: what it finds is decided before a query that could differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import pytest
from django.db import connections

#: Fixtures of pytest-django through which a test comes to a database.
WAYS = frozenset({"db", "transactional_db", "live_server"})
#: What a fixture asks for that opens a database by itself, and those that every test has and that only may.
OPENER = "django_db_blocker"
BESIDE_EVERY_TEST = frozenset({"_django_db_helper", "_django_setup_unittest"})
#: As text and as bytes show it.
NUL = "\\x00"
#: Of digits: an integer of the database ends where a longer one begins, and so do some sooner.
LONGEST_THAT_FITS = 9
Odd = TypeVar("Odd", str, bytes)


def asks_a_database(fixtures: Mapping[str, Iterable[str]], *, is_marked: bool) -> bool:
    """Whether a test does; `fixtures` are its own and all that they ask for, each with what it asks for."""
    opened = any(OPENER in asked for name, asked in fixtures.items() if name not in BESIDE_EVERY_TEST)
    return is_marked or opened or not WAYS.isdisjoint(fixtures)


def is_the_second() -> bool:
    """Whether the tests run on PostgreSQL, after all of them ran on SQLite."""
    return connections["default"].vendor == "postgresql"


def minded(values: Sequence[Odd]) -> list[Odd]:
    """Of odd values those that the second database may mind where the first does not: NUL, and what is too long."""
    return [odd for odd in values if not is_the_second() or NUL in repr(odd) or len(odd) > LONGEST_THAT_FITS]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the others out; the closing line of the runner counts them as deselected."""
    if not is_the_second():
        return
    alone = [item for item in items if not _asks(item)]
    items[:] = [item for item in items if _asks(item)]
    config.hook.pytest_deselected(items=alone)


def _asks(item: pytest.Item) -> bool:
    if item.get_closest_marker("once") is not None:
        return False
    found = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    fixtures = {name: [asked for one in several for asked in one.argnames] for name, several in found.items()}
    return asks_a_database(fixtures, is_marked=item.get_closest_marker("django_db") is not None)
