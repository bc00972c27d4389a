"""When things happened in the demo: counted in school days from the day of the first run, so it never looks old."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from waypost.common import clock

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SchoolDays:
    """Monday to Friday, in the zone of the district; `now` is the instant at which the demo is loaded."""

    now: datetime
    zone: str

    @classmethod
    def from_now(cls, zone: str) -> "SchoolDays":
        return cls(clock.now(), zone)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def on(self, ago: int) -> date:
        """The school day so many before today; a negative number is ahead, 0 is today whatever day it is."""
        step = -ONE_DAY if ago > 0 else ONE_DAY
        day = self.today
        for _ in range(abs(ago)):
            day += step
            while day.weekday() >= SATURDAY:
                day += step
        return day

    def at(self, ago: int, clock_time: str) -> datetime:
        """That school day at `clock_time`, such as "15:40" on the district's clocks."""
        return datetime.combine(self.on(ago), time.fromisoformat(clock_time), ZoneInfo(self.zone))

    def minutes_ago(self, minutes: int) -> datetime:
        """Just before the demo was loaded, whatever the hour."""
        return self.now - timedelta(minutes=minutes)
