"""All-day events as an iCalendar file (RFC 5545) that calendars of any make subscribe to."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event

from waypost.standards.calendar_days import CalendarDay

#: How often a calendar that asks us looks again.
REFRESH = timedelta(hours=12)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def write_calendar(name: str, days: Iterable[CalendarDay]) -> bytes:
    """The same bytes for the same days; texts are escaped, and lines folded, as the standard says."""
    calendar = Calendar()
    calendar.add("prodid", "-//Waypost//Plans//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _visible(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day))
    content: bytes = calendar.to_ical()
    return content


def _event(day: CalendarDay) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.stamp)
    event.add("sequence", day.version)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1) if day.day < date.max else day.day)
    event.add("summary", _visible(day.title))
    event.add("description", _visible(day.note))
    event.add("url", day.url)
    event.add("transp", "TRANSPARENT")
    return event


def _visible(text: str) -> str:
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
