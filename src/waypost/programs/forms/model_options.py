"""What people type about an entry of their library of supports, locations and currencies (LA4)."""

from typing import Any

from django import forms

from waypost.programs.forms.planning_forms import exact, long_text
from waypost.programs.rules.estimates import GOAL_LABELS, Mode
from waypost.programs.shipped_options import FIGURES, Option

FIGURE_LABELS = {
    "educator_hours": "Hours of each educator",
    "staff_hours_once": "Hours of staff for all",
    "staff_hours_each": "Hours of staff for each educator",
    "money_once": "Dollars once",
    "money_each": "Dollars per educator",
    "money_award": "Dollars per award",
}


class OptionForm(forms.Form):
    """All that an entry says; the figures from the low to the high end, empty is nothing."""

    name = forms.CharField(max_length=120)
    about = long_text("What it is", "One or two sentences.", rows=2)
    modes = forms.MultipleChoiceField(
        label="How people meet for it",
        choices=[(mode.value, mode.value.capitalize()) for mode in Mode],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave both open where nobody has to meet.",
    )
    serves = forms.MultipleChoiceField(
        label="What it helps with",
        choices=[(goal.value, label) for goal, label in GOAL_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs = long_text("What it needs", rows=2)
    evidence = long_text("What evidence supports it", "Name the study, or say that there is none.", rows=2)
    step = forms.CharField(
        label="First step, as an activity of the plan",
        max_length=300,
        required=False,
        help_text="Begin with a verb. Adopting a model adds it to the plan.",
    )

    together = tuple((f"{name}_low", f"{name}_high") for name in FIGURES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in FIGURE_LABELS.items():
            self.fields[f"{name}_low"] = exact(f"{label}, at least")
            self.fields[f"{name}_high"] = exact(f"{label}, at most")
        figures = [f"{name}_{end}" for name in FIGURES for end in ("low", "high")]
        self.order_fields(["name", "about", *figures, "modes", "serves", "needs", "evidence", "step"])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in FIGURES:
            low, high = (values.get(f"{name}_{end}") or 0 for end in ("low", "high"))
            values |= {f"{name}_low": low, f"{name}_high": high or low}
            if high and high < low:
                self.add_error(f"{name}_high", "The high end is below the low one: change one of the two.")
        return values

    @staticmethod
    def initial_of(option: Option) -> dict[str, Any]:
        return dict(option.columns)
