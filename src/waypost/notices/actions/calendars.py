"""Writes to school calendars: begin one, fill it with US federal holidays, add, change and take away days off."""

from collections.abc import Sequence
from datetime import date, timedelta
from importlib import import_module

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.notices.models import DayOff, SchoolCalendar
from waypost.notices.queries.calendars import calendar_of, calendars_to_fill, districts_without_calendar, off
from waypost.notices.rules.calendars import Off, end_of_next_school_year, missing_holidays
from waypost.people.models import Organization

FILL = "notices.fill_calendars"


class CalendarExists(ValueError):
    """The place keeps a calendar of its own already."""


class EndsBeforeItBegins(ValueError):
    """A span of days off ends before its first day."""


@transaction.atomic
def begin_calendar(*, by: Actor, organization: Organization) -> SchoolCalendar:
    """Give a place a calendar of its own: as the one that it used until now, else with US federal holidays.

    Raises CalendarExists.
    """
    locked = Organization.objects.select_for_update().get(pk=organization.pk)
    used = calendar_of(locked)
    if used.is_own:
        raise CalendarExists(f"{locked} has a calendar already: change that one.")
    days_off = [off(day) for day in used.calendar.days_off.all()] if used.calendar else []
    through = used.calendar.holidays_through if used.calendar else None
    calendar = keep_calendar(by=by, organization=locked, days_off=days_off, holidays_through=through)
    if through is None:
        fill_calendar(by=by, calendar=calendar)
    return calendar


@transaction.atomic
def keep_calendar(
    *, by: Actor, organization: Organization, days_off: Sequence[Off], holidays_through: date | None
) -> SchoolCalendar:
    """Store a calendar with these days off; after `holidays_through`, US federal holidays are put in by a job."""
    calendar = SchoolCalendar.objects.create(organization=organization, holidays_through=holidays_through)
    audit.record(by=by, verb="begin school calendar", on=calendar, after={"organization": organization.slug})
    for each in days_off:
        _add(by, calendar, each)
    return calendar


@transaction.atomic
def fill_calendar(*, by: Actor, calendar: SchoolCalendar) -> None:
    """Put in the US federal holidays that are not in it yet, through the next school year; twice changes nothing.

    What somebody took away stays away: only days after the last filling are put in.
    """
    current = SchoolCalendar.objects.select_for_update().get(pk=calendar.pk)
    today = clock.today(current.organization.timezone)
    after, through = current.holidays_through or today - timedelta(days=1), end_of_next_school_year(today)
    if after >= through:
        return
    # Only a filling pays for loading the library of holidays, never the start or a page (decision 0021).
    holidays = import_module("waypost.notices.federal_holidays").federal_holidays(after, through)
    for each in missing_holidays(holidays, [off(day) for day in current.days_off.all()]):
        _add(by, current, each)
    current.holidays_through = through
    current.save(update_fields=["holidays_through"])


def fill_calendars(*, by: Actor) -> None:
    """Begin a calendar for each district that has none, and put next year's holidays into all others."""
    for district in districts_without_calendar():
        begin_calendar(by=by, organization=district)
    for calendar in calendars_to_fill(end_of_next_school_year(clock.now().date())):
        fill_calendar(by=by, calendar=calendar)


@transaction.atomic
def add_day_off(*, by: Actor, calendar: SchoolCalendar, span: Off) -> DayOff:
    """Add a day or a span without school. Raises EndsBeforeItBegins."""
    return _add(by, calendar, span)


@transaction.atomic
def change_day_off(*, by: Actor, day_off: DayOff, started_from: int, span: Off) -> DayOff:
    """Change its days or its name. Raises EditConflict and EndsBeforeItBegins."""
    current = DayOff.objects.select_for_update().get(pk=day_off.pk)
    check_version(current, started_from)
    _check(span)
    before = _values(off(current))
    current.first_on, current.last_on, current.name = span.first_on, span.last_on, span.name
    current.version += 1
    current.save()
    audit.record(by=by, verb="change day off", on=current, before=before, after=_values(span))
    return current


@transaction.atomic
def take_day_off_away(*, by: Actor, day_off: DayOff) -> None:
    """There is school on these days after all."""
    audit.record(by=by, verb="take day off away", on=day_off, before=_values(off(day_off)))
    day_off.delete()


def _add(by: Actor, calendar: SchoolCalendar, span: Off) -> DayOff:
    _check(span)
    added = DayOff.objects.create(calendar=calendar, **_values(span))
    audit.record(by=by, verb="add day off", on=added, after={**_values(span), "calendar": calendar.uid})
    return added


def _check(span: Off) -> None:
    if span.last_on < span.first_on:
        raise EndsBeforeItBegins("The last day lies before the first one: choose the first day or a later one.")


def _values(span: Off) -> dict[str, date | str]:
    return {"first_on": span.first_on, "last_on": span.last_on, "name": span.name}
