"""On which days there is school: Monday to Friday, but the days off of a calendar. Without database or web."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)
#: A school year ends with this month.
JUNE = 6
#: How far a school day is looked for: a calendar without one for longer is a slip of the pen.
LONGEST_SPAN = timedelta(days=366)


@dataclass(frozen=True)
class Off:
    """A span without school, both ends counted."""

    first_on: date
    last_on: date
    name: str = ""

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


class NoSchoolDay(ValueError):
    """A calendar has no school day for a year and more."""


def is_school_day(day: date, days_off: Iterable[Off]) -> bool:
    """Whether there is school: no weekend, no day off."""
    return day.weekday() < SATURDAY and not any(off.holds(day) for off in days_off)


def previous_school_day(day: date, days_off: Sequence[Off]) -> date:
    """The last school day before `day`. Raises NoSchoolDay."""
    found = day - ONE_DAY
    while not is_school_day(found, days_off):
        found -= ONE_DAY
        if day - found > LONGEST_SPAN:
            raise NoSchoolDay("This calendar has no school day for a whole year: look at its days off.")
    return found


def end_of_next_school_year(today: date) -> date:
    """June 30 of the school year after the one in which `today` lies; a school year begins on July 1."""
    return date(today.year + (1 if today.month <= JUNE else 2), JUNE, 30)


def missing_holidays(holidays: Iterable[Off], days_off: Sequence[Off]) -> tuple[Off, ...]:
    """Those of one day that no span holds yet."""
    return tuple(holiday for holiday in holidays if not any(off.holds(holiday.first_on) for off in days_off))
