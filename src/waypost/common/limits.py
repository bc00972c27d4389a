"""Figures that several domains share."""

from datetime import datetime, timedelta
from math import ceil

#: Sending and deciding can be taken back this long; only then does the next step begin (DESIGN.md, Concurrency).
UNDO_WINDOW = timedelta(minutes=10)


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes from `now` to `until`, rounded up, so that the last seconds read as one; never below 0."""
    return max(0, ceil((until - now).total_seconds() / 60))
