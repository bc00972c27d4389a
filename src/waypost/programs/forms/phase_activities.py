"""Which activities of the plan fall in a phase."""

from typing import Any

from django import forms

from waypost.plans.models import Activity
from waypost.programs.forms.periods import choose_from


class ActivitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the library's types are too narrow
    """Activities, each with its objective."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Activity) -> str:
        return f"Objective {obj.objective.number}: {obj.text}"


class PhaseActivitiesForm(forms.Form):
    """The activities of a phase; `stood` holds the uids of those that fell in it when the form was opened."""

    stood = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)
    activities = ActivitiesField(None, label="Activities", required=False, to_field_name="uid")

    def __init__(self, data: Any = None, *, found: Any, chosen: list[str]) -> None:
        super().__init__(data, initial={"stood": " ".join(chosen), "activities": chosen})
        choose_from(self, "activities", found)

    @property
    def started_from(self) -> set[str]:
        return set(self.cleaned_data["stood"].split())
