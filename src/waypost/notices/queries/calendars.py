"""Reads of school calendars. A place uses the calendar of the nearest one above it, or its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waypost.notices.models import DayOff, SchoolCalendar
from waypost.notices.rules.calendars import Off
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import may, organizations, within_branches
from waypost.people.rules import OrganizationKind
from waypost.people.viewers import Viewer

MANAGE = Permission.PEOPLE_ORGANIZATION_MANAGE
READ = Permission.PLANS_PLAN_READ


@dataclass(frozen=True)
class CalendarOfPlace:
    """An organization, and the calendar that it uses: None where neither it nor anything above it has one."""

    organization: Organization
    calendar: SchoolCalendar | None

    @property
    def is_own(self) -> bool:
        return self.calendar is not None and self.calendar.organization_id == self.organization.pk


@dataclass(frozen=True)
class CalendarPage:
    """A calendar as one viewer sees it: what lies ahead, and what is over."""

    place: CalendarOfPlace
    may_manage: bool
    ahead: tuple[DayOff, ...]
    over: tuple[DayOff, ...]


def places(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may see the calendar: those who manage the place, and those who read its plans."""
    found: QuerySet[Organization] = Organization.objects.filter(
        within_branches(viewer, MANAGE) | within_branches(viewer, READ)
    )
    return found.order_by("path")


def places_to_manage(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may change the calendar."""
    return organizations(viewer, MANAGE)


def days_off_to_manage(viewer: Viewer) -> QuerySet[DayOff]:
    """The days off that `viewer` may change."""
    within = within_branches(viewer, MANAGE, "calendar__organization")
    return DayOff.objects.filter(within).select_related("calendar__organization")


def calendars_of(nodes: Iterable[Organization]) -> list[CalendarOfPlace]:
    """Each place with the calendar that it uses, in one query."""
    shown = list(nodes)
    paths = {path for node in shown for path in _line(node.path)}
    kept = SchoolCalendar.objects.filter(organization__path__in=paths).select_related("organization")
    by_path = {calendar.organization.path: calendar for calendar in kept}
    return [CalendarOfPlace(node, _nearest(node.path, by_path)) for node in shown]


def calendar_of(organization: Organization) -> CalendarOfPlace:
    return calendars_of([organization])[0]


def days_off_by_place(nodes: Iterable[Organization]) -> dict[int, tuple[Off, ...]]:
    """By key of the place, the days off that count there; two queries however many there are."""
    found = calendars_of(nodes)
    used = {place.calendar.pk for place in found if place.calendar}
    by_calendar: dict[int, list[Off]] = {pk: [] for pk in used}
    for day in DayOff.objects.filter(calendar__in=used):
        by_calendar[day.calendar_id].append(off(day))
    return {place.organization.pk: tuple(by_calendar[place.calendar.pk]) if place.calendar else () for place in found}


def off(day: DayOff) -> Off:
    """As the rules see it."""
    return Off(day.first_on, day.last_on, day.name)


def calendar_page(viewer: Viewer, organization: Organization, today: date) -> CalendarPage:
    """Everything on the page of a calendar; `organization` comes from `places(viewer)`."""
    place = calendar_of(organization)
    days = list(place.calendar.days_off.all()) if place.calendar else []
    return CalendarPage(
        place=place,
        may_manage=may(viewer, MANAGE, organization),
        ahead=tuple(day for day in days if day.last_on >= today),
        over=tuple(day for day in reversed(days) if day.last_on < today),
    )


def calendars_to_fill(through: date) -> QuerySet[SchoolCalendar]:
    """Those whose US federal holidays end before `through`."""
    found = SchoolCalendar.objects.exclude(holidays_through__gte=through)
    return found.select_related("organization").order_by("pk")


def districts_without_calendar() -> list[Organization]:
    """Districts for which neither they nor anything above them keeps a calendar."""
    districts = Organization.objects.filter(kind=OrganizationKind.DISTRICT).order_by("path")
    return [place.organization for place in calendars_of(districts) if place.calendar is None]


def _line(path: str) -> list[str]:
    """The paths of a place and of all above it, its own first."""
    return [path[:length] for length in range(len(path), 0, -Organization.steplen)]


def _nearest(path: str, by_path: Mapping[str, SchoolCalendar]) -> SchoolCalendar | None:
    return next((by_path[above] for above in _line(path) if above in by_path), None)
