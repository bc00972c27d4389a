"""What people type about cohorts and who is in them."""

from typing import Any, Protocol

from django import forms

from waypost.people.models import Person
from waypost.programs.forms.periods import PeriodForm, choose_from
from waypost.programs.models import Cohort
from waypost.programs.queries.cohorts import schools_of
from waypost.ui.forms import DayInput, ModelChoice


class CohortForm(PeriodForm):
    """A cohort's name and dates."""

    name = forms.CharField(max_length=200, help_text="Educators see it: Cohort A, spring 2027.")
    ends_on = forms.DateField(
        label="Evidence due",
        widget=DayInput(),
        help_text="Whoever began by then can still send later; nobody begins after it.",
    )
    field_order = ["name", "starts_on", "ends_on"]


class FindEducatorsForm(forms.Form):
    """Narrows the educators that can be invited."""

    school: Any = ModelChoice(None, required=False, empty_label="All schools")
    name = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "school", schools_of(cohort.program))

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
