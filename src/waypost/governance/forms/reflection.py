"""What the forms of a reflection share."""

from datetime import date
from functools import partial
from typing import Any

from django import forms

from waypost.ui import forms as shared
from waypost.ui.forms import DayInput

LONGEST_TEXT = 10_000
EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
long_text = partial(shared.long_text, most=LONGEST_TEXT)


def line(label: str, longest: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text, required=required)


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=DayInput(), validators=[_check_day]
    )


def _check_day(when: date) -> None:
    if not EARLIEST <= when <= LATEST:
        raise forms.ValidationError(f"Choose a day between {EARLIEST.year} and {LATEST.year}.")


class NameInput(forms.TextInput):
    """A name with suggestions below it; other names can be typed."""

    template_name = "governance/name_input.html"

    def __init__(self) -> None:
        super().__init__()
        self.suggestions: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_names"
        context["widget"] |= {"suggestions": self.suggestions, "list_id": list_id}
        context["widget"]["attrs"]["list"] = list_id
        return context


def person_name(label: str, *, required: bool = False) -> forms.CharField:
    help_text = "A name, or the email address of somebody who has a role here."
    return forms.CharField(label=label, max_length=200, help_text=help_text, required=required, widget=NameInput())


def suggest(form: forms.Form, field: str, names: list[str]) -> None:
    """Offer `names` below a field made by `person_name`."""
    widget = form.fields[field].widget
    if isinstance(widget, NameInput):
        widget.suggestions = names
