"""What the forms about committees, meetings and decisions share."""

from functools import partial

from django import forms

from waypost.governance.models.committees import LONGEST_NAME
from waypost.ui import forms as shared
from waypost.ui.forms import DayInput

LONGEST_TEXT = 20_000
WHO_HELP = "A name, or the email address of somebody who has a role here."
#: The first and last years that somebody can mean.
FIRST_YEAR, LAST_YEAR = 2000, 2100
text = partial(shared.long_text, most=LONGEST_TEXT)


def line(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_NAME)


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """A date in a year that somebody can mean."""
    return LikelyDay(label=label, help_text=help_text, required=required, widget=DayInput())


class LikelyDay(forms.DateField):
    """Refuses years that are mistyped."""

    def validate(self, value: object) -> None:
        super().validate(value)
        year = getattr(value, "year", FIRST_YEAR)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(f"Check the year: write one from {FIRST_YEAR} to {LAST_YEAR}.")
