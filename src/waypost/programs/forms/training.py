"""What people type about introductory training."""

from datetime import date
from typing import Any

from django import forms

from waypost.programs.forms.periods import StoredForm
from waypost.ui.forms import DayInput


class TrainingForm(StoredForm):
    """The day on which a school began its introductory training."""

    begun_on = forms.DateField(
        label="First day of introductory training",
        required=False,
        widget=DayInput(),
        help_text="Leave it empty where training has not begun yet.",
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text="Who, where."
    )
    field_order = ["begun_on", "note"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_begun_on(self) -> date | None:
        begun_on: date | None = self.cleaned_data["begun_on"]
        if begun_on is not None and begun_on > self.today:
            raise forms.ValidationError("Choose today or an earlier day; record a later one once it has come.")
        return begun_on
