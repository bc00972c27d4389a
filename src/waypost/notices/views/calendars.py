"""Pages of school calendars."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.notices.actions import calendars as actions
from waypost.notices.forms import DayOffForm
from waypost.notices.models import DayOff
from waypost.notices.queries import calendars
from waypost.notices.queries.calendars import MANAGE, READ
from waypost.people.gates import requires, signed_in_person

UNPROCESSABLE, CONFLICT = 422, 409


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
    form = DayOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        added = actions.add_day_off(by=person, calendar=place.calendar, span=form.span)
        messages.success(request, f"{added} is in the calendar.")
        return redirect("school_calendar", slug)
    context = {"form": form, "organization": organization, "heading": "Add days off", "button": "Add"}
    return render(request, "notices/day_off.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(MANAGE)
def change_day_off(request: HttpRequest, uid: str) -> HttpResponse:
    """Change the days or the name of days off."""
    person = signed_in_person(request)
    day = get_object_or_404(calendars.days_off_to_manage(person), uid=uid)
    form = DayOffForm(request.POST if request.method == "POST" else None, initial=DayOffForm.initial_of(day))
    if not form.is_valid():
        return _show_change(request, form, day, UNPROCESSABLE if form.errors else 200)
    try:
        actions.change_day_off(by=person, day_off=day, started_from=form.cleaned_data["version"] or 0, span=form.span)
    except EditConflict:
        saved = calendars.days_off_to_manage(person).get(uid=uid)
        form.start_again_from(saved.version)
        return _show_change(request, form, saved, CONFLICT)
    return redirect(_page_of(day))


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


def _show_change(request: HttpRequest, form: DayOffForm, day: DayOff, status: int) -> HttpResponse:
    context = {
        "form": form,
        "organization": day.calendar.organization,
        "heading": f"Change {day.name}",
        "button": "Save",
        "day": day,
        "is_conflict": status == CONFLICT,
    }
    return render(request, "notices/day_off.html", context, status=status)
