"""On PostgreSQL runs whatever asks a database, and nothing else."""

from collections.abc import Mapping

import pytest

from tests.databases import asks_a_database

BESIDE = {
    "_django_db_helper": ["request", "django_db_setup", "django_db_blocker"],
    "_django_setup_unittest": ["request", "django_db_blocker"],
    "frozen_clock": ["request"],
}


@pytest.mark.parametrize(
    ("fixtures", "is_marked", "asks"),
    [
        ({}, True, True),
        ({"client": [], "db": ["_django_db_helper"]}, False, True),
        ({"loaded": ["django_db_setup", "django_db_blocker"]}, False, True),
        ({"tmp_path": []}, False, False),
    ],
)
def test_a_test_asks_a_database_by_its_mark_or_by_a_fixture(
    fixtures: Mapping[str, list[str]], is_marked: bool, asks: bool
) -> None:
    assert asks_a_database({**BESIDE, **fixtures}, is_marked=is_marked) is asks
