"""What a plan's calendar says on which day. It names nobody: neither leads nor owners. No database, no web."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from waypost.plans.rules.words import name
from waypost.standards.calendar_days import CalendarDay

#: Behind the uid of an event: whose event it is, in the whole world.
DOMAIN = "waypost"


@dataclass(frozen=True)
class PlannedDays:
    """An activity, a milestone or an indicator with its days; `about` says of which plan, and to what end."""

    uid: str
    text: str
    about: str
    url: str
    made_at: datetime
    version: int
    start_on: date | None = None
    target_on: date | None = None
    is_milestone: bool = False
    is_done: bool = False
    is_indicator: bool = False


def calendar_days(planned: PlannedDays) -> Iterator[CalendarDay]:
    """The day on which it begins, unless that is the day on which it ends, and that day."""
    if planned.start_on and planned.start_on != planned.target_on and not planned.is_milestone:
        yield _day(planned, "start", planned.start_on, "Begins")
    if planned.target_on:
        yield _day(planned, "target", planned.target_on, _what_ends(planned))


def _what_ends(planned: PlannedDays) -> str:
    if planned.is_indicator:
        return "Target due"
    if planned.is_done:
        return "Done"
    return "Milestone" if planned.is_milestone else "Due"


def _day(planned: PlannedDays, which: str, day: date, said: str) -> CalendarDay:
    return CalendarDay(
        uid=f"{planned.uid}-{which}@{DOMAIN}",
        day=day,
        title=f"{said}: {name(planned.text)}",
        note=f"{planned.text}\n\n{planned.about}",
        url=planned.url,
        stamp=planned.made_at,
        version=planned.version,
    )
