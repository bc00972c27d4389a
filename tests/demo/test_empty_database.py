"""`./dev run` begins from a kept empty database, so that only the first start waits for migrations."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from waypost.demo import empty_database
from waypost.demo.empty_database import begin, fingerprint, keep


def tables_of(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]


def test_what_was_kept_is_where_the_next_folder_begins(tmp_path: Path) -> None:
    kept, database = tmp_path / "empty-1.sqlite3", tmp_path / "waypost.sqlite3"
    with closing(sqlite3.connect(":memory:")) as first:
        first.execute("CREATE TABLE plan (title TEXT)")
        keep(first, kept)
    begin(database, kept)
    assert tables_of(database) == ["plan"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty-1.sqlite3", "waypost.sqlite3"]


def test_one_that_other_migrations_made_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "empty-0.sqlite3").touch()
    with closing(sqlite3.connect(":memory:")) as database:
        keep(database, tmp_path / "empty-1.sqlite3")
    assert [file.name for file in tmp_path.iterdir()] == ["empty-1.sqlite3"]


def test_a_changed_migration_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "0001_initial.py"
    file.write_text("operations = []\n")
    monkeypatch.setattr(empty_database, "migration_files", lambda: [file])
    before = fingerprint()
    file.write_text("operations = [1]\n")
    assert fingerprint() != before


def test_the_fingerprint_is_of_our_migrations_and_of_those_that_we_rely_on() -> None:
    names = {(file.parent.parent.name, file.parent.name) for file in empty_database.migration_files()}
    assert {("people", "migrations"), ("auth", "migrations"), ("account", "migrations")} <= names
