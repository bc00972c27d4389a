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
    """The activities of a phase."""

    activities = ActivitiesField(None, label="Activities", required=False, to_field_name="uid")

    def __init__(self, data: Any = None, *, found: Any, chosen: list[str]) -> None:
        super().__init__(data, initial={"activities": chosen})
        choose_from(self, "activities", found)
