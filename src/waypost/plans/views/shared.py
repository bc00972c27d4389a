"""One way to answer every form about a plan: save and go back, or show it again with what was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import signed_in_person
from waypost.plans.actions.edits import Edited
from waypost.plans.models import Plan
from waypost.plans.queries.history import YOU, last_change
from waypost.plans.views.conflicts import TwoTexts, base_of, merge, posted_base, two_texts

CONFLICT = 409
UNPROCESSABLE = 422
MOST_DIGITS = 9
Base = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormPage:
    """`plan` is None where a form is about no one plan; `template` shows it then, with `more` at hand.
    `refused` names the field that each exception of the action belongs to.

    `guides` names the help that stands beside the form (`rules.guidance`); `template` shows it, with `more` at hand.
    `initial_of` gives the saved values of an edited object as the form holds them, and `version` the one it started
    from; both stay empty where something new is added.
    """

    heading: str
    form: Form
    plan: Plan | None
    back: str
    button: str = "Save"
    lede: str = ""
    version: int = 0
    initial_of: Callable[[Any], Mapping[str, Any]] = field(default=lambda _current: {})
    refused: Mapping[type[Exception], str] = field(default_factory=dict)
    guides: tuple[str, ...] = ()
    template: str = "plans/form.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    reads_plan: bool = True


def answer_form(request: HttpRequest, page: FormPage, save: Callable[[int], object]) -> HttpResponse:
    """`save` takes the version that the edit started from."""
    if request.method != "POST":
        return _show(request, page, version=page.version)
    if not page.form.is_valid():
        status = UNPROCESSABLE if page.form.is_bound else 200  # a form that asks for more rows sends nothing yet
        return _show(request, page, version=posted_number(request, "version"), status=status)
    try:
        save(posted_number(request, "version"))
    except EditConflict as conflict:
        return _settle(request, page, cast("Edited", conflict.current), save)
    except tuple(page.refused) as refusal:
        return _refuse(request, page, refusal)
    return redirect(page.back)


def show_form(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The form again as it was typed; nothing is saved, and the version that it started from is carried along."""
    return _show(request, page, version=posted_number(request, "version"))


def posted_number(request: HttpRequest, name: str) -> int:
    """A number that a page carries along; 0 where it is none, or longer than any that a page gives."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def _settle(request: HttpRequest, page: FormPage, current: Edited, save: Callable[[int], object]) -> HttpResponse:
    """Save together what two people changed in different fields, and show both texts where it is the same one."""
    who, when = last_change(signed_in_person(request), current) or ("Somebody", current.created_at)
    merged = merge(page.form, page.initial_of(current), request.POST)
    if page.form.errors:
        return _show(request, page, version=posted_number(request, "version"), status=UNPROCESSABLE)
    if merged is not None:
        try:
            save(current.version)
        except EditConflict as conflict:
            current = cast("Edited", conflict.current)
        except tuple(page.refused) as refusal:
            return _refuse(request, page, refusal)
        else:
            return _saved_together(request, page, who, merged)
    saved = page.initial_of(current)
    texts = two_texts(page.form, saved, who, when, is_anothers=who != YOU)
    return _show(request, page, version=current.version, status=CONFLICT, conflicts=texts, base=base_of(saved))


def _saved_together(request: HttpRequest, page: FormPage, who: str, merged: tuple[str, ...]) -> HttpResponse:
    if merged:
        messages.success(request, f"Saved, together with what {who} changed meanwhile: {', '.join(merged)}.")
    return redirect(page.back)


def _refuse(request: HttpRequest, page: FormPage, refusal: Exception) -> HttpResponse:
    page.form.add_error(page.refused[type(refusal)], str(refusal))
    return _show(request, page, version=posted_number(request, "version"), status=UNPROCESSABLE)


def _show(
    request: HttpRequest,
    page: FormPage,
    *,
    version: int,
    status: int = 200,
    conflicts: Sequence[TwoTexts] = (),
    base: Base = (),
) -> HttpResponse:
    """Saving again after a conflict is a choice: the form then starts from what stands now."""
    started = base or posted_base(request.POST) or base_of(page.form.initial)
    context = {"page": page, "form": page.form, "version": version, "conflicts": conflicts, "base": started}
    return render(request, page.template, {**context, **page.more}, status=status)
