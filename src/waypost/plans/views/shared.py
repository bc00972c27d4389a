"""One way to answer every form about a plan: save and go back, or show it again with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.forms import Form
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import signed_in_person
from waypost.plans.models import Activity, AlignmentRow, Indicator, Measurement, Objective, Plan
from waypost.plans.queries.history import YOU, last_change

CONFLICT = 409
UNPROCESSABLE = 422
MOST_DIGITS = 9
Edited = Activity | AlignmentRow | Indicator | Measurement | Objective | Plan


@dataclass(frozen=True)
class FormPage:
    """`refused` names the field that each exception of the action belongs to.

    `initial_of` gives the saved values of an edited object as the form holds them, and `version` the one it started
    from; both stay empty where something new is added.
    """

    heading: str
    form: Form
    plan: Plan
    back: str
    button: str = "Save"
    lede: str = ""
    version: int = 0
    initial_of: Callable[[Any], Mapping[str, Any]] = field(default=lambda _current: {})
    refused: Mapping[type[Exception], str] = field(default_factory=dict)
    reads_plan: bool = True


@dataclass(frozen=True)
class TwoTexts:
    """One field that was changed twice."""

    label: str
    mine: str
    theirs: str
    who: str
    when: datetime

    @property
    def is_anothers(self) -> bool:
        return self.who != YOU


def answer_form(request: HttpRequest, page: FormPage, save: Callable[[int], object]) -> HttpResponse:
    """`save` takes the version that the edit started from."""
    if request.method != "POST":
        return _show(request, page, version=page.version)
    if not page.form.is_valid():
        return _show(request, page, version=posted_number(request, "version"), status=UNPROCESSABLE)
    try:
        save(posted_number(request, "version"))
    except EditConflict as conflict:
        return _show_conflict(request, page, conflict)
    except tuple(page.refused) as refusal:
        page.form.add_error(page.refused[type(refusal)], str(refusal))
        return _show(request, page, version=posted_number(request, "version"), status=UNPROCESSABLE)
    return redirect(page.back)


def posted_number(request: HttpRequest, name: str) -> int:
    """A number that a page carries along; 0 where it is none, or longer than any that a page gives."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def _show(
    request: HttpRequest, page: FormPage, *, version: int, status: int = 200, conflicts: tuple[TwoTexts, ...] = ()
) -> HttpResponse:
    context = {"page": page, "form": page.form, "version": version, "conflicts": conflicts}
    return render(request, "plans/form.html", context, status=status)


def _show_conflict(request: HttpRequest, page: FormPage, conflict: EditConflict) -> HttpResponse:
    """Saving again from here is a choice: the form starts from what stands now."""
    current = cast("Edited", conflict.current)
    who, when = last_change(signed_in_person(request), current) or ("Somebody", current.created_at)
    saved = page.initial_of(current)
    texts = tuple(
        TwoTexts(str(bound.label), mine, theirs, who, when)
        for bound in page.form
        if bound.name in saved
        and (mine := _shown(bound, bound.value())) != (theirs := _shown(bound, saved[bound.name]))
    )
    return _show(request, page, version=current.version, status=CONFLICT, conflicts=texts)


def _shown(bound: BoundField, value: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    text = "" if value is None else str(value)
    return str(choices.get(text, text)).replace("\r\n", "\n")
