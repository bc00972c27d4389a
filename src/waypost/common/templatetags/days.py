"""How an instant reads on a page: `{% load days %}`."""

from datetime import datetime

from django import template

from waypost.common import days

register = template.Library()


@register.filter
def day_in(instant: datetime | None, timezone: str) -> str:
    """ "November 27, 2026" on the wall calendar of `timezone`, whatever the browser's; empty for no instant."""
    return days.full_day(days.day_in(instant, timezone)) if instant else ""
