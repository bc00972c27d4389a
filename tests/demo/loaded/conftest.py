"""The demo, loaded once for all tests of this folder, which only look at it; `__init__.py` makes it one for pytest."""

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.conftest import FROZEN
from waypost.demo.loading import Outcome, load_demo


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Where the files of the demo lie; each test has another store of its own."""
    location = str(tmp_path_factory.mktemp("files"))
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": location}}


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, store: dict[str, object]) -> Iterator[Outcome]:
    """What became of the load; all of it is rolled back at the end."""
    in_store = override_settings(STORAGES={**settings.STORAGES, "default": store})
    with in_store, django_db_blocker.unblock(), transaction.atomic():
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
