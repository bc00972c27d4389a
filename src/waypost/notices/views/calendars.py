"""Pages of school calendars."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.notices.actions import calendars as actions
from waypost.notices.forms import DayOffForm
from waypost.notices.models import DayOff
from waypost.notices.queries import calendars
from waypost.notices.queries.calendars import MANAGE, READ
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


@requires(MANAGE, READ)
def school_calendars(request: HttpRequest) -> HttpResponse:
    """The viewer's places, each with the calendar that it uses."""
    rows = calendars.calendars_of(calendars.places(signed_in_person(request)))
    return render(request, "notices/calendars.html", {"rows": rows})


@requires(MANAGE, READ)
def school_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The days off of one place."""
    person = signed_in_person(request)
    organization = get_object_or_404(calendars.places(person), slug=slug)
    page = calendars.calendar_page(person, organization, clock.today(organization.timezone))
    return render(request, "notices/calendar.html", {"page": page})


@require_POST
@requires(MANAGE)
def begin_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a place a calendar of its own."""
    person = signed_in_person(request)
    organization = get_object_or_404(calendars.places_to_manage(person), slug=slug)
    try:
        actions.begin_calendar(by=person, organization=organization)
    except actions.CalendarExists as there:
        messages.warning(request, str(there))
    return redirect("school_calendar", slug)


@requires(MANAGE)
def add_day_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Add days without school to a place's own calendar."""
    person = signed_in_person(request)
    organization = get_object_or_404(calendars.places_to_manage(person), slug=slug)
    place = calendars.calendar_of(organization)
    if place.calendar is None or not place.is_own:
        return redirect("school_calendar", slug)
    calendar = place.calendar
    form = DayOffForm(_typed(request))
    page = _form_page("Add days off", form, organization, button="Add", done="They are in the calendar.")
    return answer(request, page, lambda _version: actions.add_day_off(by=person, calendar=calendar, span=form.span))


@requires(MANAGE)
def change_day_off(request: HttpRequest, uid: str) -> HttpResponse:
    """Change the days or the name of days off."""
    person = signed_in_person(request)
    day = get_object_or_404(calendars.days_off_to_manage(person), uid=uid)
    form = DayOffForm(_typed(request), initial=DayOffForm.initial_of(day))
    page = _form_page(
        f"Change {day.name}",
        form,
        day.calendar.organization,
        version=day.version,
        initial_of=DayOffForm.initial_of,
        template="notices/change_day_off.html",
        more={"day": day},
    )
    return answer(
        request,
        page,
        lambda version: actions.change_day_off(by=person, day_off=day, started_from=version, span=form.span),
    )


@require_POST
@requires(MANAGE)
def take_day_off_away(request: HttpRequest, uid: str) -> HttpResponse:
    """There is school on these days after all."""
    person = signed_in_person(request)
    day = get_object_or_404(calendars.days_off_to_manage(person), uid=uid)
    actions.take_day_off_away(by=person, day_off=day)
    messages.success(request, f"{day.name} is not in the calendar any more.")
    return redirect(_page_of(day))


def _page_of(day: DayOff) -> str:
    return reverse("school_calendar", args=[day.calendar.organization.slug])


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form_page(heading: str, form: DayOffForm, organization: Organization, **more: Any) -> FormPage:
    above = Link(f"School calendar of {organization.name}", reverse("school_calendar", args=[organization.slug]))
    return FormPage(heading, form, above.url, crumbs=(above,), zone=organization.timezone, **more)
