"""One way to answer every page with a form: save and go on, or show it again with what was typed.

Two people who save at once lose nothing (decision 0022): what they changed in different fields is saved together, and
where it is the same field the page shows both texts.
"""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import signed_in_person
from waypost.people.queries import YOU, last_change
from waypost.ui.editing import FormPage, Pairs, TwoTexts, base_of, merge, posted_base, posted_number, two_texts

Save = Callable[[int], Any]
Then = Callable[[Any], str]


def answer(request: HttpRequest, page: FormPage, save: Save, then: Then | None = None) -> HttpResponse:
    """`save` takes the version that the edit started from; `then` says where to go on with what it made, else back."""
    if request.method != "POST":
        return _show(request, page, version=page.version)
    if not page.form.is_valid():  # a form that asks for more rows sends nothing yet
        return show_again(request, page, HTTPStatus.UNPROCESSABLE_ENTITY if page.form.is_bound else HTTPStatus.OK)
    try:
        made = save(posted_number(request.POST, "version"))
    except EditConflict as conflict:
        return _settle(request, page, conflict.current, save, then)
    except tuple(page.refused) as refusal:
        return _refuse(request, page, refusal)
    return _go_on(request, page, made, then)


def show_again(request: HttpRequest, page: FormPage, status: int = HTTPStatus.OK) -> HttpResponse:
    """The form as it was typed; nothing is saved, and the version that it started from is carried along."""
    return _show(request, page, version=posted_number(request.POST, "version"), status=status)


def _settle(request: HttpRequest, page: FormPage, current: object, save: Save, then: Then | None) -> HttpResponse:
    """Save together what two people changed in different fields, and show both texts where it is the same one."""
    merged = merge(page.form, page.saved(current), request.POST)
    if page.form.errors:
        return show_again(request, page, HTTPStatus.UNPROCESSABLE_ENTITY)
    if merged is None:
        return _show_both(request, page, current)
    who, _ = last_change(signed_in_person(request), current)
    try:
        made = save(_version_of(current))
    except EditConflict as conflict:
        return _show_both(request, page, conflict.current)
    except tuple(page.refused) as refusal:
        return _refuse(request, page, refusal)
    if merged:
        by = "you changed in another window" if who == YOU else f"{who} changed meanwhile"
        return _go_on(request, page, made, then, f"Saved, together with what {by}: {', '.join(merged)}.")
    return _go_on(request, page, made, then)


def _show_both(request: HttpRequest, page: FormPage, current: object) -> HttpResponse:
    """Saving again after a conflict is a choice: the form then starts from what stands now."""
    who, when = last_change(signed_in_person(request), current)
    saved = page.saved(current)
    texts = two_texts(page.form, saved, who, when, is_anothers=who != YOU)
    base = base_of(page.form, saved)
    return _show(request, page, version=_version_of(current), status=HTTPStatus.CONFLICT, conflicts=texts, base=base)


def _version_of(current: object) -> int:
    return getattr(current, "version", 0)


def _refuse(request: HttpRequest, page: FormPage, refusal: Exception) -> HttpResponse:
    page.form.add_error(page.refused[type(refusal)], str(refusal))
    return show_again(request, page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _go_on(request: HttpRequest, page: FormPage, made: object, then: Then | None, merged: str = "") -> HttpResponse:
    if said := merged or page.done:
        messages.success(request, said)
    return redirect(then(made) if then else page.back)


def _show(
    request: HttpRequest,
    page: FormPage,
    *,
    version: int,
    status: int = HTTPStatus.OK,
    conflicts: Sequence[TwoTexts] = (),
    base: Pairs = (),
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "page": page,
        "form": page.form,
        "version": version,
        "conflicts": conflicts,
        "base": base or posted_base(request.POST) or page.base,
    }
    return render(request, page.template, {**context, **page.more}, status=status)
