"""What people choose when they take from the plan above, and when it offers a change."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.people.models import Organization
from waypost.plans.forms.fields import long_text
from waypost.plans.forms.plans import OrganizationForm, PlanForm, months_to_move
from waypost.plans.models import Baseline
from waypost.plans.queries.offers import OpenOffer
from waypost.plans.rules.comparison import parts_of
from waypost.plans.rules.lineage import Branch, TakeChoice, branches_of
from waypost.plans.rules.offers import ThreeValues
from waypost.plans.rules.values import label_of, said

ALONG = "Choose objectives. An activity that stays chosen comes along with its objective."


class BranchesInput(forms.CheckboxSelectMultiple):
    """A box for each objective, and below it one for each of its activities."""

    template_name = "plans/branches.html"

    def __init__(self, branches: Sequence[Branch], had: Collection[str]) -> None:
        super().__init__()
        self.branches, self.had = branches, had

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"branches": self.branches, "had": self.had, "chosen": frozenset(value or ())}
        return context


def parts_to_take(branches: Iterable[Branch], had: Collection[str] = (), help_text: str = "") -> forms.Field:
    """Boxes for these; of the objectives that stand here already, whose uids are `had`, only for the activities."""
    found = tuple(branches)
    parts = [part for branch in found for part in (branch.objective, *branch.activities)]
    return forms.MultipleChoiceField(
        label="What to take",
        choices=[(part.uid, part.uid) for part in parts if part.uid not in had],
        widget=BranchesInput(found, had),
        help_text=help_text,
        error_messages={
            "invalid_choice": "This is not in the plan any more: choose again.",
            "required": "Choose at least one objective.",
        },
    )


class TakeForm(OrganizationForm, PlanForm):
    """A plan that takes parts of what was adopted above."""

    months = months_to_move()

    def __init__(self, data: Any = None, *, organizations: QuerySet[Organization], baseline: Baseline) -> None:
        super().__init__(data, organizations=organizations)
        self.branches = branches_of(parts_of(baseline.snapshot))
        self.fields["parts"] = parts_to_take(self.branches, help_text=ALONG)
        self.fields["baseline"] = forms.IntegerField(widget=forms.HiddenInput)
        words = {name: baseline.snapshot[name] for name in ("title", "priority_area", "goal")}
        activities = [part.uid for branch in self.branches for part in branch.activities]
        self.initial.update({**words, "months": 0, "parts": activities, "baseline": baseline.number})

    def choice(self) -> TakeChoice:
        chosen = frozenset(self.cleaned_data["parts"])
        objectives = frozenset(branch.objective.uid for branch in self.branches)
        return TakeChoice(chosen & objectives, chosen - objectives, self.cleaned_data["months"])


class MoreForm(forms.Form):
    """What else a plan takes of what was adopted above; activities of a new objective come along unless left out."""

    def __init__(self, data: Any = None, *, branches: Sequence[Branch], had: Collection[str], baseline: int) -> None:
        super().__init__(data)
        self.fields["parts"] = parts_to_take(branches, had, ALONG)
        self.fields["baseline"] = forms.IntegerField(widget=forms.HiddenInput)
        fresh = [branch for branch in branches if branch.objective.uid not in had]
        activities = [part.uid for branch in fresh for part in branch.activities]
        self.initial.update({"parts": activities, "baseline": baseline})


class ValuesInput(forms.CheckboxSelectMultiple):
    """A row for each value that changed there: a box, what it was, what it is there, and what stands here."""

    template_name = "plans/offered_values.html"

    def __init__(self, values: Iterable[ThreeValues]) -> None:
        super().__init__()
        self.values = tuple(values)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [
            {
                "name": one.name,
                "label": label_of(one.name),
                "words": [said(one.name, kept, {}) for kept in (*one.said, one.here)],
                "comes_as": said(one.name, one.there, {}) if one.is_moved else "",
                "is_own": one.is_own,
            }
            for one in self.values
        ]
        context["widget"] |= {"rows": rows, "chosen": frozenset(value or ())}
        return context


class OfferForm(forms.Form):
    """Which of the offered values to take; what was changed here too is kept unless somebody chooses theirs."""

    def __init__(self, data: Any = None, *, offer: OpenOffer) -> None:
        super().__init__(data)
        self.fields["values"] = forms.MultipleChoiceField(
            label="What changed there",
            choices=[(value.name, label_of(value.name)) for value in offer.values],
            required=bool(offer.values) and "all" not in self.data,
            widget=ValuesInput(offer.values),
            help_text="What you leave out stays as it is here.",
            error_messages={
                "invalid_choice": "This is not offered any more: choose again.",
                "required": "Choose at least one value to take, or decline the change below.",
            },
        )
        self.initial["values"] = [value.name for value in offer.values if not value.is_own]


class DeclineForm(forms.Form):
    """Why an offer is declined."""

    reason = long_text("Why you decline it", "One sentence is enough. It stands in the history.", required=True)
