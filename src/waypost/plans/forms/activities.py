"""What people type about an activity: its words, its date, how far it is."""

from datetime import date
from typing import Any

from django import forms

from waypost.plans.forms.fields import as_lines, day, lines_of, long_text
from waypost.plans.models import DONE, Activity, Plan
from waypost.plans.rules.fields import ActivityFields
from waypost.ui.forms import ModelChoice


class ActivityForm(forms.Form):
    """All about an activity but its target date and progress."""

    text = long_text("Activity", "Begin with a verb: Recruit pilot schools.", required=True, rows=2)
    leads = long_text("Leads", "One person, role or organization on each line.", rows=2)
    start_on = day("Start date")
    resources = long_text("Resources", "One on each line: staff time, space, supplies, funding.", rows=2)
    anticipated_result = long_text("Anticipated product or result", "What will be there, and how many.", rows=2)
    setback = long_text("Possible setback", "What could set it back.", rows=2)
    workaround = long_text("Workaround", "What you would do then.", rows=2)

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
            "setback": activity.setback,
            "workaround": activity.workaround,
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
