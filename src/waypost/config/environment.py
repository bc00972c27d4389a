"""Settings that a deployment gives through the environment, checked before anything starts.

Nothing set: the embedded default (SQLite, local files, mail to a folder). `WAYPOST_PUBLIC_URL` set: a deployment,
which must also name its database, secret key, file store and mail server (OP4).
"""

import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EMBEDDED_PUBLIC_URL = "https://waypost.invalid"
LOCAL_URL = "http://127.0.0.1:8000"
#: What this computer calls itself; where Waypost is no deployment it answers to these names alone.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
FILES_SCHEMES = {"file", "s3"}
EMAIL_SCHEMES = {"consolemail", "filemail", "memorymail", "smtp", "smtp+ssl", "smtp+tls", "smtps"}
SHORTEST_SECRET_KEY = 32
SECRET_KEY_LOOKS = 20


@dataclass(frozen=True)
class Environment:
    """What the rest of the settings are built from.

    `public_url` names issuers; `site_url` is where people reach this Waypost, and what links for them begin with.
    """

    is_deployment: bool
    data_dir: Path
    public_url: str
    site_url: str
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
        site_url=_public_url(variables) if is_deployment else _local_url(variables),
        secret_key=_secret_key(variables, data_dir, is_deployment=is_deployment),
        database=_database(variables, data_dir, is_deployment=is_deployment),
        email=_email(variables, data_dir, is_deployment=is_deployment),
        files_url=_files_url(variables, data_dir, is_deployment=is_deployment),
    )


def _public_url(variables: Mapping[str, str]) -> str:
    parts = urlsplit(variables.get("WAYPOST_PUBLIC_URL", EMBEDDED_PUBLIC_URL))
    is_site = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and _has_sound_port(parts)
    if not is_site or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "WAYPOST_PUBLIC_URL is not the address of a site: give the one that people type, "
            "with https and nothing after the host, such as https://waypost.example.org."
        )
    return f"https://{parts.netloc}"


def _local_url(variables: Mapping[str, str]) -> str:
    parts = urlsplit(variables.get("WAYPOST_LOCAL_URL", LOCAL_URL))
    is_ours = _has_sound_port(parts) and parts.netloc.removesuffix(f":{parts.port}") in LOOPBACK
    if parts.scheme != "http" or not is_ours or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "WAYPOST_LOCAL_URL is not the address of a site on this computer: "
            f"give the one that ./dev run prints, such as {LOCAL_URL}."
        )
    return f"http://{parts.netloc}"


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
    """The embedded key: made once, readable by its owner only. Several processes may begin at the same moment."""
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(opened, "w") as made:
                made.write(secrets.token_urlsafe(48))
    for _ in range(SECRET_KEY_LOOKS):
        if key := path.read_text(encoding="utf-8").strip():
            return key
        time.sleep(0.05)  # the one who made the file writes into it just now
    raise ImproperlyConfigured(
        f"{path} is empty, as after a power cut: put the key back from a backup, or delete the file for a new key; "
        "issuer keys that were encrypted with the lost one can't be read again."
    )


def file_store(files_url: str) -> dict[str, object]:
    """How Django reaches the store of evidence at `files_url`; keys of S3 come from the usual AWS variables."""
    parts = urlsplit(files_url)
    if parts.scheme == "s3":
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": parts.netloc}}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": unquote(parts.path)}}


def _database(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> dict[str, object]:
    address = _given(
        variables,
        "WAYPOST_DATABASE_URL",
        "give the address of a PostgreSQL database, such as postgres://name:password@host/waypost.",
        embedded=None if is_deployment else f"sqlite:///{quote(str(data_dir / 'waypost.sqlite3'))}",
    )
    parts = urlsplit(address)
    if parts.scheme not in DATABASE_SCHEMES or len(parts.path) < len("/x") or not _has_sound_port(parts):
        raise ImproperlyConfigured(
            "WAYPOST_DATABASE_URL is not an address of a database: "
            "write postgres://name:password@host:port/database, or sqlite:///path."
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
    address = _given(
        variables,
        "WAYPOST_EMAIL_URL",
        "give the mail server, such as smtp+tls://name:password@mail.example.org:587.",
        embedded=None if is_deployment else f"filemail:///{quote(str(data_dir / 'mail'))}",
    )
    parts = urlsplit(address)
    is_server = parts.scheme.startswith("smtp")
    if parts.scheme not in EMAIL_SCHEMES or not _has_sound_port(parts) or (is_server and not parts.hostname):
        raise ImproperlyConfigured(
            "WAYPOST_EMAIL_URL does not name a mail server: write smtp+tls://name:password@host:587, "
            "or begin with smtp+ssl:// or smtp://."
        )
    email: dict[str, object] = environ.Env.email_url_config(address)
    return email


def _files_url(variables: Mapping[str, str], data_dir: Path, *, is_deployment: bool) -> str:
    address = _given(
        variables,
        "WAYPOST_FILES_URL",
        "give the store for evidence, such as s3://bucket or file:///srv/waypost/files.",
        embedded=None if is_deployment else f"file://{quote(str(data_dir / 'files'))}",
    )
    parts = urlsplit(address)
    is_store = bool(parts.netloc) if parts.scheme == "s3" else not parts.netloc and len(parts.path) > 1
    if parts.scheme not in FILES_SCHEMES or not is_store:
        raise ImproperlyConfigured(
            "WAYPOST_FILES_URL does not name a store: write s3://bucket, or file:/// and the path of a folder."
        )
    return address


def _given(variables: Mapping[str, str], name: str, advice: str, *, embedded: str | None) -> str:
    """What a variable says; `embedded` stands in for a missing one, except in a deployment, where it is None."""
    value = variables.get(name) or embedded
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: {advice}")
    return value


def _has_sound_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
