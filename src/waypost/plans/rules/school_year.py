"""School years, and where in one an activity of an annual work plan stands (PL7). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_MONTH = 7
#: Years that an address may ask for.
EARLIEST, LATEST = 1990, 2200


@dataclass(frozen=True, order=True)
class SchoolYear:
    """From July 1 of `starts_in` to June 30 of the year after."""

    starts_in: int

    @property
    def first_day(self) -> date:
        return date(self.starts_in, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.starts_in + 1, FIRST_MONTH, 1) - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.starts_in}\u2013{(self.starts_in + 1) % 100:02}"


def school_year_of(day: date) -> SchoolYear:
    """The one in which `day` lies."""
    return SchoolYear(day.year if day.month >= FIRST_MONTH else day.year - 1)


def school_year_called(text: str) -> SchoolYear | None:
    """ "2026" is 2026-27; None for what names no year."""
    is_year = text.isdecimal() and len(text) == len("2026")
    return SchoolYear(int(text)) if is_year and EARLIEST <= int(text) <= LATEST else None


class Beside(StrEnum):
    """Where an activity stands that is due in no month of the year."""

    CARRIED_OVER = "carried over from an earlier year"
    GOES_ON = "goes on after June"
    NO_DATE = "no date yet"


@dataclass(frozen=True)
class Span:
    """The dates of one activity; each may be unknown."""

    start_on: date | None = None
    target_on: date | None = None
    completed_on: date | None = None


def place_in(year: SchoolYear, span: Span, today: date) -> date | Beside | None:
    """The first day of the month in which it is due; what stands beside the months; None where it is no part of `year`.

    What is past its date and not done is carried over into the school year of today. What has no target date stands
    in the year in which it starts or was done, and in that of today where nobody has said.
    """
    if span.target_on is None:
        known = span.completed_on or span.start_on or today
        return _month(span.completed_on) if known in year and span.completed_on else _undated(year, known)
    if span.target_on in year:
        return _month(span.target_on)
    if span.target_on > year.last_day:
        return Beside.GOES_ON if span.start_on is not None and span.start_on <= year.last_day else None
    return Beside.CARRIED_OVER if span.completed_on is None and today in year else None


def years_of(spans: list[Span], today: date) -> tuple[SchoolYear, ...]:
    """The school years that have something to show, and always that of today."""
    days = [day for span in spans for day in (span.start_on, span.target_on, span.completed_on) if day is not None]
    near = [day for day in days if EARLIEST <= day.year <= LATEST]
    return tuple(sorted({school_year_of(today), *map(school_year_of, near)}))


def _undated(year: SchoolYear, known: date) -> Beside | None:
    return Beside.NO_DATE if known in year else None


def _month(day: date) -> date:
    return day.replace(day=1)
