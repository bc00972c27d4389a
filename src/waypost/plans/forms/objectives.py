"""What people type about an objective, and what it is aligned with."""

from typing import Any

from django import forms

from waypost.plans.forms.fields import long_text
from waypost.plans.models import AlignmentRow, Objective, Plan
from waypost.plans.rules.fields import AlignmentFields, ObjectiveFields

UNSAID, YES, NO = "", "yes", "no"
POLICY_CHOICES = [(UNSAID, "Not said yet"), (YES, "Yes"), (NO, "No")]


class ObjectiveForm(forms.Form):
    """An objective and the background on its strategy."""

    text = long_text("Objective", "Specific, measurable, within reach, and with a date.", required=True)
    source = long_text("Source of the strategy", "Where the idea comes from.", rows=2)
    evidence_base = long_text("Evidence base", "What shows that it works.", rows=2)
    policy_change = forms.ChoiceField(
        label="Does it change a policy?", choices=POLICY_CHOICES, required=False, widget=forms.RadioSelect
    )
    policy_change_note = long_text("Which policy", rows=2)

    def fields_of_objective(self) -> ObjectiveFields:
        values = dict(self.cleaned_data)
        said = values.pop("policy_change")
        return ObjectiveFields(policy_change=None if said == UNSAID else said == YES, **values)

    @staticmethod
    def initial_of(objective: Objective) -> dict[str, Any]:
        said = {None: UNSAID, True: YES, False: NO}[objective.policy_change]
        names = ("text", "source", "evidence_base", "policy_change_note")
        return {"policy_change": said, **{name: getattr(objective, name) for name in names}}


class AlignmentForm(forms.Form):
    """What an objective is aligned with; the plan names the columns."""

    state_priority = long_text("", rows=2)
    standard = long_text("", rows=2)
    funding = long_text("", rows=2)

    def __init__(self, data: Any = None, *, plan: Plan, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name, field in self.fields.items():
            field.label = getattr(plan, f"{name}_label")

    def clean(self) -> dict[str, Any]:
        """A row says something."""
        values: dict[str, Any] = self.cleaned_data
        if not any(values.values()):
            self.add_error(None, "Fill in at least one of the three.")
        return values

    def fields_of_row(self) -> AlignmentFields:
        return AlignmentFields(**self.cleaned_data)

    @staticmethod
    def initial_of(row: AlignmentRow) -> dict[str, Any]:
        return {name: getattr(row, name) for name in AlignmentForm.base_fields}
