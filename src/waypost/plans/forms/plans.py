"""What people type about a plan as a whole, or the file that it comes from."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.people.models import Organization
from waypost.plans.forms.fields import day, long_text
from waypost.plans.forms.suggestions import SuggestedText
from waypost.plans.models import Goal, Plan
from waypost.plans.rules.copies import NEEDS_OBJECTIVES, CopiedPart, CopyChoice
from waypost.plans.rules.fields import LONGEST_TITLE, PlanFields
from waypost.plans.rules.kinds import choices
from waypost.plans.rules.templates import PlanTemplate, plan_templates
from waypost.plans.rules.words import name
from waypost.standards.implementation_plan.any_file import MAX_FILE_BYTES, read_any
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.ui.forms import ModelChoice

#: Ten years, in months.
LONGEST_MOVE = 120


def months_to_move() -> forms.IntegerField:
    """Where the dates of a plan go that another one begins with."""
    return forms.IntegerField(
        label="Move dates by so many months",
        required=False,
        min_value=-LONGEST_MOVE,
        max_value=LONGEST_MOVE,
        help_text="12 is the same day next year, 0 keeps each date. Leave it empty to begin without dates.",
    )


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

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begun, implemented = cleaned.get("started_on"), cleaned.get("implemented_on")
        if begun and implemented and implemented < begun:
            self.add_error("implemented_on", "Choose the day on which it started, or a later one.")
        return cleaned

    def offer_areas(self, titles: list[str]) -> None:
        """Let people choose one of these while they type a priority area."""
        widget = SuggestedText(titles)
        widget.attrs |= self.fields["priority_area"].widget.attrs
        self.fields["priority_area"].widget = widget

    def offer_goals(self, goals: Sequence[Goal]) -> None:
        """Let people choose one of these instead of typing; the chosen one's words take the place of typed ones."""
        if not goals:
            return
        by_uid = {goal.uid: goal for goal in goals}
        listed = [(goal.uid, _goal_said(goal, several=_several_places(goals))) for goal in goals]
        self.fields["listed_goal"] = forms.ChoiceField(
            label="Goal from your list",
            choices=[("", "Write it below"), *listed],
            required=False,
            help_text="Its words go into both fields below.",
        )
        before = [field for field in self.fields if field not in ("listed_goal", "priority_area", "goal")]
        self.order_fields([*before[: before.index("title") + 1], "listed_goal"])
        chosen = by_uid.get(self.data.get("listed_goal", ""))
        if chosen is not None:
            words = {"listed_goal": "", "priority_area": chosen.priority_area.title, "goal": chosen.text}
            self.data = {**{field: self.data[field] for field in self.data}, **words}

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
    """A plan from blank, or from a template whose words it begins with."""

    def __init__(
        self, data: Any = None, *, organizations: QuerySet[Organization], template: PlanTemplate | None = None
    ) -> None:
        super().__init__(data, organizations=organizations)
        keys = [("", ""), *((key, key) for key in plan_templates())]
        self.fields["template"] = forms.ChoiceField(choices=keys, required=False, widget=forms.HiddenInput)
        if template is not None:
            names = ("title", "priority_area", "goal")
            self.initial["template"] = template.key
            self.initial.update({name: getattr(template, name) for name in names})

    def chosen_template(self) -> PlanTemplate | None:
        return plan_templates().get(self.cleaned_data["template"])


class CopyForm(OrganizationForm, PlanForm):
    """A plan that begins with parts of another."""

    parts = forms.MultipleChoiceField(
        label="What to copy",
        choices=choices(CopiedPart),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What happened since stays behind: progress, notes and measurements.",
    )
    months = months_to_move()

    def __init__(self, data: Any = None, *, organizations: QuerySet[Organization], source: Plan) -> None:
        super().__init__(data, organizations=organizations)
        title = f"Copy of {source.title}"[:LONGEST_TITLE]
        own = next((place for place in organizations if place.pk == source.organization_id), organizations.first())
        days = {"started_on": None, "implemented_on": None}
        everything = {"parts": [part.value for part in CopiedPart], "months": 12, "organization": own}
        self.initial.update({**PlanForm.initial_of(source), **days, **everything, "title": title})

    def clean_parts(self) -> frozenset[CopiedPart]:
        parts = frozenset(CopiedPart(part) for part in self.cleaned_data["parts"])
        if parts & NEEDS_OBJECTIVES and CopiedPart.OBJECTIVES not in parts:
            raise forms.ValidationError("Activities and alignment belong to objectives: choose objectives too.")
        return parts

    def choice(self) -> CopyChoice:
        return CopyChoice(self.cleaned_data["parts"], self.cleaned_data["months"])


class ImportForm(OrganizationForm):
    """A file of any kind that plans come in; `document` is what it says once the form is valid."""

    file = forms.FileField(
        label="File",
        help_text="Word (.docx) like the template, Excel (.xlsx), CSV, or JSON from an export; up to 10 MB.",
    )
    document: PlanDocument

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            self.document = read_any(upload.read(MAX_FILE_BYTES + 1))
        except UnreadablePlanFileError as error:
            raise forms.ValidationError(str(error)) from error
        return upload


def _several_places(goals: Sequence[Goal]) -> bool:
    return len({goal.priority_area.organization_id for goal in goals}) > 1


def _goal_said(goal: Goal, *, several: bool) -> str:
    """ "Teachers who stay: By next summer …", with whose it is where there are `several` organizations."""
    area = goal.priority_area
    whose = f" ({area.organization.name})" if several else ""
    return f"{name(area.title)}: {name(goal.text)}{whose}"
