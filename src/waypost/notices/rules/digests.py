"""On which mornings somebody gets the digest. Without database or web."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from waypost.notices.rules.calendars import (
    LONGEST_SPAN,
    SATURDAY,
    NoSchoolDay,
    Off,
    is_school_day,
    previous_school_day,
)

#: On the clocks of their district, not earlier.
MORNING = time(7)
#: From then on it is no morning any more: what comes up later waits for the next one.
NOON = time(12)
#: So much further than usual a digest reaches back at most; what is older was told by then or comes up again.
CATCH_UP = timedelta(days=7)


class Rhythm(StrEnum):
    """How often somebody wants the digest."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


RHYTHM_LABELS: dict[Rhythm, str] = {
    Rhythm.DAILY: "Each school-day morning",
    Rhythm.WEEKLY: "Mondays, or the first school day of the week",
    Rhythm.NEVER: "Never",
}


def digest_since(rhythm: Rhythm, local: datetime, days_off: Sequence[Off]) -> date | None:
    """The day after which news count for the digest of this morning; None where there is none this morning.

    `local` is the time on the clocks of the district.
    """
    today = local.date()
    if rhythm is Rhythm.NEVER or not MORNING <= local.time() < NOON or not is_school_day(today, days_off):
        return None
    if rhythm is Rhythm.DAILY:
        return _school_day_before(today, days_off)
    return _last_week(today, days_off) if today == _first_of_its_week(today, days_off) else None


def reaching_back(since: date, last: date | None) -> date:
    """The day after which news count, where the `last` digest that was mailed lies before `since`; None is never."""
    furthest = since - CATCH_UP
    return min(since, max(last or furthest, furthest))


def _last_week(today: date, days_off: Sequence[Off]) -> date:
    """The first school day of the last week that had one."""
    return _first_of_its_week(_school_day_before(today, days_off), days_off)


def _school_day_before(day: date, days_off: Sequence[Off]) -> date:
    """A calendar that is closed for a year must not keep everybody else's digest back."""
    try:
        return previous_school_day(day, days_off)
    except NoSchoolDay:
        return day - LONGEST_SPAN


def _first_of_its_week(day: date, days_off: Sequence[Off]) -> date:
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=number) for number in range(SATURDAY))
    return next((each for each in week if is_school_day(each, days_off)), day)
