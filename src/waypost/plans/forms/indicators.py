"""What people type about an indicator."""

from typing import Any

from django import forms

from waypost.plans import measures
from waypost.plans.forms.fields import day, long_text, number, plain
from waypost.plans.models import Indicator, Plan
from waypost.plans.queries.measuring import activities_in, people_to_own
from waypost.plans.rules.fields import IndicatorFields
from waypost.plans.rules.indicators_words import FREQUENCY_HINT
from waypost.plans.rules.kinds import Direction, choices
from waypost.ui.forms import ModelChoice

BY_HAND = "Measured by hand"
NUMBERS = ("baseline", "target_from", "target")
NO_RANGE = "Only a range has a lower end: choose “Within a range” above, or leave this empty."


class IndicatorForm(forms.Form):
    """What is measured, from where to where, by whom and out of what."""

    term = forms.ChoiceField(label="Term", choices=Indicator.Term.choices)
    text = long_text("What is measured", "For example: share of schools that began training.", required=True, rows=2)
    unit = forms.CharField(label="Unit", required=False, max_length=60, help_text="%, schools, educators …")
    direction = forms.ChoiceField(label="What is better", choices=choices(Direction), initial=Direction.MORE.value)
    baseline = number("Baseline", "Where it stood at the start.")
    target_from = number("Lower end of the range", "Only where the number should stay within a range.")
    target = number("Target", "Of a range: its upper end.")
    due_on = day("Due date")
    frequency = forms.CharField(
        label="How often it is measured", required=False, max_length=200, help_text=FREQUENCY_HINT
    )
    data_source = long_text("Data source", "Where the numbers come from.", rows=2)

    def __init__(self, data: Any = None, *, plan: Plan, indicator: Indicator | None = None) -> None:
        super().__init__(data, initial=self.initial_of(indicator) if indicator else None)
        fed = [(measure.key, f"Waypost: {measure.label}") for measure in measures.registered()]
        self.fields["source_key"] = forms.ChoiceField(
            label="Who measures it",
            choices=[("", BY_HAND), *fed],
            required=False,
            help_text="Waypost can keep some numbers up to date by itself.",
        )
        self.fields["built_by"] = _activity_choice(plan)
        self.fields["owner"] = _owner_choice(plan, indicator)
        if indicator is not None and _holds_an_aim(indicator):
            self.fields["reason"] = long_text(
                "Why the target or due date changes", "Only needed where one of them changes.", rows=2
            )

    def clean(self) -> dict[str, Any]:
        """A range has two ends in order, and nothing else has a lower one."""
        values: dict[str, Any] = self.cleaned_data
        lower, upper = values.get("target_from"), values.get("target")
        if values.get("direction") != Direction.RANGE:
            if lower is not None:
                self.add_error("target_from", NO_RANGE)
        elif (lower is None) != (upper is None) and not {"target_from", "target"} & self.errors.keys():
            self.add_error("target" if upper is None else "target_from", "A range has two ends: write this one too.")
        elif lower is not None and upper is not None and lower > upper:
            self.add_error("target_from", "The lower end lies above the upper one: change one of the two.")
        return values

    def fields_of_indicator(self) -> IndicatorFields:
        values = {
            name: value for name, value in self.cleaned_data.items() if name not in ("built_by", "owner", "reason")
        }
        activity, owner = self.cleaned_data["built_by"], self.cleaned_data["owner"]
        return IndicatorFields(
            **values, built_by_id=activity.pk if activity else None, owner_id=owner.pk if owner else None
        )

    @property
    def reason(self) -> str:
        """Why a target or due date moved, as far as it was asked for."""
        typed: str = self.cleaned_data.get("reason", "")
        return typed

    @staticmethod
    def initial_of(indicator: Indicator) -> dict[str, Any]:
        names = (*IndicatorForm.base_fields, "source_key", "built_by", "owner")
        values = {name: getattr(indicator, name) for name in names}
        return {**values, **{name: plain(getattr(indicator, name)) for name in NUMBERS}}


def _holds_an_aim(indicator: Indicator) -> bool:
    return any(value is not None for value in (indicator.target_from, indicator.target, indicator.due_on))


def _activity_choice(plan: Plan) -> ModelChoice:
    return ModelChoice(
        activities_in(plan),
        label="Activity that builds the source",
        to_field_name="uid",
        required=False,
        empty_label="None",
        help_text="Where the numbers do not exist yet.",
    )


def _owner_choice(plan: Plan, indicator: Indicator | None) -> ModelChoice:
    return ModelChoice(
        people_to_own(plan, besides=indicator.owner_id if indicator else None),
        label="Owner",
        to_field_name="uid",
        required=False,
        empty_label="Nobody yet",
        help_text="Waypost asks the owner when the next measurement is due.",
    )
