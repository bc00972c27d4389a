"""What the forms of a program's planning share: long texts with a limit, and what somebody else saved meanwhile."""

from typing import Any, cast

from django import forms

from waypost.common.models import Record
from waypost.programs.forms.periods import VersionForm

LONGEST_TEXT = 5_000
#: Dollars and hours: twelve digits with two after the point.
MOST_DIGITS, PLACES = 12, 2
MOST_COUNTED = 1_000_000


def long_text(label: str, help_text: str = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    """A text of at most LONGEST_TEXT characters; more gets one sentence."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget, max_length=LONGEST_TEXT)


def exact(label: str, help_text: str = "", *, required: bool = False) -> forms.DecimalField:
    """US dollars or hours, never below zero."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=0,
        max_digits=MOST_DIGITS,
        decimal_places=PLACES,
    )


def count(label: str, help_text: str = "", *, required: bool = True, least: int = 0) -> forms.IntegerField:
    """A whole number of people or things."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=required, min_value=least, max_value=MOST_COUNTED
    )


class PlanningForm(VersionForm):
    """An edit that knows from which version it started."""

    @classmethod
    def initial_of(cls, stored: Record) -> dict[str, Any]:
        """What stands now in each field of the form."""
        return {name: getattr(stored, name) for name in cls.base_fields}

    def start_again_from(self, version: int) -> None:
        """Keep what was typed and go on from what somebody else saved."""
        kept = cast("Any", self.data).copy()
        kept["version"] = str(version)
        self.data = kept

    def differing(self, saved: dict[str, Any]) -> list[tuple[str, str]]:
        """(label, text) of what is saved now in each field in which something else was typed."""
        shown = [(bound, _words(bound, saved.get(bound.name))) for bound in self.visible_fields()]
        return [(str(bound.label), text) for bound, text in shown if text != _words(bound, bound.value())]


def _words(bound: Any, value: Any) -> str:
    """A value as people read it: the labels of choices, one below the other."""
    labels = {str(key): str(label) for key, label in getattr(bound.field, "choices", ()) if key}
    if isinstance(value, list | tuple):
        return "\n".join(labels.get(str(each), str(each)) for each in value)
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return labels.get(text, text)
