"""Settings that a deployment gives through the environment, checked before anything starts.

Nothing set: the embedded default (SQLite, local files, mail to a folder). `WAYPOST_PUBLIC_URL` set: a deployment,
which must also name its database, secret key, file store and mail server (OP4).
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EMBEDDED_PUBLIC_URL = "https://waypost.invalid"
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
FILES_SCHEMES = {"file", "s3"}
EMAIL_SCHEMES = {"consolemail", "filemail", "memorymail", "smtp", "smtp+ssl", "smtp+tls", "smtps"}
SHORTEST_SECRET_KEY = 32


@dataclass(frozen=True)
class Environment:
    """What the rest of the settings are built from."""

    is_deployment: bool
    data_dir: Path
    public_url: str
    secret_key: str
    database: dict[str, object]
    email: dict[str, object]
    files_url: str


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and check every `WAYPOST_*` variable.

    Raises ImproperlyConfigured with one sentence that names the variable and says what to do.
    """
    data_dir = Path(variables.get("WAYPOST_DATA_DIR", "var")).resolve()
    is_deployment = "WAYPOST_PUBLIC_URL" in variables
    return Environment(
        is_deployment=is_deployment,
        data_dir=data_dir,
        public_url=_public_url(variables),
        secret_key=_secret_key(variables, data_dir, is_deployment=is_deployment),
        database=_database(variables, data_dir, is_deployment=is_deployment),
        email=_email(variables, data_dir, is_deployment=is_deployment),
        files_url=_files_url(variables, data_dir, is_deployment=is_deployment),
    )


def _public_url(variables: Mapping[str, str]) -> str:
    address = variables.get("WAYPOST_PUBLIC_URL", EMBEDDED_PUBLIC_URL)
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ImproperlyConfigured(
            f"WAYPOST_PUBLIC_URL is {address!r}: give the https address that people type, "
            "such as https://waypost.example.org."
        )
    return f"https://{parts.netloc}"


def _secret_key(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> str:
    key = variables.get("WAYPOST_SECRET_KEY")
    if key is None and not is_deployment:
        return _kept_secret_key(data_dir)
    if key is None or len(key) < SHORTEST_SECRET_KEY:
        raise ImproperlyConfigured(
            f"WAYPOST_SECRET_KEY is missing or shorter than {SHORTEST_SECRET_KEY} characters: "
            "set it to a long random text and keep it, since issuer keys are encrypted with it."
        )
    return key


def _kept_secret_key(data_dir: Path) -> str:
    """The embedded key: made once, readable by its owner only."""
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        made = data_dir / f"secret_key.{secrets.token_hex(8)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            os.link(made, path)  # whole or not at all: another process may begin at the same moment
        made.unlink()
    return path.read_text(encoding="utf-8").strip()


def _database(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> dict[str, object]:
    address = variables.get("WAYPOST_DATABASE_URL")
    if address is None and is_deployment:
        raise ImproperlyConfigured(
            "WAYPOST_DATABASE_URL is missing: give the address of a PostgreSQL database, "
            "such as postgres://name:password@host/waypost."
        )
    address = address or f"sqlite:///{data_dir / 'waypost.sqlite3'}"
    if urlsplit(address).scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(
            "WAYPOST_DATABASE_URL does not start with postgres:// or sqlite:///: "
            "give the address of one of these two databases."
        )
    database: dict[str, object] = environ.Env.db_url_config(address)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _email(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> dict[str, object]:
    address = variables.get("WAYPOST_EMAIL_URL")
    if address is None and is_deployment:
        raise ImproperlyConfigured(
            "WAYPOST_EMAIL_URL is missing: give the mail server, such as smtp+tls://name:password@mail.example.org:587."
        )
    address = address or f"filemail:///{data_dir / 'mail'}"
    if urlsplit(address).scheme not in EMAIL_SCHEMES:
        raise ImproperlyConfigured(
            "WAYPOST_EMAIL_URL does not name a mail server: start it with smtp://, smtp+tls:// or smtp+ssl://."
        )
    email: dict[str, object] = environ.Env.email_url_config(address)
    return email


def _files_url(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> str:
    address = variables.get("WAYPOST_FILES_URL")
    if address is None and is_deployment:
        raise ImproperlyConfigured(
            "WAYPOST_FILES_URL is missing: give the store for evidence, such as s3://bucket or file:///srv/waypost/files."
        )
    address = address or f"file://{data_dir / 'files'}"
    if urlsplit(address).scheme not in FILES_SCHEMES:
        raise ImproperlyConfigured(
            "WAYPOST_FILES_URL does not start with s3:// or file://: give one of these two stores."
        )
    return address
