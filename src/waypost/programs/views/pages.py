"""The page that a single form stands on."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from waypost.common.conflicts import EditConflict
from waypost.programs.forms.cohorts import LeaveForm
from waypost.programs.forms.periods import PeriodForm, VersionForm
from waypost.programs.rules.timing import Conversation


@dataclass(frozen=True)
class FormFrame:
    """What stands around a form; `back` is the address where those go who change nothing.

    `talks` are questions to consider before dates are set, with what was said (LA1); `lede` stands below the heading.
    """

    heading: str
    button: str
    back: str
    talks: tuple[Conversation, ...] = ()
    lede: str = ""


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing, or None on a first visit."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, form: PeriodForm | LeaveForm | VersionForm, frame: FormFrame) -> HttpResponse:
    """Show `form`; status 422 where something needs another look, with everything typed still in it."""
    context = {"form": form, "frame": frame}
    return render(request, "programs/form.html", context, status=422 if form.is_bound else 200)


def conflict_page(request: HttpRequest, form: VersionForm, frame: FormFrame, conflict: EditConflict) -> HttpResponse:
    """Show what was typed beside what somebody else saved meanwhile; saving now replaces it knowingly."""
    current: Any = conflict.current
    form.start_again_from(current.version)
    saved = [(field.label, getattr(current, field.name)) for field in form.visible_fields()]
    context = {"form": form, "frame": replace(frame, button="Save my version"), "saved": saved}
    return render(request, "programs/form.html", context, status=409)
