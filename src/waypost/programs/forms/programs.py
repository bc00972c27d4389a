"""What people type about programs and what they curate."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from waypost.people.models import Person
from waypost.people.queries import organizations
from waypost.plans.models import Activity
from waypost.programs.forms.periods import PeriodForm, choose_from
from waypost.programs.models import Program
from waypost.programs.queries.programs import MANAGE, activities_to_serve, credentials_to_curate
from waypost.ui.forms import CHOOSE_ONE, ModelChoice


def by_plan(activities: Iterable[Activity]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices below the name of their plan and its owner, each with its objective; `activities` come plan by plan."""
    return [
        (
            f"{plan.title}, {plan.organization.name}",
            [(one.pk, f"Objective {one.objective.number}: {one.text}") for one in found],
        )
        for plan, found in groupby(activities, key=lambda one: one.objective.plan)
    ]


class ProgramForm(PeriodForm):
    """The program's own words and dates."""

    name = forms.CharField(max_length=200)
    purpose = forms.CharField(
        label="What educators gain from it",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences that an educator reads before choosing.",
    )
    field_order = ["name", "purpose", "starts_on", "ends_on"]


class NewProgramForm(ProgramForm):
    """A program and what it serves."""

    organization: Any = ModelChoice(None, label="Offered by", empty_label=None)
    activity = ModelChoice(
        None,
        label="Activity of the plan that it carries out",
        help_text="Every award of the program can be walked back to this activity, its objective and its goal.",
    )
    field_order = ["name", "purpose", "organization", "activity", "starts_on", "ends_on"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "organization", organizations(person, MANAGE))
        found = activities_to_serve(person)
        choose_from(self, "activity", found)
        cast(ModelChoice, self.fields["activity"]).choices = [("", CHOOSE_ONE), *by_plan(found)]


class TitledField(ModelChoice):
    """A micro-credential, named with the title of its published version."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class CurateForm(forms.Form):
    """One micro-credential and why it fits; `has_choices` is whether there is anything left to offer."""

    micro_credential = ModelChoice(None, label="Micro-credential")
    reason = forms.CharField(
        label="Why it fits this program",
        max_length=300,
        required=False,
        help_text="Educators read this beside it: which priority or need it answers.",
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: QuerySet[Any] = credentials_to_curate(program)
        choose_from(self, "micro_credential", found)
        named = [(one.pk, one.title) for one in found]
        cast(ModelChoice, self.fields["micro_credential"]).choices = [("", CHOOSE_ONE), *named]
        self.has_choices = bool(named)
