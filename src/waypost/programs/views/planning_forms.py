"""One way to answer every form of a program's planning: save and go back, or show it again with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.programs.forms.planning_forms import PlanningForm
from waypost.programs.models import Program
from waypost.programs.views.pages import FormFrame

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class PlanningFormPage:
    """A form about a program. `refused` names the field that each exception of the action belongs to.

    `saved_of` gives what an edited object holds now, as the form holds it. `template` shows `more`.
    """

    program: Program | None
    form: forms.Form
    frame: FormFrame
    refused: Mapping[type[Exception], str | None] = field(default_factory=dict)
    saved_of: Callable[[Any], dict[str, Any]] = field(default=lambda _current: {})
    template: str = "programs/planning/form.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    lede: str = ""


def answer(request: HttpRequest, page: PlanningFormPage, save: Callable[[], object]) -> HttpResponse:
    """Save what is valid and go back; 422 where something needs another look, 409 where somebody else saved first."""
    if not page.form.is_valid():
        return _show(request, page, status=UNPROCESSABLE if page.form.is_bound else 200)
    try:
        save()
    except EditConflict as conflict:
        return _show_both(request, page, conflict.current)
    except tuple(page.refused) as refusal:
        page.form.add_error(page.refused[type(refusal)], str(refusal))
        return _show(request, page, status=UNPROCESSABLE)
    return redirect(page.frame.back)


def _show_both(request: HttpRequest, page: PlanningFormPage, current: Any) -> HttpResponse:
    """What was typed stands in the form; saving now replaces what stands beside it knowingly."""
    saved: list[tuple[str, str]] = []
    if isinstance(page.form, PlanningForm):
        saved = page.form.differing(page.saved_of(current))
        page.form.start_again_from(current.version)
    return _show(request, page, status=CONFLICT, saved=saved, is_conflict=True)


def _show(
    request: HttpRequest,
    page: PlanningFormPage,
    *,
    status: int,
    saved: list[tuple[str, str]] | None = None,
    is_conflict: bool = False,
) -> HttpResponse:
    button = "Save my version" if is_conflict else page.frame.button
    context = {"page": page, "form": page.form, "button": button, "saved": saved, "is_conflict": is_conflict}
    return render(request, page.template, {**context, **page.more}, status=status)
