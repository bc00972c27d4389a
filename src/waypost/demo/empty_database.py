"""An empty database with all its tables, kept between starts of `./dev run`: to make one, migrations take seconds.

A copy of it is what migrating would make, word for word: it goes by a fingerprint of all migrations.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from waypost.common import jobs


def migrate_from_kept(folder: Path) -> None:
    """Migrate; a SQLite database that is not there yet is copied from `folder`, where the first start leaves one."""
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite" or database.exists():
        call_command("migrate", interactive=False, verbosity=0)
        return
    kept = folder / f"empty-{fingerprint()}.sqlite3"
    if kept.exists():
        begin(database, kept)
        jobs.schedule_recurring()  # what follows each migration, and changes without one
        return
    call_command("migrate", interactive=False, verbosity=0)
    connection.ensure_connection()
    keep(connection.connection, kept)


def fingerprint() -> str:
    """Of all migrations, word by word: whoever changes one gets another database."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in migration_files())).hexdigest()[:16]


def migration_files() -> list[Path]:
    """The files of all migrations, ours and those of the libraries."""
    found = MigrationLoader(None).disk_migrations.values()
    return sorted(Path(str(sys.modules[migration.__module__].__file__)) for migration in found)


def begin(database: Path, kept: Path) -> None:
    """Copy `kept` to where no database is. Whatever interrupts it, no half of one is left."""
    part = _beside(database)
    shutil.copyfile(kept, part)
    part.replace(database)


def keep(database: sqlite3.Connection, kept: Path) -> None:
    """Keep a copy of `database` in place of older ones."""
    for older in kept.parent.glob("empty-*.sqlite3"):
        older.unlink(missing_ok=True)
    part = _beside(kept)
    with closing(sqlite3.connect(part)) as copy:
        database.backup(copy)
    part.replace(kept)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.{os.getpid()}")
