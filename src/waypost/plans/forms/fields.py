"""What the forms about plans share: kinds of fields, and texts as people type them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from django import forms

from waypost.plans.rules.dates import UNLIKELY, is_likely
from waypost.ui import forms as shared
from waypost.ui.forms import DayInput

LONGEST_TEXT = 20_000
long_text = partial(shared.long_text, most=LONGEST_TEXT)


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """A date that a plan can mean; another one gets one sentence."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=DayInput(), validators=[_check_year]
    )


def settle_done_on(form: forms.Form, today: date, *, is_done: bool, stands: date | None = None) -> None:
    """Finished work was done today unless another day is typed, unfinished work on none.

    A day that somebody typed beside less is asked about; the one that `stands` goes.
    """
    typed = form.cleaned_data.get("completed_on")
    form.cleaned_data["completed_on"] = (typed or today) if is_done else None
    if typed and typed > today:
        form.add_error("completed_on", "Choose today or an earlier day.")
    elif typed and typed != stands and not is_done and "progress" in form.cleaned_data:
        form.add_error("completed_on", "Only what is done to 100 percent has this day: say 100, or leave it empty.")


def _check_year(when: date) -> None:
    if not is_likely(when):
        raise forms.ValidationError(UNLIKELY)


def number(label: str, help_text: str = "", *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=help_text, required=required, max_digits=16, decimal_places=4)


def lines_of(text: str) -> tuple[str, ...]:
    """What stands on each line or between semicolons; commas part nothing."""
    return tuple(part for piece in text.replace(";", "\n").splitlines() if (part := piece.strip()))


def as_lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def plain(value: Decimal | None) -> str:
    """A number as people type it, without idle zeros."""
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
