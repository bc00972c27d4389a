"""What people type about programs and cohorts."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, Protocol, cast

from django import forms
from django.db.models import QuerySet

from waypost.people.models import Person
from waypost.people.queries import organizations
from waypost.plans.models import Activity
from waypost.programs import queries
from waypost.programs.models import Cohort, IntroductoryTraining, Program
from waypost.programs.rules import MisdatedPeriod, Period
from waypost.ui.forms import CHOOSE_ONE, DayInput, ModelChoice


def choose_from(form: forms.Form, name: str, choices: QuerySet[Any]) -> None:
    """Let the field `name` offer exactly `choices`."""
    cast(ModelChoice, form.fields[name]).queryset = choices


class PeriodForm(forms.Form):
    """A first and a last day that fit each other."""

    starts_on = forms.DateField(label="First day", widget=DayInput())
    ends_on = forms.DateField(label="Last day", widget=DayInput())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "starts_on" in values and "ends_on" in values:
            try:
                Period(values["starts_on"], values["ends_on"])
            except MisdatedPeriod as problem:
                self.add_error("ends_on", str(problem))
        return values


class VersionForm(forms.Form):
    """Carries the version that the edit started from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, stored: Program | Cohort | IntroductoryTraining) -> dict[str, Any]:
        """What stands now in each field of the form."""
        return {name: getattr(stored, name) for name in cls.base_fields}

    def edit(self) -> dict[str, Any]:
        """The arguments of the edit action."""
        values = dict(self.cleaned_data)
        return {"started_from": values.pop("version"), **values}

    def start_again_from(self, version: int) -> None:
        """Keep what was typed and go on from what somebody else saved."""
        self.data = {**{name: self.data.get(name) for name in self.fields}, "version": version}


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
        choose_from(self, "organization", organizations(person, queries.MANAGE))
        found = queries.activities_to_serve(person)
        choose_from(self, "activity", found)
        cast(ModelChoice, self.fields["activity"]).choices = [("", CHOOSE_ONE), *by_plan(found)]


class EditProgramForm(VersionForm, ProgramForm):
    """The program's words and dates, as they stand."""


class CohortForm(PeriodForm):
    """A cohort's name and dates."""

    name = forms.CharField(max_length=200, help_text="Educators see it: Cohort A, spring 2027.")
    ends_on = forms.DateField(
        label="Evidence due",
        widget=DayInput(),
        help_text="Whoever began by then can still send later; nobody begins after it.",
    )
    field_order = ["name", "starts_on", "ends_on"]


class EditCohortForm(VersionForm, CohortForm):
    """The cohort's name and dates, as they stand."""


class TrainingForm(VersionForm):
    """The day on which a school began its introductory training."""

    begun_on = forms.DateField(
        label="First day of introductory training",
        required=False,
        widget=DayInput(),
        help_text="Leave it empty where training has not begun yet.",
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text="Who, where."
    )
    field_order = ["begun_on", "note"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_begun_on(self) -> date | None:
        begun_on: date | None = self.cleaned_data["begun_on"]
        if begun_on is not None and begun_on > self.today:
            raise forms.ValidationError("Choose today or an earlier day; record a later one once it has come.")
        return begun_on


class TitledField(ModelChoice):
    """A micro-credential, named with the title of its published version."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class CurateForm(forms.Form):
    """One micro-credential and why it fits."""

    micro_credential = TitledField(None, label="Micro-credential")
    reason = forms.CharField(
        label="Why it fits this program",
        max_length=300,
        required=False,
        help_text="Educators read this beside it: which priority or need it answers.",
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "micro_credential", queries.credentials_to_curate(program))


class FindEducatorsForm(forms.Form):
    """Narrows the educators that can be invited."""

    school: Any = ModelChoice(None, required=False, empty_label="All schools")
    name = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "school", queries.schools_of(cohort.program))

    def wanted(self) -> dict[str, Any]:
        """What to narrow by; a filter that makes no sense narrows nothing."""
        values = self.cleaned_data if self.is_valid() else {}
        return {"school": values.get("school"), "name": values.get("name", "")}


class NamedEducator(Protocol):
    """A role of an educator as `educators_to_invite` finds it."""

    person: Person
    school_name: str


class EducatorsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the library's types are too narrow
    """Educators, each named with their school."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: NamedEducator) -> str:
        return f"{obj.person.name}, {obj.school_name}"


class InviteForm(forms.Form):
    """The educators to invite, of those that were found."""

    educators = EducatorsField(None, error_messages={"required": "Choose at least one educator to invite."})

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "educators", found)


class LeaveForm(forms.Form):
    """Why somebody leaves a cohort."""

    reason = forms.CharField(max_length=300, help_text="For example: changed schools. What they earned stays theirs.")
