"""What people type about plans, checked, and turned into the values that the actions take."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.people.models import Organization
from waypost.plans import measures
from waypost.plans.models import DONE, Activity, AlignmentRow, Indicator, Objective, Plan
from waypost.plans.rules.fields import (
    LONGEST_TITLE,
    ActivityFields,
    AlignmentFields,
    IndicatorFields,
    ObjectiveFields,
    PlanFields,
)
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.standards.implementation_plan.reader import read_plan
from waypost.standards.implementation_plan.safe_docx import MAX_FILE_BYTES
from waypost.ui.forms import DayInput, ModelChoice

UNSAID, YES, NO = "", "yes", "no"
POLICY_CHOICES = [(UNSAID, "Not said yet"), (YES, "Yes"), (NO, "No")]
BY_HAND = "Measured by hand"
LONGEST_TEXT = 20_000


def long_text(label: str, help_text: str = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget, max_length=LONGEST_TEXT)


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=required, widget=DayInput())


def number(label: str, help_text: str = "", *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=help_text, required=required, max_digits=16, decimal_places=4)


class PlanForm(forms.Form):
    """A plan's own words."""

    title = forms.CharField(
        label="Title", max_length=LONGEST_TITLE, help_text="For example: Implementation plan, 2026."
    )
    priority_area = forms.CharField(
        label="Priority area", max_length=LONGEST_TITLE, help_text="What your organization cares about most."
    )
    goal = long_text("Goal", "What will be true, for whom, by when.", required=True)
    started_on = day("Date started")
    implemented_on = day("Date implemented")

    def fields_of_plan(self) -> PlanFields:
        return PlanFields(**{name: self.cleaned_data[name] for name in PlanForm.base_fields})

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        return {
            "title": plan.title,
            "priority_area": plan.goal.priority_area.title,
            "goal": plan.goal.text,
            "started_on": plan.started_on,
            "implemented_on": plan.implemented_on,
        }


class OrganizationForm(forms.Form):
    """For which organization; the first one that the person may plan for is chosen."""

    def __init__(self, data: Any = None, files: Any = None, *, organizations: QuerySet[Organization]) -> None:
        super().__init__(data, files, initial={"organization": organizations.first()})
        self.fields["organization"] = ModelChoice(organizations, label="For", to_field_name="slug", empty_label=None)
        self.order_fields(["organization"])


class NewPlanForm(OrganizationForm, PlanForm):
    """A plan from blank."""


class ImportForm(OrganizationForm):
    """A Word file; `document` is what it says once the form is valid."""

    file = forms.FileField(label="Word file", help_text="A .docx file that follows the template, up to 10 MB.")
    document: PlanDocument

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            self.document = read_plan(upload.read(MAX_FILE_BYTES + 1))
        except UnreadablePlanFileError as error:
            raise forms.ValidationError(str(error)) from error
        return upload


class ObjectiveForm(forms.Form):
    """An objective and the background on its strategy."""

    text = long_text("Objective", "Specific, measurable, within reach, and with a date.", required=True)
    source = long_text("Source of the strategy", "Where the idea comes from.", rows=2)
    evidence_base = long_text("Evidence base", "What shows that it works.", rows=2)
    policy_change = forms.ChoiceField(
        label="Does it change a policy?", choices=POLICY_CHOICES, required=False, widget=forms.RadioSelect
    )
    policy_change_note = long_text("Which policy", rows=2)

    def fields_of_objective(self) -> ObjectiveFields:
        values = dict(self.cleaned_data)
        said = values.pop("policy_change")
        return ObjectiveFields(policy_change=None if said == UNSAID else said == YES, **values)

    @staticmethod
    def initial_of(objective: Objective) -> dict[str, Any]:
        said = {None: UNSAID, True: YES, False: NO}[objective.policy_change]
        names = ("text", "source", "evidence_base", "policy_change_note")
        return {"policy_change": said, **{name: getattr(objective, name) for name in names}}


class ActivityForm(forms.Form):
    """All about an activity but its target date and progress."""

    text = long_text("Activity", "Begin with a verb: Recruit pilot schools.", required=True, rows=2)
    leads = long_text("Leads", "One person, role or organization on each line.", rows=2)
    start_on = day("Start date")
    resources = long_text("Resources", "One on each line: staff time, space, supplies, funding.", rows=2)
    anticipated_result = long_text("Anticipated product or result", "What will be there, and how many.", rows=2)
    contingency = long_text("Contingency", "What could set it back, and what you would do then.", rows=2)

    def fields_of_activity(self) -> ActivityFields:
        values = {name: self.cleaned_data[name] for name in ActivityForm.base_fields}
        for name in ("leads", "resources"):
            values[name] = lines_of(values[name])
        return ActivityFields(**values)

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        return {
            "text": activity.text,
            "leads": as_lines(lead.text for lead in activity.leads.all()),
            "start_on": activity.start_on,
            "resources": as_lines(resource.text for resource in activity.resources.all()),
            "anticipated_result": activity.anticipated_result,
            "contingency": activity.contingency,
        }


class NewActivityForm(ActivityForm):
    """An activity with its objective and first target date."""

    target_on = day("Target date")

    def __init__(self, data: Any = None, *, plan: Plan, chosen: str = "") -> None:
        super().__init__(data, initial={"objective": chosen})
        self.fields["objective"] = ModelChoice(
            plan.objectives.all(), label="Objective", to_field_name="uid", empty_label=None
        )
        self.order_fields(["objective", "text", "leads", "start_on", "target_on"])


class DateForm(forms.Form):
    """A new target date, with the reason that it needs."""

    target_on = day("New date", required=True)
    reason = long_text("Why does it move?", "One sentence. The old date is kept beside it.", required=True, rows=2)


class ProgressForm(forms.Form):
    """How far an activity is."""

    progress = forms.IntegerField(
        label="How much is done, in percent", min_value=0, max_value=DONE, help_text="100 means done."
    )
    completed_on = day("Done on", "Only with 100 percent; today, unless you choose another day.")
    note = long_text("Note", "What is there by now, what it waits for.", rows=2)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, today: date) -> None:
        self.today = today
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Completion has a day, and unfinished work none."""
        values: dict[str, Any] = self.cleaned_data
        is_done = values.get("progress") == DONE
        values["completed_on"] = (values.get("completed_on") or self.today) if is_done else None
        if values["completed_on"] and values["completed_on"] > self.today:
            self.add_error("completed_on", "Choose today or an earlier day.")
        return values


class IndicatorForm(forms.Form):
    """What is measured, from where to where."""

    term = forms.ChoiceField(label="Term", choices=Indicator.Term.choices)
    text = long_text("What is measured", "For example: share of schools that began training.", required=True, rows=2)
    unit = forms.CharField(label="Unit", required=False, max_length=60, help_text="%, schools, educators …")
    baseline = number("Baseline", "Where it stood at the start.")
    target = number("Target")
    due_on = day("Due date")
    frequency = forms.CharField(label="How often it is measured", required=False, max_length=200)
    data_source = long_text("Data source", "Where the numbers come from, or what will build the source.", rows=2)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        fed = [(measure.key, f"Waypost: {measure.label}") for measure in measures.registered()]
        self.fields["source_key"] = forms.ChoiceField(
            label="Who measures it",
            choices=[("", BY_HAND), *fed],
            required=False,
            help_text="Waypost can keep some numbers up to date by itself.",
        )

    def fields_of_indicator(self) -> IndicatorFields:
        return IndicatorFields(**self.cleaned_data)

    @staticmethod
    def initial_of(indicator: Indicator) -> dict[str, Any]:
        values = {name: getattr(indicator, name) for name in (*IndicatorForm.base_fields, "source_key")}
        return {**values, "baseline": plain(indicator.baseline), "target": plain(indicator.target)}


class MeasurementForm(forms.Form):
    """One number on one day."""

    value = number("Value", required=True)
    measured_on = day("Measured on", required=True)
    note = long_text("Note", "What to know about this number.", rows=2)

    def __init__(self, data: Any = None, *, today: date) -> None:
        self.today = today
        super().__init__(data, initial={"measured_on": today})

    def clean_measured_on(self) -> date:
        measured_on: date = self.cleaned_data["measured_on"]
        if measured_on > self.today:
            raise forms.ValidationError("Choose today or an earlier day.")
        return measured_on


class AlignmentForm(forms.Form):
    """What an objective is aligned with; the plan names the columns."""

    state_priority = long_text("", rows=2)
    standard = long_text("", rows=2)
    funding = long_text("", rows=2)

    def __init__(self, data: Any = None, *, plan: Plan, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name, field in self.fields.items():
            field.label = getattr(plan, f"{name}_label")

    def clean(self) -> dict[str, Any]:
        """A row says something."""
        values: dict[str, Any] = self.cleaned_data
        if not any(values.values()):
            self.add_error(None, "Fill in at least one of the three.")
        return values

    def fields_of_row(self) -> AlignmentFields:
        return AlignmentFields(**self.cleaned_data)

    @staticmethod
    def initial_of(row: AlignmentRow) -> dict[str, Any]:
        return {name: getattr(row, name) for name in AlignmentForm.base_fields}


def lines_of(text: str) -> tuple[str, ...]:
    """What stands on each line or between semicolons; commas part nothing."""
    return tuple(part for piece in text.replace(";", "\n").splitlines() if (part := piece.strip()))


def as_lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def plain(value: Decimal | None) -> str:
    """A number as people type it, without idle zeros."""
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".")
