"""What people type about an indicator and its measurements."""

from datetime import date
from typing import Any

from django import forms

from waypost.plans import measures
from waypost.plans.forms.fields import day, long_text, number, plain
from waypost.plans.models import Indicator
from waypost.plans.rules.fields import IndicatorFields

BY_HAND = "Measured by hand"


class IndicatorForm(forms.Form):
    """What is measured, from where to where."""

    term = forms.ChoiceField(label="Term", choices=Indicator.Term.choices)
    text = long_text("What is measured", "For example: share of schools that began training.", required=True, rows=2)
    unit = forms.CharField(label="Unit", required=False, max_length=60, help_text="%, schools, educators …")
    baseline = number("Baseline", "Where it stood at the start.")
    target = number("Target")
    due_on = day("Due date")
    frequency = forms.CharField(label="How often it is measured", required=False, max_length=200)
    data_source = long_text("Data source", "Where the numbers come from, or what will build the source.", rows=2)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        fed = [(measure.key, f"Waypost: {measure.label}") for measure in measures.registered()]
        self.fields["source_key"] = forms.ChoiceField(
            label="Who measures it",
            choices=[("", BY_HAND), *fed],
            required=False,
            help_text="Waypost can keep some numbers up to date by itself.",
        )

    def fields_of_indicator(self) -> IndicatorFields:
        return IndicatorFields(**self.cleaned_data)

    @staticmethod
    def initial_of(indicator: Indicator) -> dict[str, Any]:
        values = {name: getattr(indicator, name) for name in (*IndicatorForm.base_fields, "source_key")}
        return {**values, "baseline": plain(indicator.baseline), "target": plain(indicator.target)}


class MeasurementForm(forms.Form):
    """One number on one day."""

    value = number("Value", required=True)
    measured_on = day("Measured on", required=True)
    note = long_text("Note", "What to know about this number.", rows=2)

    def __init__(self, data: Any = None, *, today: date) -> None:
        self.today = today
        super().__init__(data, initial={"measured_on": today})

    def clean_measured_on(self) -> date:
        measured_on: date = self.cleaned_data["measured_on"]
        if measured_on > self.today:
            raise forms.ValidationError("Choose today or an earlier day.")
        return measured_on
