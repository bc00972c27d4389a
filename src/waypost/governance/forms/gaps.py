"""What people type about an element of the talent system."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.catalog.models import MicroCredential
from waypost.governance.forms.kept import KeptChoice
from waypost.governance.forms.reflection import line, long_text
from waypost.governance.models import GapScale, TalentElement
from waypost.governance.models.reflection import LONGEST_NAME, LONGEST_TITLE
from waypost.governance.rules.gaps import HIGHEST, LOWEST, WANTED_BELOW, GapFields, GapPriority, is_below
from waypost.plans import measures
from waypost.plans.models import Objective
from waypost.plans.rules.kinds import choices


def score(label: str, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=LOWEST,
        max_value=HIGHEST,
        decimal_places=1,
        widget=forms.NumberInput({"step": "0.1"}),
    )


def when_to_work(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Not decided yet"), *choices(GapPriority)], required=False)


class TitledChoice(KeptChoice):
    """A micro-credential of the catalog, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class ElementForm(forms.Form):
    """Where an element is, where it should be, how we know, and what the gap leads to."""

    name = line("Element", LONGEST_NAME, "A part of how people join, grow, move up and stay.", required=True)
    now = score("Now", "From 1 to 4, with one decimal.")
    now_words = long_text("What it is like now", rows=2)
    wanted = score("Wanted", "From 1 to 4, with one decimal.")
    wanted_words = long_text("What it should be like", rows=2)
    document_url = forms.URLField(
        label="Data: a document",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="The address of a report or a table.",
    )
    is_survey_later = forms.BooleanField(label="Data: a survey will ask later", required=False)
    data_words = long_text("What the data say", "The figure, its year, and how many people stand behind it.", rows=2)
    priority = when_to_work("When to work on it")

    def __init__(
        self,
        data: Any = None,
        *,
        objectives: QuerySet[Objective],
        credentials: QuerySet[MicroCredential],
        element: TalentElement | None = None,
    ) -> None:
        super().__init__(data)
        offered = {measure.key: measure.label for measure in measures.registered()}
        if element and element.measure_key:
            offered.setdefault(element.measure_key, element.measure_key)
        self.fields["measure_key"] = forms.ChoiceField(
            label="Data: a measure of Waypost", choices=[("", "None"), *offered.items()], required=False
        )
        self.leads_to: dict[str, KeptChoice] = {
            "objective": KeptChoice(
                objectives,
                label="It leads to an objective",
                empty_label="None yet",
                unseen="an objective that you do not see",
            ),
            "micro_credential": TitledChoice(
                credentials,
                label="It leads to a choice from the catalog",
                empty_label="None yet",
                unseen="one that is not in the catalog",
            ),
        }
        self.fields |= self.leads_to
        first = ["name", "now", "now_words", "wanted", "wanted_words", "measure_key", "document_url"]
        self.order_fields([*first, "is_survey_later", "data_words", "priority", *self.leads_to])
        if element:
            self.initial = self.initial_of(element)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if is_below(typed.get("wanted"), typed.get("now")):
            self.add_error("wanted", WANTED_BELOW)
        return typed

    def edit(self) -> dict[str, Any]:
        """What both actions on elements take."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in self.leads_to}
        return {"fields": GapFields(**typed), **{name: self.cleaned_data[name] for name in self.leads_to}}

    def initial_of(self, element: TalentElement) -> dict[str, Any]:
        """What stands in each field; what the viewer may not see stays."""
        links = {name: field.keep(getattr(element, name)) for name, field in self.leads_to.items()}
        plain = {name: getattr(element, name) for name in ElementForm.base_fields}
        return plain | {"measure_key": element.measure_key} | links


class ScaleForm(forms.Form):
    """What the ends of the scale mean."""

    low = line("1 means", LONGEST_TITLE, required=True)
    high = line("4 means", LONGEST_TITLE, required=True)

    @staticmethod
    def initial_of(scale: GapScale) -> dict[str, Any]:
        return {"low": scale.low, "high": scale.high}
