"""The one source of time. The demo is built at past instants through `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from waypost.common.days import day_in

_instant: ContextVar[datetime | None] = ContextVar("waypost_instant", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _instant.get() or datetime.now(UTC)


def today(timezone: str) -> date:
    """The date that a wall calendar shows in `timezone` (an IANA name such as America/Chicago)."""
    return day_in(now(), timezone)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let everything inside happen at `instant`."""
    token = _instant.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _instant.reset(token)
