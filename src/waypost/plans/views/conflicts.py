"""Two people change the same part at once: what can stand together is saved together, and else both texts are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField, Form
from django.forms.boundfield import BoundField
from django.http import QueryDict

from waypost.common.days import full_day
from waypost.common.models import Record

BASE = "base-"


@dataclass(frozen=True)
class TwoTexts:
    """One field that was changed twice."""

    label: str
    mine: str
    theirs: str
    who: str
    when: datetime
    is_anothers: bool


def base_of(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(name, text) of hidden fields that keep what an edit started from."""
    return tuple((f"{BASE}{name}", as_text(value)) for name, value in values.items())


def posted_base(posted: QueryDict) -> tuple[tuple[str, str], ...]:
    """The same fields as a form brought them back."""
    return tuple((name, as_text(posted[name])) for name in posted if name.startswith(BASE))


def merge(form: Form, saved: Mapping[str, Any], posted: QueryDict) -> tuple[str, ...] | None:
    """Take over what stands `saved` by now in the fields that this edit left as they were.

    Returns the labels of those fields, and none of them where what changed stands in no field of this form. None where
    both changed the same field, or nobody knows what the edit started from: then nothing was taken over. What the
    form's own rules say of all fields together stands in its errors.
    """
    base = dict(posted_base(posted))
    if not all(f"{BASE}{name}" in base for name in saved):
        return None
    theirs = {name for name, value in saved.items() if as_text(value) != base[f"{BASE}{name}"]}
    mine = {name for name in saved if as_text(form[name].value()) != base[f"{BASE}{name}"]}
    if any(as_text(form[name].value()) != as_text(saved[name]) for name in theirs & mine):
        return None
    for name in theirs:
        form.cleaned_data[name] = form.fields[name].clean(saved[name])
    if theirs:
        _check_together(form)
    return tuple(str(form[name].label) for name in saved if name in theirs)


def _check_together(form: Form) -> None:
    try:
        form.cleaned_data = form.clean() or form.cleaned_data
    except ValidationError as error:
        form.add_error(None, error)


def two_texts(form: Form, saved: Mapping[str, Any], who: str, when: datetime, *, is_anothers: bool) -> list[TwoTexts]:
    """Every field that holds something else than what stands saved by now."""
    shown = [
        (bound, _shown(bound, bound.value()), _shown(bound, saved[bound.name])) for bound in form if bound.name in saved
    ]
    return [
        TwoTexts(str(bound.label), mine, theirs, who, when, is_anothers)
        for bound, mine, theirs in shown
        if mine != theirs
    ]


def as_text(value: Any) -> str:
    """A value as a hidden field holds it."""
    if isinstance(value, Record):
        return value.uid
    return "" if value is None else str(value).replace("\r\n", "\n")


def _day_shown(text: str) -> str:
    """ "January 29, 2027"; what was typed where that is no date."""
    try:
        return full_day(date.fromisoformat(text))
    except ValueError:
        return text


def _shown(bound: BoundField, value: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    text = as_text(value)
    if isinstance(bound.field, DateField):
        return _day_shown(text)
    return str(choices.get(text, text))
