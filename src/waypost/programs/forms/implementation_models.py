"""What people type about an implementation model: for how many, what they want and have, and what it is mixed from."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from waypost.programs.forms.planning_forms import count, exact, long_text
from waypost.programs.models import ImplementationModel
from waypost.programs.ready_mixes import ReadyMix
from waypost.programs.rules.estimates import GOAL_LABELS, PartKind, figures_words
from waypost.programs.shipped_options import Option

#: The field of each kind.
FIELDS = {PartKind.SUPPORT: "supports", PartKind.LOCATION: "locations", PartKind.CURRENCY: "currencies"}
LABELS = {
    PartKind.SUPPORT: "Supports: who and what helps",
    PartKind.LOCATION: "Locations: where and how people meet",
    PartKind.CURRENCY: "Currencies: what earning is worth",
}
NOT_COLUMNS = ("anew", *FIELDS.values())
#: A model may be saved without one, and says then what is missing.
ONE_AT_LEAST = "one at least"


class ThereForm(forms.Form):
    """The hours and the money that the organization has for a model."""

    staff_hours_there = exact("Hours that your staff has for it", "In all. Leave it empty where nobody knows yet.")
    educator_hours_there = exact("Hours that one educator has for it")
    money_there = exact("Money that you have for it, in dollars")

    @staticmethod
    def initial_of(model: ImplementationModel) -> dict[str, Any]:
        return {name: getattr(model, name) for name in ThereForm.base_fields}


class ModelForm(ThereForm):
    """The columns of a model and the entries that it is mixed from; `anew` stands only where a model is changed."""

    name = forms.CharField(max_length=120, help_text="Short, so that three can stand side by side: Coached, two days.")
    educators = count("For how many educators", least=1)
    awards = count("How many awards you expect", "Of all of them together, while the program runs.")
    goals = forms.MultipleChoiceField(
        label="What the program wants most",
        choices=[(goal.value, label) for goal, label in GOAL_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="The model's page says where a part helps with none of them.",
    )
    supports = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    locations = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    currencies = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What an award counts for once it is earned: money, hours toward a license, a role, being seen.",
    )
    staff_hour_usd = exact(
        "What an hour of your staff costs, in dollars",
        "Staff hours then count in the cost, and adopting turns them into a budget line.",
    )
    note = long_text("Note", "What speaks for it and against it.")
    anew = forms.BooleanField(
        label="Take the figures that the library has today for what was chosen before",
        required=False,
    )

    field_order = ["name", "educators", "awards", "goals", *FIELDS.values(), *ThereForm.base_fields]

    def __init__(self, *args: Any, offered: Iterable[Option], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(offered)
        for kind, name in FIELDS.items():
            self._offer(kind, cast(Any, self.fields[name]))
        cast(Any, self.fields["goals"]).mark = "two or three"
        if is_new:
            del self.fields["anew"]

    def _offer(self, kind: PartKind, field: Any) -> None:
        """The names alone stand to be ticked; what each asks for is folded below them."""
        of_kind = [each for each in self.offered if each.kind is kind]
        field.label, field.mark = LABELS[kind], ONE_AT_LEAST
        field.choices = [(each.key, each.name) for each in of_kind]
        field.template_name = "programs/planning/options_field.html"
        field.asked = [(each.name, figures_words(each.part.figures)) for each in of_kind]

    def columns(self) -> dict[str, Any]:
        """The columns of the model."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_COLUMNS}

    def chosen(self) -> list[Option]:
        """The entries, in the order of the library."""
        return [each for each in self.offered if each.key in self.cleaned_data[FIELDS[each.kind]]]

    @staticmethod
    def initial_of_mix(mix: ReadyMix) -> dict[str, Any]:
        """A name and ticks to start from; how many it is for only its people know."""
        mixed = {name: list(mix.keys[kind]) for kind, name in FIELDS.items()}
        return {"name": mix.name, "goals": list(mix.goals), **mixed}

    @staticmethod
    def initial_of(model: ImplementationModel) -> dict[str, Any]:
        columns = {name: getattr(model, name) for name in ModelForm.base_fields if name not in NOT_COLUMNS}
        parts = list(model.parts.all())
        mixed = {name: [part.option_key for part in parts if part.kind == kind] for kind, name in FIELDS.items()}
        return {**columns, **mixed}
