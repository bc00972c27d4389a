"""An empty database with all its tables, kept between starts of `./dev run`: to make one, migrations take seconds.

A copy of it is what migrating would make, word for word: it goes by a fingerprint of all migrations. Where no copy can
be kept or taken, the start migrates, and the log says why.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import structlog
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from waypost.common import jobs

log = structlog.get_logger("waypost.demo")


def migrate_from_kept(folder: Path) -> None:
    """Migrate; a SQLite database that is not there yet is copied from `folder`, where the first start leaves one."""
    if connection.vendor != "sqlite":
        migrate()
        return
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    with alone_in(database.parent):
        if database.exists():
            migrate()
            return
        kept = kept_in(folder)
        if begin(database, kept):
            jobs.schedule_recurring()  # what follows each migration, and changes without one
            return
        migrate()
        connection.ensure_connection()
        keep(connection.connection, kept)


def kept_in(folder: Path) -> Path:
    """Where the empty database of today's migrations is kept, if it is."""
    return folder / f"empty-{fingerprint()}.sqlite3"


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Two starts on one folder pass here one after the other, so that neither takes the other's database away."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network volumes know no such locks
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def fingerprint() -> str:
    """Of all migrations, word by word: whoever changes one gets another database."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in migration_files())).hexdigest()[:16]


def migration_files() -> list[Path]:
    """The files of all migrations, ours and those of the libraries."""
    found = MigrationLoader(None).disk_migrations.values()
    return sorted(Path(str(sys.modules[migration.__module__].__file__)) for migration in found)


def begin(database: Path, kept: Path) -> bool:
    """Copy `kept` to where no database is; says whether it did. Whatever interrupts it, no half of one is left.

    A kept file that is broken goes, so that this start makes it anew.
    """
    part = _beside(database)
    if not kept.exists():
        return False
    try:
        shutil.copyfile(kept, part)
        if not is_sound(part):
            kept.unlink()
            return False
        _drop_journals(database)
        os.link(part, database)  # never in place of one that appeared meanwhile
    except OSError as error:
        log.warning("the kept empty database can't be copied, so this start migrates", reason=str(error))
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def keep(database: sqlite3.Connection, kept: Path) -> None:
    """Keep a copy of `database`, then throw away whatever else was kept, also by a start that was killed."""
    part = _beside(kept)
    try:
        with closing(sqlite3.connect(part)) as copy:
            database.backup(copy)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        if is_sound(part):
            part.replace(kept)
            _drop_all_but(kept)
    except (OSError, sqlite3.Error) as error:
        log.warning("no empty database can be kept, so the next start migrates again", reason=str(error))
    with suppress(OSError):
        part.unlink(missing_ok=True)


def is_sound(file: Path) -> bool:
    """Whether it is a whole database, with our tables and nobody in it."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as database:
            is_whole: bool = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
            return is_whole and database.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    except sqlite3.Error:
        return False


def _drop_journals(database: Path) -> None:
    """What stands beside a database that somebody deleted would run into the new one."""
    for ending in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _drop_all_but(kept: Path) -> None:
    for other in kept.parent.glob("empty-*"):
        if other != kept:
            other.unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.{os.getpid()}")
