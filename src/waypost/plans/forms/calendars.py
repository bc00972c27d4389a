"""Which calendar gets an address."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.plans.models import Plan
from waypost.ui.forms import ModelChoice

MINE = "What I lead"


class CalendarForm(forms.Form):
    """A plan, or what the person leads."""

    def __init__(self, data: Any = None, *, plans: QuerySet[Plan], chosen: str = "") -> None:
        super().__init__(data, initial={"plan": chosen})
        self.fields["plan"] = ModelChoice(
            plans, label="Calendar of", to_field_name="uid", empty_label=MINE, required=False
        )
