"""Forms of school calendars and of the digest."""

from typing import Any

from django import forms

from waypost.notices.models import DayOff
from waypost.notices.rules.calendars import Off
from waypost.notices.rules.digests import RHYTHM_LABELS
from waypost.ui.forms import DayInput, ScaleRadio

ENDS_EARLY = "Choose the first day or a later one."


class DayOffForm(forms.Form):
    """A day or a span without school."""

    together = (("first_on", "last_on"),)

    name = forms.CharField(label="Name", help_text="Winter break, staff learning day.", max_length=200)
    first_on = forms.DateField(label="First day", widget=DayInput())
    last_on = forms.DateField(
        label="Last day", help_text="Empty where it is one day.", required=False, widget=DayInput()
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = self.cleaned_data
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", ENDS_EARLY)
        return values

    @property
    def span(self) -> Off:
        values = self.cleaned_data
        return Off(values["first_on"], values["last_on"] or values["first_on"], values["name"])

    @staticmethod
    def initial_of(day: DayOff) -> dict[str, Any]:
        last_on = day.last_on if day.last_on != day.first_on else None
        return {"name": day.name, "first_on": day.first_on, "last_on": last_on}


class RhythmForm(forms.Form):
    """How often somebody wants the digest."""

    rhythm = forms.ChoiceField(
        label="When the mail comes",
        choices=[(rhythm.value, label) for rhythm, label in RHYTHM_LABELS.items()],
        widget=ScaleRadio,
    )
