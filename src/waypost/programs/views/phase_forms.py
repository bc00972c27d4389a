"""One way to answer every form about phases: save and go back, or show it again with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.ui.navigation import Link

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class PhaseFormPage:
    """`refused` names the field of each exception that the action may raise, None for all of the form.

    `saved_of` gives what stands by now where somebody else saved first, by field, with the hidden ones; `notes` are
    said above the form, and `look` is a button that asks for other ones.
    """

    heading: str
    form: Form
    back: str
    button: str = "Save"
    lede: str = ""
    crumbs: tuple[Link, ...] = ()
    takes_files: bool = False
    done: str = ""
    notes: tuple[str, ...] = ()
    look: str = ""
    refused: Mapping[type[Exception], str | None] = field(default_factory=dict)
    saved_of: Callable[[Any], Mapping[str, Any]] = field(default=lambda _current: {})


def answer(request: HttpRequest, page: PhaseFormPage, save: Callable[[], object]) -> HttpResponse:
    """Show the form, or save what was typed and go back."""
    if request.method != "POST":
        return _show(request, page)
    if not page.form.is_valid():  # a form that asks for more rows sends nothing yet
        return _show(request, page, status=UNPROCESSABLE if page.form.is_bound else 200)
    try:
        save()
    except EditConflict as conflict:
        return _show_both(request, page, conflict)
    except tuple(page.refused) as refusal:
        page.form.add_error(page.refused[type(refusal)], str(refusal))
        return _show(request, page, status=UNPROCESSABLE)
    if page.done:
        messages.success(request, page.done)
    return redirect(page.back)


def show_again(request: HttpRequest, page: PhaseFormPage) -> HttpResponse:
    """The form once more with what was typed, where a button of it asks for something else than to save."""
    return _show(request, page)


def _show_both(request: HttpRequest, page: PhaseFormPage, conflict: EditConflict) -> HttpResponse:
    """What was typed beside what somebody else saved meanwhile; saving now replaces it knowingly."""
    current: Any = conflict.current
    stands = {"version": getattr(current, "version", ""), **page.saved_of(current)}
    posted = request.POST.copy()
    for bound in page.form.hidden_fields():
        posted[bound.name] = str(stands[bound.name])
    page.form.data = posted
    saved = [(str(bound.label), stands[bound.name]) for bound in page.form.visible_fields() if bound.name in stands]
    return _show(request, page, status=CONFLICT, saved=saved)


def _show(
    request: HttpRequest, page: PhaseFormPage, *, status: int = 200, saved: list[tuple[str, Any]] | None = None
) -> HttpResponse:
    context = {"page": page, "form": page.form, "saved": saved}
    return render(request, "programs/phase_form.html", context, status=status)
