"""What the forms of a program's planning share: long texts with a limit, money, hours and counts."""

from functools import partial

from django import forms

from waypost.ui import forms as shared

LONGEST_TEXT = 5_000
#: Dollars and hours: twelve digits with two after the point.
MOST_DIGITS, PLACES = 12, 2
MOST_COUNTED = 1_000_000
long_text = partial(shared.long_text, most=LONGEST_TEXT)


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
