"""Days as people say them: an instant falls on the day that an organization's wall calendar shows then."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in(instant: datetime, timezone: str) -> date:
    """The date of `instant` in `timezone` (an IANA name such as America/Chicago)."""
    return instant.astimezone(ZoneInfo(timezone)).date()


def full_day(day: date) -> str:
    """ "January 29, 2027"."""
    return f"{day:%B} {day.day}, {day.year}"
