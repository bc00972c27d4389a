"""Builders of the objects that the addresses of notices name, for the access table."""

from datetime import date

from tests.access.world import World
from tests.builders import BUILDER
from waypost.notices.actions.calendars import keep_calendar
from waypost.notices.models import SchoolCalendar
from waypost.notices.rules.calendars import Off

SPRING = Off(date(2027, 3, 15), date(2027, 3, 19), "Spring break")


def calendar(world: World) -> dict[str, object]:
    return {"slug": _calendar(world).organization.slug}


def day_off(world: World) -> dict[str, object]:
    return {"uid": _calendar(world).days_off.get().uid}


def _calendar(world: World) -> SchoolCalendar:
    district = world.tree.district
    return keep_calendar(by=BUILDER, organization=district, days_off=[SPRING], holidays_through=date(2030, 6, 30))
