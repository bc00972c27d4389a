"""Dates of programs and cohorts, and who belongs where, without database or web."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from waypost.common.days import full_day

SchoolT = TypeVar("SchoolT")


class MisdatedPeriod(ValueError):
    """The dates do not fit; the message says which to change."""


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise MisdatedPeriod("The last day is before the first day: change one of the two dates.")

    def lies_within(self, outer: "Period") -> bool:
        return outer.starts_on <= self.starts_on and self.ends_on <= outer.ends_on


class Stage(StrEnum):
    """Where a program or cohort stands on a given day."""

    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"


def stage(period: Period, today: date) -> Stage:
    """Derived from the dates alone, so that nobody has to flip a switch."""
    if today < period.starts_on:
        return Stage.AHEAD
    return Stage.OVER if today > period.ends_on else Stage.RUNNING


def check_cohort_dates(cohort: Period, program: Period) -> None:
    """Raise MisdatedPeriod where a cohort would outlive its program."""
    if not cohort.lies_within(program):
        raise MisdatedPeriod(
            f"The cohort has to lie within its program, {full_day(program.starts_on)} to "
            f"{full_day(program.ends_on)}: change the cohort's dates, or the program's first."
        )


def spread(count: int, today: date, last: date) -> tuple[date | None, ...]:
    """`count` days, evenly from `today` to `last` and the last of them on it; none where `last` is not ahead."""
    days = (last - today).days
    return tuple(today + timedelta(days=days * place // count) if days > 0 else None for place in range(1, count + 1))


def school_today(last: SchoolT, teaches_at: Sequence[SchoolT]) -> SchoolT:
    """With which school a member is counted: `last` while they teach there, else the first where they teach.

    Who teaches nowhere any more stays with the last one, so that its numbers hold.
    """
    return last if last in teaches_at or not teaches_at else teaches_at[0]
