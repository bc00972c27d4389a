"""The demo, loaded once for all tests of a module that only look at it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.conftest import FROZEN
from waypost.demo.loading import Outcome, load_demo


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Outcome]:
    """What became of the load; all of it is rolled back at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(FROZEN, tick=False):
            outcome = load_demo()
        yield outcome
        transaction.set_rollback(True)


@pytest.fixture
def db(loaded: Outcome) -> Iterator[None]:
    """Stands in for pytest-django's fixture of this name: each test leaves the loaded demo as it found it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
