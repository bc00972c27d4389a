"""A plan as a timeline: page and files (PL10)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.forms.timeline import TimelineForm
from waypost.plans.long_files import NoRoom
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.timeline import Timeline, opened, timeline_of, timeline_offer
from waypost.plans.rules import timeline_words
from waypost.plans.timeline_drawing import timeline_drawing
from waypost.plans.timeline_files import timeline_file
from waypost.plans.views.shared import UNPROCESSABLE
from waypost.ui.pictures import CONTENT_TYPES


@requires(Permission.PLANS_PLAN_READ)
def timeline(request: HttpRequest, uid: str) -> HttpResponse:
    """Activities along the calendar, in a table that says what the picture shows; the address holds what is asked."""
    plan, form, found = _asked(request, uid)
    in_sight = opened(found, request.GET.get("open", ""), request.GET.get("page")) if found.groups else None
    context: dict[str, Any] = {
        "plan": plan,
        "form": form,
        "timeline": found,
        "opened": in_sight,
        "sheets": timeline_drawing(found, in_sight.groups) if in_sight else (),
        "says": _says(found),
        "asked": request.GET.urlencode(),
        "suffixes": list(CONTENT_TYPES),
    }
    status = 200 if form.is_valid() else UNPROCESSABLE
    return render(request, "plans/timeline.html", context, status=status)


@requires(Permission.PLANS_PLAN_READ)
def timeline_as_file(request: HttpRequest, uid: str, suffix: str) -> HttpResponse:
    """The picture with every row that the same address shows as a page."""
    plan, _form, found = _asked(request, uid)
    try:
        content = timeline_file(found, f"Timeline: {plan.title}", _says(found), suffix)
    except NoRoom as trouble:
        messages.warning(request, str(trouble))
        return redirect(f"{reverse('plan_timeline', args=[uid])}?{request.GET.urlencode()}")
    named = {"Content-Disposition": f'attachment; filename="timeline.{suffix}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[suffix], headers=named)


def _asked(request: HttpRequest, uid: str) -> tuple[Plan, TimelineForm, Timeline]:
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person), uid=uid)
    offer = timeline_offer(person, plan)
    form = TimelineForm(request.GET, offer)
    form.is_valid()
    return plan, form, timeline_of(offer, form.choice, form.chosen_baseline)


def _says(found: Timeline) -> str:
    return timeline_words.timeline(found.steps, len(found.groups), found.begins_on, found.ends_on)
