"""One way to answer every form about a theory: save and go back, or show it again with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from waypost.common.conflicts import EditConflict
from waypost.improvement.models import Link, Statement
from waypost.improvement.queries.history import last_saved
from waypost.people.gates import signed_in_person
from waypost.programs.models import Program

UNPROCESSABLE, CONFLICT = 422, 409
MOST_DIGITS = 9


@dataclass(frozen=True)
class FormPage:
    """`also` is the name of a second button, and `also_says` its words.

    `refused` names the field that each exception of the action belongs to; None is the whole form.

    `version` is the one that an edit started from, and `initial_of` gives the saved values as the form holds them.
    """

    heading: str
    form: Form
    program: Program
    back: str
    button: str = "Save"
    also: str = ""
    also_says: str = ""
    lede: str = ""
    note: str = ""
    version: int = 0
    initial_of: Callable[[Any], Mapping[str, Any]] = field(default=lambda _current: {})
    refused: Mapping[type[Exception], str | None] = field(default_factory=dict)


def theory_url(program: Program, link: Link | None = None) -> str:
    """The page of the theory, with one link open."""
    url = reverse("theory", args=[program.uid])
    return f"{url}?link={link.number}#link" if link else url


def answer_form(request: HttpRequest, page: FormPage, save: Callable[[int], object]) -> HttpResponse:
    """`save` takes the version that the edit started from."""
    if request.method != "POST":
        return _show(request, page, page.version)
    if not page.form.is_valid():
        return _show(request, page, posted_version(request), status=UNPROCESSABLE)
    try:
        save(posted_version(request))
    except EditConflict as conflict:
        return _show_both(request, page, conflict.current)
    except tuple(page.refused) as refusal:
        page.form.add_error(page.refused[type(refusal)], str(refusal))
        return _show(request, page, posted_version(request), status=UNPROCESSABLE)
    return redirect(page.back)


def posted_version(request: HttpRequest) -> int:
    """The version that the page carries along; 0 where it is no number."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def _show(request: HttpRequest, page: FormPage, version: int, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "improvement/form.html", {"page": page, "version": version, **more}, status=status)


def _show_both(request: HttpRequest, page: FormPage, current: Any) -> HttpResponse:
    """Both texts of each field that differs; saving again then starts from what stands now."""
    part: Link | Statement = current
    saved = page.initial_of(part)
    texts = [
        (bound.label, _said(bound, bound.value()), _said(bound, saved[bound.name]))
        for bound in page.form
        if bound.name in saved and _said(bound, bound.value()) != _said(bound, saved[bound.name])
    ]
    who, when, is_anothers = last_saved(signed_in_person(request), part)
    more = {"texts": texts, "who": who, "when": when, "is_anothers": is_anothers}
    return _show(request, page, part.version, status=CONFLICT, **more)


def _said(bound: Any, value: Any) -> str:
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return str(dict(getattr(bound.field, "choices", ())).get(text, text))
