"""What a calendar file is made of; `calendar_file` writes it, with a library that only a calendar loads."""

from dataclasses import dataclass
from datetime import date, datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarDay:
    """One thing on one day. `uid` stays the same when the day moves; `stamp` is an instant with its zone."""

    uid: str
    day: date
    title: str
    note: str
    url: str
    stamp: datetime
    version: int
