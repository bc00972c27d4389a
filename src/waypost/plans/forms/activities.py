"""What people type about an activity: its words, its dates, how far it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.html import escape

from waypost.plans.forms.fields import day, long_text, number, plain, settle_done_on
from waypost.plans.forms.lines import FormWithLines, Lines, LinesField
from waypost.plans.models import DONE, Activity, ActivityLead, ActivityResource, Plan
from waypost.plans.rules.fields import ActivityFields, Actuals, Line
from waypost.plans.rules.kinds import LeadKind, ResourceKind, ResultKind, choices
from waypost.ui.forms import ModelChoice

#: Names of the fields of `ActivityForm`, which are those of `ActivityFields`.
SAID = (
    "text", "is_milestone", "leads", "resources", "anticipated_result", "result_kind", "anticipated_number", "setback",
    "workaround",
)  # fmt: skip
#: The same of `Actuals`.
ACTUALS = ("begun_on", "actual_result", "actual_number")
#: Help with an objective that is written beside its first activity.
FIRST_OBJECTIVE = (
    "The plan has none yet: this one is added with the activity. Who does or gets what, how much, and by when."
)


class ActivityForm(FormWithLines):
    """All about an activity but its dates, its progress and what it needs."""

    template_name = "plans/activity_fields.html"

    text = long_text("Activity", "Begin with a verb: Recruit pilot schools.", required=True, rows=2)
    is_milestone = forms.BooleanField(
        label="A milestone: one moment that counts, such as a vote of the board", required=False
    )
    leads = LinesField(
        "Leads",
        "A name or email address, a role with or without a name (Assessor lead: Tom Becker), or an organization.",
        noun="lead",
        kinds=LeadKind,
    )
    resources = LinesField(
        "Resources", "What it needs: 6 hours of counsel, a room.", noun="resource", kinds=ResourceKind
    )
    anticipated_result = long_text("Anticipated product or result", "What will be there when it is done.", rows=2)
    result_kind = forms.ChoiceField(
        label="Kind of result", choices=[("", "Not said yet"), *choices(ResultKind)], required=False
    )
    anticipated_number = number("How many", "For example 12, for 12 assessors.")
    setback = long_text("Possible setback", "What could set it back.", rows=2)
    workaround = long_text("Workaround", "What you would do then.", rows=2)

    def offer(self, names: list[str]) -> None:
        """Names to choose from while a lead is typed."""
        self.fields["leads"].widget.suggestions = names

    def fields_of_activity(self) -> ActivityFields:
        return ActivityFields(**{name: self.cleaned_data[name] for name in SAID})

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        return {
            **{name: getattr(activity, name) for name in SAID},
            "anticipated_number": plain(activity.anticipated_number),
            "leads": as_typed(activity.leads.all()),
            "resources": as_typed(activity.resources.all()),
        }


class NewActivityForm(ActivityForm):
    """An activity with its objective, which is chosen or the plan's first one, and its first dates."""

    start_on = day("Start date")
    target_on = day("Target date")

    def __init__(self, data: Any = None, *, plan: Plan, chosen: str = "") -> None:
        super().__init__(data, initial={"objective": data.get("objective", chosen) if data else chosen})
        there = plan.objectives.all()
        self.fields["objective"] = (
            ModelChoice(there, label="Objective", to_field_name="uid", empty_label=None)
            if there
            else long_text("Objective", FIRST_OBJECTIVE, required=True, rows=2)
        )
        self.order_fields(["objective", "text", "start_on", "target_on", "is_milestone", "leads"])


class DateForm(forms.Form):
    """New planned dates, with the reason that they need."""

    target_on = day("New date", "The day until which it is to be done.", required=True)
    start_on = day("Start date", "Change it if the start moves too.")
    reason = long_text("Why does it move?", "One sentence. The old date is kept beside it.", required=True, rows=2)

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        return {"target_on": activity.target_on, "start_on": activity.start_on}

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        super().__init__(data, initial=DateForm.initial_of(activity))
        self.fields["target_on"].required = activity.target_on is not None

    def clean(self) -> dict[str, Any]:
        """At least one date is said, and one of them is another than now."""
        values: dict[str, Any] = self.cleaned_data
        if self.errors.keys() & self.initial.keys():
            return values
        if not values["target_on"] and not values["start_on"]:
            self.add_error("target_on", "Choose a date.")
        elif all(values[name] == now for name, now in self.initial.items()):
            self.add_error("target_on", "This is its date now: choose another day.")
        return values


class ProgressForm(forms.Form):
    """How far an activity is, and what came out of it."""

    progress = forms.IntegerField(
        label="How much is done, in percent", min_value=0, max_value=DONE, help_text="100 means done."
    )
    begun_on = day("Begun on", "The day on which work really began.")
    completed_on = day("Done on", "Only with 100 percent; today, unless you choose another day.")
    actual_result = long_text("What came out of it", rows=2)
    actual_number = number("How many")
    note = long_text("Note", "What is there by now, what it waits for.", rows=2)

    def __init__(self, data: Any = None, *, activity: Activity, today: date) -> None:
        self.today = today
        super().__init__(data, initial=ProgressForm.initial_of(activity))
        if activity.anticipated_result:
            # Help is shown as HTML, and this is what people typed.
            self.fields["actual_result"].help_text = escape(f"At 100 percent. Planned: {activity.anticipated_result}")
        if activity.anticipated_number is not None:
            self.fields["actual_number"].help_text = f"Planned: {plain(activity.anticipated_number)}"

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        names = ("progress", "completed_on", *ACTUALS)
        return {**{name: getattr(activity, name) for name in names}, "actual_number": plain(activity.actual_number)}

    def clean(self) -> dict[str, Any]:
        """Completion has a day, and unfinished work none; nothing real lies ahead."""
        values: dict[str, Any] = self.cleaned_data
        is_done = values.get("progress") == DONE
        settle_done_on(self, self.today, is_done=is_done, stands=self.initial["completed_on"])
        if (values.get("begun_on") or self.today) > self.today:
            self.add_error("begun_on", "Choose today or an earlier day.")
        return values

    def said(self) -> dict[str, Any]:
        """Progress, the day it was done, and the note."""
        return {name: self.cleaned_data[name] for name in ("progress", "completed_on", "note")}

    def actuals(self) -> Actuals:
        return Actuals(**{name: self.cleaned_data[name] for name in ACTUALS})


def as_typed(rows: Iterable[ActivityLead | ActivityResource]) -> Lines:
    """Stored leads or resources as the rows of a form."""
    return Lines(Line(row.text, row.kind) for row in rows)
