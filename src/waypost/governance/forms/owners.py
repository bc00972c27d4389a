"""What people type about named owners in standing departments."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.governance.actions.owners import OwnershipFields
from waypost.governance.forms.committee_fields import LONGEST_TEXT, WHO_HELP, day, line
from waypost.governance.forms.kept import KeptChoice
from waypost.governance.models import Ownership
from waypost.governance.queries.committees import goals_to_own, objectives_to_own
from waypost.people.models import Organization, Person


class OwnershipForm(forms.Form):
    """Who in which department owns what."""

    department = line("Department", "A standing department, such as Professional Learning or Human Resources.")
    who = line("Owner", WHO_HELP)
    process = forms.CharField(
        label="Process",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
        help_text="What this person keeps going: how awards reach the personnel record. Or choose a goal or objective.",
    )
    ended_on = day("Until", "Only where somebody else took over, or the task ended.")

    def __init__(
        self, data: Any = None, *, person: Person, organization: Organization, ownership: Ownership | None = None
    ) -> None:
        super().__init__(data)
        objectives = objectives_to_own(person, organization)
        self.owned_things = {
            "goal": _owned(goals_to_own(organization), "Goal", "a goal that you do not see"),
            "objective": _owned(objectives, "Objective", "an objective that you do not see"),
        }
        self.fields |= self.owned_things
        self.order_fields(("department", "who", *self.owned_things, "process", "ended_on"))
        if ownership:
            self.initial = self.initial_of(ownership)

    def owned(self) -> OwnershipFields:
        return OwnershipFields(**self.cleaned_data)

    def initial_of(self, ownership: Ownership) -> dict[str, Any]:
        """What stands in each field; what the viewer may not see stays."""
        return {
            "department": ownership.department,
            "who": ownership.said,
            "process": ownership.process,
            "ended_on": ownership.ended_on,
            **{name: field.keep(getattr(ownership, name)) for name, field in self.owned_things.items()},
        }


def _owned(found: QuerySet[Any], label: str, unseen: str) -> KeptChoice:
    return KeptChoice(found, label=label, empty_label="None", unseen=unseen)
