"""One way to answer every form about committees: save and go on, or show it again with what was typed.

Two people who save at once lose nothing (decision 0022): what they changed in different fields is saved together, and
where it is the same field the page shows both texts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import signed_in_person
from waypost.plans.queries.history import YOU, last_change

CONFLICT, UNPROCESSABLE = 409, 422
MOST_DIGITS = 9
BASE = "base-"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TwoTexts:
    """One field that was changed twice."""

    label: str
    mine: str
    theirs: str
    who: str
    when: datetime
    is_anothers: bool


@dataclass(frozen=True)
class Sheet:
    """A page with one form. `crumb` leads to what it belongs to (words and address), `zone` is that of its times.

    `initial_of` gives the saved values of an edited object as the form holds them, and `version` the one it started
    from; both stay empty where something new is added. `refused` names the field of each exception of the action.
    """

    heading: str
    form: Form
    back: str
    zone: str
    crumb: tuple[str, str]
    button: str = "Save"
    lede: str = ""
    version: int = 0
    initial_of: Callable[[Any], Mapping[str, Any]] = field(default=lambda _current: {})
    refused: Mapping[type[Exception], str | None] = field(default_factory=dict)
    template: str = "governance/sheet.html"


def answer(
    request: HttpRequest, sheet: Sheet, save: Callable[[int], object], then: Callable[[Any], str] | None = None
) -> HttpResponse:
    """`save` takes the version that the edit started from; `then` says where to go on, else back."""
    if request.method != "POST":
        return _show(request, sheet, version=sheet.version)
    if not sheet.form.is_valid():
        return _show(request, sheet, version=posted_number(request, "version"), status=UNPROCESSABLE)
    return _save(request, sheet, save, then)


def show_again(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The page once more with what was typed, where a button of it asks for something else than to save."""
    return _show(request, sheet, version=posted_number(request, "version"))


def posted_number(request: HttpRequest, name: str) -> int:
    """A number that a page carries along; 0 where it is none."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def _save(
    request: HttpRequest, sheet: Sheet, save: Callable[[int], object], then: Callable[[Any], str] | None
) -> HttpResponse:
    started_from = posted_number(request, "version")
    try:
        try:
            made = save(started_from)
        except EditConflict as conflict:
            merged = _merge(request, sheet, conflict.current)
            if merged is None:
                return _both_texts(request, sheet, conflict.current)
            made = save(getattr(conflict.current, "version", 0))
            _say_merged(request, merged)
    except EditConflict as conflict:
        return _both_texts(request, sheet, conflict.current)
    except tuple(sheet.refused) as refusal:
        sheet.form.add_error(sheet.refused[type(refusal)], str(refusal))
        return _show(request, sheet, version=started_from, status=UNPROCESSABLE)
    return redirect(then(made) if then else sheet.back)


def _merge(request: HttpRequest, sheet: Sheet, current: object) -> tuple[str, ...] | None:
    """Take over what stands saved in the fields that this edit left as they were, and give their labels.

    None where both changed the same field, or nobody knows what the edit started from.
    """
    form, saved = sheet.form, sheet.initial_of(current)
    base = {name.removeprefix(BASE): text for name, text in _posted_base(request)}
    if not saved or any(name not in base for name in saved):
        return None
    theirs = {name for name, value in saved.items() if as_text(value) != base[name]}
    mine = {name for name in saved if as_text(form[name].value()) != base[name]}
    if any(as_text(form[name].value()) != as_text(saved[name]) for name in theirs & mine):
        return None
    try:
        form.cleaned_data |= {name: form.fields[name].clean(saved[name]) for name in theirs}
    except ValidationError:
        return None
    return tuple(str(form[name].label) for name in saved if name in theirs)


def _say_merged(request: HttpRequest, labels: tuple[str, ...]) -> None:
    if labels:
        messages.success(request, f"Saved, together with what somebody else changed meanwhile: {', '.join(labels)}.")


def _both_texts(request: HttpRequest, sheet: Sheet, current: Any) -> HttpResponse:
    who, when = last_change(signed_in_person(request), current) or ("Somebody", current.created_at)
    saved = sheet.initial_of(current)
    texts = [
        TwoTexts(str(bound.label), mine, theirs, who, when, who != YOU)
        for bound in sheet.form
        if bound.name in saved and (mine := shown(bound, bound.value())) != (theirs := shown(bound, saved[bound.name]))
    ]
    return _show(request, sheet, version=current.version, status=CONFLICT, texts=texts, base=_base_of(saved))


def shown(bound: Any, value: Any) -> str:
    """A value as people read it: the words of a choice, not its key."""
    labels = dict(_flat(getattr(bound.field, "choices", ())))
    values = value if isinstance(value, list | tuple) else [value]
    return "\n".join(str(labels.get(as_text(each), as_text(each))) for each in values)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Choices with those of their groups."""
    for key, label in choices:
        yield from label if isinstance(label, list | tuple) else [(key, label)]


def as_text(value: Any) -> str:
    """A value as a hidden field holds it."""
    if isinstance(value, list | tuple):
        return "\n".join(sorted(map(str, value)))
    return "" if value is None else str(value).replace("\r\n", "\n")


def _base_of(values: Mapping[str, Any]) -> Pairs:
    return tuple((f"{BASE}{name}", as_text(value)) for name, value in values.items())


def _posted_base(request: HttpRequest) -> Pairs:
    return tuple((name, as_text(request.POST[name])) for name in request.POST if name.startswith(BASE))


def _show(
    request: HttpRequest,
    sheet: Sheet,
    *,
    version: int,
    status: int = 200,
    texts: Sequence[TwoTexts] = (),
    base: Pairs = (),
) -> HttpResponse:
    """Saving again after a conflict is a choice: the form then starts from what stands now."""
    started = base or _posted_base(request) or _base_of(sheet.form.initial if sheet.version else {})
    context = {"sheet": sheet, "form": sheet.form, "version": version, "texts": texts, "base": started}
    return render(request, sheet.template, context, status=status)
