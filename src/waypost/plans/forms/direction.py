"""What people type about priorities and goals, about how work goes on and about who takes part."""

from typing import Any

from django import forms

from waypost.plans.forms.fields import long_text
from waypost.plans.forms.plans import OrganizationForm
from waypost.plans.models import Goal, Involvement, PriorityArea, Procedure
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.kinds import SchoolLevel, Stage, Voice, choices
from waypost.plans.rules.voices import InvolvementFields
from waypost.ui.forms import CHOOSE_ONE


class PriorityAreaForm(forms.Form):
    """What an organization cares about most, and why."""

    title = forms.CharField(
        label="Priority area", max_length=LONGEST_TITLE, help_text="A few words: A growth system that educators trust."
    )
    reason = long_text("Why it matters", "What shows that it comes first: numbers, voices, duties.")

    @staticmethod
    def initial_of(area: PriorityArea) -> dict[str, Any]:
        return {"title": area.title, "reason": area.reason}


class NewPriorityAreaForm(OrganizationForm, PriorityAreaForm):
    """The same for an organization."""


class GoalForm(forms.Form):
    """A broad goal."""

    text = long_text("Broad goal", "What will be true, for whom, by when.", required=True)

    @staticmethod
    def initial_of(goal: Goal) -> dict[str, Any]:
        return {"text": goal.text}


class ProcedureForm(forms.Form):
    """How work goes on at one stage."""

    text = long_text("How it goes", required=True, rows=6)

    @staticmethod
    def initial_of(procedure: Procedure | None) -> dict[str, Any]:
        return {"text": procedure.text if procedure else ""}


class InvolvementForm(forms.Form):
    """Who takes part at one stage, and how."""

    stage = forms.ChoiceField(label="Stage", choices=choices(Stage))
    voice = forms.ChoiceField(label="Voice", choices=[("", CHOOSE_ONE), *choices(Voice)])
    who = long_text("Who", "Names, roles or groups: two teachers of each pilot school.", required=True, rows=2)
    part = long_text("What they do", "Decide, give advice, try out, review, tell others.", rows=2)

    def __init__(self, data: Any = None, *, with_levels: bool, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        if with_levels:
            self.fields["school_level"] = forms.ChoiceField(
                label="Level of school",
                choices=[("", "Any level"), *choices(SchoolLevel)],
                required=False,
            )
            self.order_fields(["stage", "voice", "school_level"])

    def fields_of_row(self, kept_level: str = "") -> InvolvementFields:
        """`kept_level` stands where the form does not ask for one."""
        return InvolvementFields(**{"school_level": kept_level, **self.cleaned_data})

    def initial_of(self, row: Involvement) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.fields}
