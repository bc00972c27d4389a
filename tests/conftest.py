"""What every test gets: an empty data folder, fast password hashes, and a clock that stands still."""

import gc
import os
import sys
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import fixtures

from waypost.demo.empty_database import begin, kept_in

pytest_plugins = ["tests.databases", "tests.skips", "tests.notices.fixtures"]

os.environ.setdefault("WAYPOST_DATA_DIR", tempfile.mkdtemp(prefix="waypost-tests-"))

# A busy machine is no reason for a test not to pass: no test has a limit in seconds.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")

#: A Thursday in the middle of a school year.
FROZEN = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)


#: So many new objects make Python look for what is no longer used, instead of 700.
OBJECTS_BETWEEN_LOOKS = 20_000


def pytest_collection_finish() -> None:
    """Python need not look again and again over ten thousand tests and all that they loaded: an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite's test database is a file, so that a browser's requests meet its real locks.

    It begins as a copy of the empty one that `./dev` keeps, where migrations have not changed since (decision 0016).
    """
    database = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database["TEST"]["NAME"] = str(file)
        begin(file, kept_in(Path(sys.prefix)))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A copied database is migrated as it stands, not made anew; it goes with its folder."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """Tests that commit leave no rows behind, without Django's flush of every table."""
    empty_the_tables = import_module("tests.emptying").empty_the_tables
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: empty_the_tables())
        yield


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test gets a folder of its own, by a name that needs no look at those of all others."""
    return tmp_path_factory.mktemp("folders")


@pytest.fixture(autouse=True)
def plain_settings(settings: fixtures.Settings, folders: Path) -> None:
    """Hashing passwords slowly, or the names of static files, is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="static-", dir=folders)
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tempfile.mkdtemp(prefix="files-", dir=folders)},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """Time stands still at FROZEN; a test moves it with `frozen_clock.shift(…)`. Browsers need a clock that runs."""
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("oracle"):
        yield None
        return
    makes_unique_ids = uuid._generate_time_safe  # type: ignore[attr-defined]  # the library's types are too narrow
    with time_machine.travel(FROZEN, tick=False) as traveller:
        # Under a clock that stands, uuid1 could repeat itself; pyld keys its memory by it, and would mix contexts up.
        uuid._generate_time_safe = makes_unique_ids  # type: ignore[attr-defined]  # the library's types are too narrow
        yield traveller
