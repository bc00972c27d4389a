"""How long a submission waits, and until when its educator hears back (EA3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waypost.common.days import day_in

#: Weekdays from the day of sending within which an educator hears back.
REPLY_WITHIN_WEEKDAYS = 10

#: Whatever was sent later is within its reply-by date, in every time zone: those weekdays hold a weekend.
SHORTEST_REPLY = timedelta(days=REPLY_WITHIN_WEEKDAYS)

SATURDAY = 5


@dataclass(frozen=True)
class Waiting:
    """How long a submission waits, by its district's calendar; the same for educator, assessor and lead (EA3)."""

    sent_on: date
    today: date

    @property
    def days(self) -> int:
        return (self.today - self.sent_on).days

    @property
    def reply_by(self) -> date:
        return reply_by(self.sent_on)

    @property
    def is_past_reply_by(self) -> bool:
        return self.today > self.reply_by


def waiting(sent_at: datetime, now: datetime, timezone: str) -> Waiting:
    """How long something that was sent waits, by the wall calendar of `timezone`."""
    return Waiting(day_in(sent_at, timezone), day_in(now, timezone))


def reply_by(sent_on: date) -> date:
    """The day by which the educator hears back: ten weekdays after the day of sending."""
    day = sent_on
    for _ in range(REPLY_WITHIN_WEEKDAYS):
        day += timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
    return day
