"""Where tests on PostgreSQL find their server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import postgres

PG_CTL = postgres.find_pg_ctl()


@contextmanager
def pretended_server(pg_ctl: str) -> Iterator[str]:
    yield f"postgres://made-by-{pg_ctl}"


@pytest.mark.parametrize(
    ("given", "local", "expected"),
    [
        ("postgres://given/name", True, "postgres://given/name"),
        ("", True, "postgres://postgres@127.0.0.1:5432/waypost_7"),
        ("", False, "postgres://made-by-pg_ctl/waypost_7"),
    ],
)
def test_the_server_is_the_given_one_else_a_local_one_else_one_of_our_own(
    monkeypatch: pytest.MonkeyPatch, given: str, local: bool, expected: str
) -> None:
    monkeypatch.setenv("WAYPOST_TEST_POSTGRES_URL", given)
    monkeypatch.setattr(os, "getpid", lambda: 7)
    monkeypatch.setattr(postgres, "lets_us_create_databases", lambda _server: local)
    monkeypatch.setattr(postgres, "find_pg_ctl", lambda: "pg_ctl")
    monkeypatch.setattr(postgres, "throwaway_server", pretended_server)
    with postgres.database_url() as address:
        assert address == expected


def test_without_any_server_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYPOST_TEST_POSTGRES_URL", raising=False)
    monkeypatch.setattr(postgres, "lets_us_create_databases", lambda _server: False)
    monkeypatch.setattr(postgres, "find_pg_ctl", lambda: None)
    with (
        pytest.raises(SystemExit, match="Tests on PostgreSQL need a server: start one, or name it in"),
        postgres.database_url(),
    ):
        pass


def test_a_server_that_is_not_there_does_not_let_us_create_databases() -> None:
    assert postgres.lets_us_create_databases("postgres://127.0.0.1:1") is False


@pytest.mark.skipif(PG_CTL is None, reason="PostgreSQL's server programs are not installed")
def test_a_throwaway_server_serves_and_is_gone_afterwards() -> None:
    with postgres.throwaway_server(str(PG_CTL)) as server:
        assert postgres.lets_us_create_databases(server) is True
    assert postgres.lets_us_create_databases(server) is False


def test_what_is_thrown_away_does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "database_url", lambda: pretended_server("pg_ctl"))
    asks = "import os, sys; sys.exit('synchronous_commit=off' not in os.environ['PGOPTIONS'])"
    assert postgres.main(["-c", asks]) == 0
