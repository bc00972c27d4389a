"""What people type, or bring in a file, about what was measured."""

from datetime import date
from typing import Any

from django import forms

from waypost.plans.forms.fields import day, long_text, number, plain
from waypost.plans.models import Measurement
from waypost.standards.csv_text import UnreadableFile
from waypost.standards.measurements_csv import LARGEST_BYTES, read_measurements


class MeasurementForm(forms.Form):
    """One number on one day; `asks` says which number."""

    value = number("Value", required=True)
    measured_on = day("Measured on", required=True)
    note = long_text("Note", "What to know about this number.", rows=2)

    def __init__(self, data: Any = None, *, today: date, asks: str = "", initial: dict[str, Any] | None = None) -> None:
        self.today = today
        super().__init__(data, initial=initial or {"measured_on": today})
        self.fields["value"].help_text = asks

    def clean_measured_on(self) -> date:
        measured_on: date = self.cleaned_data["measured_on"]
        if measured_on > self.today:
            raise forms.ValidationError("Choose today or an earlier day.")
        return measured_on


class CorrectionForm(MeasurementForm):
    """A number that is put right."""

    reason = long_text("What was wrong", "The history keeps it, with the old number.", required=True, rows=2)

    @staticmethod
    def initial_of(measurement: Measurement) -> dict[str, Any]:
        return {
            "value": plain(measurement.value),
            "measured_on": measurement.measured_on,
            "note": measurement.note,
        }


class TakeBackForm(forms.Form):
    """Why a number goes out of the course."""

    reason = long_text("Why you take it back", "The history keeps the number and your reason.", required=True, rows=2)


class MeasurementsFileForm(forms.Form):
    """A file of measurements."""

    file = forms.FileField(
        label="CSV file",
        help_text="The first line names the columns: date, value and, if you like, note.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """The file, if it can be read; what its lines say is shown on the next page."""
        file = self.cleaned_data["file"]
        try:
            read_measurements(file.read(LARGEST_BYTES + 1))
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file


class ConfirmMeasurementsForm(forms.Form):
    """Confirms exactly what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
