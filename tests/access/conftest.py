"""The people of the access tests, made once for a module."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.world import World, build_world
from tests.conftest import FROZEN


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """All people, made once for this module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(FROZEN, tick=False):
            world = build_world()
            world.sign_everybody_in()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def db(cast: World) -> Iterator[None]:
    """Stands in for pytest-django's fixture of this name, which would close the module's transaction after each test.

    The name itself tells pytest-django to make the tables.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(cast: World, db: None) -> World:
    """The people, and what one test builds for them, undone after it."""
    return cast
