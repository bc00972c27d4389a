"""`./dev run` begins from a kept empty database, so that only the first start waits for migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from pytest_django import fixtures

from tests.builders import BUILDER
from waypost.common import jobs
from waypost.demo import empty_database
from waypost.demo.content_files import content
from waypost.demo.empty_database import begin, fingerprint, keep, migrate_from_kept
from waypost.demo.management.commands import prepare_data
from waypost.people.actions.people import add_person


@pytest.fixture
def first() -> Iterator[sqlite3.Connection]:
    """What a first start migrated, as far as anybody looks."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE people_person (name TEXT)")
        yield database


@pytest.fixture
def kept(first: sqlite3.Connection, tmp_path: Path) -> Path:
    file = tmp_path / "venv" / "empty-1.sqlite3"
    file.parent.mkdir()
    keep(first, file)
    return file


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where none is yet."""
    (tmp_path / "var").mkdir()
    return tmp_path / "var" / "waypost.sqlite3"


@pytest.fixture
def calls(database: Path, settings: fixtures.Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a start on `database` does, without doing it."""
    called: list[str] = []
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(database))
    monkeypatch.setattr(
        empty_database, "connection", SimpleNamespace(vendor="sqlite", ensure_connection=int, connection=None)
    )
    monkeypatch.setattr(empty_database, "migrate", lambda: called.append("migrate"))
    monkeypatch.setattr(empty_database, "keep", lambda _database, kept: called.append(f"keep {kept.name}"))
    monkeypatch.setattr(jobs, "schedule_recurring", lambda: called.append("schedule"))
    monkeypatch.setattr(empty_database, "fingerprint", lambda: "1")
    return called


def tables_of(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM sqlite_master")]


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_what_prepares_the_data_runs_the_system_checks_of_django_first() -> None:
    assert prepare_data.Command.requires_system_checks == "__all__"


@pytest.mark.django_db
def test_a_start_without_the_demo_says_so_only_where_the_demo_is_there_already(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(prepare_data, "migrate_from_kept", lambda _kept: None)
    before, after = StringIO(), StringIO()
    call_command("prepare_data", keep=tmp_path, stdout=before)
    add_person(by=BUILDER, name="Rosalind Achebe", email=content("people")["first"]["email"])
    call_command("prepare_data", keep=tmp_path, stdout=after)
    assert (before.getvalue(), after.getvalue()) == ("", f"note {prepare_data.DEMO_STAYS}\n")


def test_what_was_kept_is_where_the_next_folder_begins(kept: Path, database: Path) -> None:
    assert begin(database, kept)
    assert tables_of(database) == ["people_person"]
    assert (names_in(kept.parent), names_in(database.parent)) == (["empty-1.sqlite3"], ["waypost.sqlite3"])


def test_a_database_that_appeared_meanwhile_stays_as_it_is(kept: Path, database: Path) -> None:
    database.write_bytes(b"somebody's work")
    assert not begin(database, kept)
    assert database.read_bytes() == b"somebody's work"
    assert names_in(database.parent) == ["waypost.sqlite3"]


def test_what_stands_beside_a_deleted_database_does_not_run_into_the_copy(kept: Path, database: Path) -> None:
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).write_bytes(b"of the deleted one")
    assert begin(database, kept)
    assert names_in(database.parent) == ["waypost.sqlite3"]


@pytest.mark.parametrize("torn", [b"", b"no database", b"SQLite format 3\0" + bytes(4096)])
def test_a_kept_file_that_is_broken_goes_and_is_not_copied(kept: Path, database: Path, torn: bytes) -> None:
    kept.write_bytes(torn)
    assert not begin(database, kept)
    assert (names_in(kept.parent), names_in(database.parent)) == ([], [])


def test_where_no_copy_can_be_put_the_start_goes_on(
    kept: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError("this volume knows no hard links")

    monkeypatch.setattr("os.link", refuse)
    assert not begin(database, kept)
    assert names_in(database.parent) == []


def test_one_that_other_migrations_made_or_a_killed_start_left_is_thrown_away(
    first: sqlite3.Connection, tmp_path: Path
) -> None:
    for older in ("empty-0.sqlite3", "empty-0.sqlite3.4711"):
        (tmp_path / older).touch()
    keep(first, tmp_path / "empty-1.sqlite3")
    assert names_in(tmp_path) == ["empty-1.sqlite3"]


def test_where_nothing_can_be_kept_the_start_goes_on_and_the_older_one_stays(
    first: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("the disk is full")

    (tmp_path / "empty-0.sqlite3").touch()
    monkeypatch.setattr("os.fsync", refuse)
    keep(first, tmp_path / "empty-1.sqlite3")
    keep(first, tmp_path / "no such folder" / "empty-1.sqlite3")
    assert names_in(tmp_path) == ["empty-0.sqlite3"]


def test_a_database_with_somebody_in_it_is_not_kept(first: sqlite3.Connection, tmp_path: Path) -> None:
    with first:
        first.execute("INSERT INTO people_person VALUES ('Maya Okafor')")
    keep(first, tmp_path / "empty-1.sqlite3")
    assert names_in(tmp_path) == []


def test_a_first_start_migrates_and_keeps(calls: list[str], tmp_path: Path) -> None:
    migrate_from_kept(tmp_path)
    assert calls == ["migrate", "keep empty-1.sqlite3"]


def test_a_later_start_on_a_new_folder_copies(calls: list[str], kept: Path, database: Path) -> None:
    migrate_from_kept(kept.parent)
    assert (calls, tables_of(database)) == (["schedule"], ["people_person"])


def test_a_start_on_a_folder_that_holds_data_migrates_them(calls: list[str], kept: Path, database: Path) -> None:
    database.write_bytes(b"somebody's work")
    migrate_from_kept(kept.parent)
    assert (calls, database.read_bytes()) == (["migrate"], b"somebody's work")


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
