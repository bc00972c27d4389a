"""What the address of a page of rows may ask for."""

from django import forms

from waypost.insight.queries.rows import Narrowing
from waypost.insight.rules.steps import STEP_LABELS, Step


class NarrowingForm(forms.Form):
    """A step, and one group where it is narrowed to one."""

    step = forms.ChoiceField(choices=[(step.value, label) for step, label in STEP_LABELS.items()])
    school = forms.SlugField(required=False)
    cohort = forms.CharField(required=False, max_length=12)
    credential = forms.SlugField(required=False)

    def narrowing(self) -> Narrowing:
        """Call it on a valid form."""
        asked = self.cleaned_data
        return Narrowing(Step(asked["step"]), asked["school"], asked["cohort"], asked["credential"])
