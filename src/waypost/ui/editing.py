"""A page with one form, and what becomes of it where two people save at once (decision 0022).

The page brings back, hidden, what each field held when it was opened. So what only one of the two changed is saved
together, and where both changed the same field the page shows both texts. `people.answering` does the saving.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, DateField, DecimalField
from django.forms.boundfield import BoundField
from django.utils.dateformat import format as formatted

from waypost.ui.navigation import Link

BASE = "base-"
#: What is said after saving, unless the page says it better or shows by itself what was saved.
SAVED = "Saved."
MOST_DIGITS = 9
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormPage:
    """A page with one form. `back` is where those go who change nothing, and others unless the view says better.

    `about` names what it belongs to in the title, `zone` is that of its times, `done` is said after saving.
    `initial_of` gives the saved values of an edited object as the form holds them, and `version` the one it started
    from; both stay empty where something new is added. `refused` names the field of each exception of the action,
    None for all of the form. `also` names a second button that saves, and `also_says` its words; `look` is a button
    that asks to see the page again, and saves nothing. `template` shows the page, with `more` at hand.
    """

    heading: str
    form: BaseForm
    back: str
    button: str = "Save"
    lede: str = ""
    about: str = ""
    crumbs: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    also: str = ""
    also_says: str = ""
    look: str = ""
    zone: str = "UTC"
    done: str = SAVED
    takes_files: bool = False
    version: int = 0
    initial_of: Callable[[Any], Mapping[str, Any]] | None = None
    refused: Mapping[type[Exception], str | None] = field(default_factory=dict)
    template: str = "ui/form_page.html"
    more: Mapping[str, Any] = field(default_factory=dict)

    def saved(self, current: object) -> dict[str, Any]:
        """What stands by now in the fields of the form."""
        values = self.initial_of(current) if self.initial_of else {}
        return {name: value for name, value in values.items() if name in self.form.fields}

    @property
    def saves_once(self) -> bool:
        """Whether it carries a token and saves once for each time it is opened: nothing that it edits has a version."""
        return self.initial_of is None and not self.version

    @property
    def base(self) -> Pairs:
        """(name, text) of hidden fields that keep what the edit starts from."""
        return base_of(self.form, self.form.initial) if self.initial_of else ()


@dataclass(frozen=True)
class TwoTexts:
    """One field that was changed twice; `when` is None where nobody noted it."""

    label: str
    mine: str
    theirs: str
    who: str
    when: datetime | None
    is_anothers: bool


def posted_number(posted: Mapping[str, str], name: str) -> int:
    """A number that a page carries along; 0 where it is none, or longer than any that a page gives."""
    typed = posted.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def base_of(form: BaseForm, values: Mapping[str, Any]) -> Pairs:
    """(name, text) of hidden fields for those `values` that the form has a field for."""
    return tuple((f"{BASE}{name}", _text(form[name], values[name])) for name in values if name in form.fields)


def posted_base(posted: Mapping[str, str]) -> Pairs:
    """The same fields as a form brought them back."""
    return tuple((name, as_text(posted[name])) for name in posted if name.startswith(BASE))


def merge(form: BaseForm, saved: Mapping[str, Any], posted: Mapping[str, str]) -> tuple[str, ...] | None:
    """Take over what stands `saved` by now in the fields that this edit left as they were.

    Returns the labels of those fields, and none of them where what changed stands in no field of this form. None where
    both changed the same field, or nobody knows what the edit started from: then nothing was taken over. A form may
    name fields that mean something only `together`: they count as one. What was no field yet when the page of a form
    that `grows` was opened began empty. What the form's own rules say of all fields stands in its errors.
    """
    base = _started_from(form, saved, posted)
    if not saved.keys() <= base.keys():
        return None
    stands = {name: _text(form[name], value) for name, value in saved.items()}
    typed = {name: _text(form[name], form[name].value()) for name in saved}
    theirs = {name for name in saved if stands[name] != base[name]}
    mine = {name for name in saved if typed[name] != base[name]}
    apart = {name for name in saved if typed[name] != stands[name]}
    if any(theirs & same and mine & same and apart & same for same in _counted_as_one(form, saved)):
        return None
    try:
        _take_over(form, {name: saved[name] for name in theirs})
    except ValidationError:
        return None
    return tuple(_label(form[name]) for name in saved if name in theirs and not form[name].is_hidden)


def _started_from(form: BaseForm, saved: Mapping[str, Any], posted: Mapping[str, str]) -> dict[str, str]:
    """What each field held when the page was opened, as far as the page brought it back."""
    base = {name.removeprefix(BASE): text for name, text in posted_base(posted)}
    return {**dict.fromkeys(saved, ""), **base} if base and getattr(form, "grows", False) else base


def _label(bound: BoundField) -> str:
    """What a field is called away from its place: a form of rows says of which row it is."""
    label_of: Callable[[str], str] | None = getattr(bound.form, "label_of", None)
    return label_of(bound.name) if label_of else str(bound.label)


def _counted_as_one(form: BaseForm, names: Iterable[str]) -> list[set[str]]:
    together: tuple[tuple[str, ...], ...] = getattr(form, "together", ())
    return [*map(set, together), *({name} for name in names)]


def _take_over(form: BaseForm, values: Mapping[str, Any]) -> None:
    """Raises ValidationError where what stands saved would not pass any more."""
    for name, value in values.items():
        form.cleaned_data[name] = form.fields[name].clean(value)
        if own := getattr(form, f"clean_{name}", None):
            form.cleaned_data[name] = own()
    if values:
        _check_together(form)


def _check_together(form: BaseForm) -> None:
    try:
        form.cleaned_data = form.clean() or form.cleaned_data
    except ValidationError as error:
        form.add_error(None, error)


def two_texts(
    form: BaseForm,
    saved: Mapping[str, Any],
    posted: Mapping[str, str],
    who: str,
    when: datetime | None,
    *,
    is_anothers: bool,
) -> list[TwoTexts]:
    """Every field in sight that was saved since this edit began, and holds something else than what stands by now.

    What only this edit changed is no second text, but for fields that count as one with such a field.
    """
    base = _started_from(form, saved, posted)
    theirs = {name for name in saved if name not in base or _text(form[name], saved[name]) != base[name]}
    asked = {name for same in _counted_as_one(form, saved) if same & theirs for name in same}
    shown = [
        (bound, _shown(bound, bound.value()), _shown(bound, saved[bound.name]))
        for bound in form.visible_fields()
        if bound.name in saved and bound.name in asked
    ]
    return [
        TwoTexts(_label(bound), mine, stands, who, when, is_anothers) for bound, mine, stands in shown if mine != stands
    ]


def as_text(value: Any) -> str:
    """A value as a hidden field holds it; a list in one order, however it was chosen."""
    if type(value) in {list, tuple}:
        return "\n".join(sorted(map(str, value)))
    return "" if value is None else str(value).replace("\r\n", "\n")


def _text(bound: BoundField, value: Any) -> str:
    text = as_text(bound.field.prepare_value(value))
    return _plain(text) if isinstance(bound.field, DecimalField) else text


def _plain(text: str) -> str:
    """A number without idle zeros, so that 8 and 8.00 are one; what was typed where it is none."""
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


def _shown(bound: BoundField, value: Any) -> str:
    """A value as people read it: the words of a choice, not its key, and a date in words."""
    held = bound.field.prepare_value(value)
    if isinstance(bound.field, DateField):
        return _day_shown(as_text(held))
    labels = {str(key): str(label) for key, label in _flat(getattr(bound.field, "choices", ()))}
    if type(held) in {list, tuple}:
        return "\n".join(sorted(labels.get(str(each), str(each)) for each in held))
    text = _text(bound, value)
    return labels.get(text, text)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Choices with those of their groups."""
    for key, label in choices:
        yield from label if isinstance(label, list | tuple) else [(key, label)]


def _day_shown(text: str) -> str:
    """ "January 29, 2027"; what was typed where that is no date."""
    try:
        return formatted(date.fromisoformat(text), "F j, Y")
    except ValueError:
        return text
