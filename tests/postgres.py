"""Run Python with WAYPOST_DATABASE_URL set to a PostgreSQL database of its own: `python -m tests.postgres -m pytest`.

The server is the one that WAYPOST_TEST_POSTGRES_URL names, else a local one that lets us create databases, else a
throwaway one, which needs PostgreSQL's server programs and nothing else.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

LOCAL_SERVERS = ("postgres://postgres@127.0.0.1:5432", "postgres://127.0.0.1:5432", "postgres://")
#: What is thrown away need not reach the disk, and the queries of tests are too small to be compiled.
HASTE = "-c synchronous_commit=off -c jit=off"
MAY_CREATE_DATABASES = "select rolcreatedb from pg_roles where rolname = current_user"


@contextmanager
def database_url() -> Iterator[str]:
    """The address of a database that the tests may make and drop. Ends the program with a sentence if there is none."""
    own_name = f"waypost_{os.getpid()}"
    if given := os.environ.get("WAYPOST_TEST_POSTGRES_URL"):
        yield given
    elif server := next(filter(lets_us_create_databases, LOCAL_SERVERS), None):
        yield f"{server}/{own_name}"
    elif pg_ctl := find_pg_ctl():
        with throwaway_server(pg_ctl) as server:
            yield f"{server}/{own_name}"
    else:
        sys.exit("Tests on PostgreSQL need a server: start one, or name it in WAYPOST_TEST_POSTGRES_URL.")


def lets_us_create_databases(server: str) -> bool:
    try:
        with psycopg.connect(f"{server}/postgres", connect_timeout=3) as connection:
            return connection.execute(MAY_CREATE_DATABASES).fetchone() == (True,)
    except psycopg.OperationalError:
        return False


def find_pg_ctl() -> str | None:
    """PostgreSQL's starter; Debian keeps it off the PATH, one folder a version."""
    packaged = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")))
    return shutil.which("pg_ctl") or next(reversed(packaged), None)


@contextmanager
def throwaway_server(pg_ctl: str) -> Iterator[str]:
    """The address of a server in a temporary folder. PostgreSQL refuses to run as root, so root runs it as `nobody`."""
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="waypost-postgres-") as folder:
        if user:
            shutil.chown(folder, user)
        port = free_port()

        def control(verb: str, *options: str) -> None:
            command = [pg_ctl, "--pgdata", f"{folder}/data", "--silent", verb, *options]
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, user=user, check=True)

        control("initdb", "-o", "--auth trust --username postgres --no-sync")
        control("start", "-l", f"{folder}/log", "-o", f"-h 127.0.0.1 -p {port} -k '' -F")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}"
        finally:
            control("stop", "--mode", "immediate")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def main(arguments: Sequence[str]) -> int:
    with database_url() as address:
        env = {**os.environ, "WAYPOST_DATABASE_URL": address, "PGOPTIONS": HASTE}
        return subprocess.run([sys.executable, *arguments], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
