"""What several forms of programs share: what stands stored, and days that fit each other."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from waypost.common.models import Record
from waypost.programs.rules.periods import MisdatedPeriod, Period
from waypost.ui.forms import DayInput, ModelChoice


def choose_from(form: forms.Form, name: str, choices: QuerySet[Any]) -> None:
    """Let the field `name` offer exactly `choices`."""
    cast(ModelChoice, form.fields[name]).queryset = choices


class StoredForm(forms.Form):
    """Edits what is stored under the names of its fields."""

    @classmethod
    def initial_of(cls, stored: Record) -> dict[str, Any]:
        """What stands now in each field of the form."""
        return {name: getattr(stored, name) for name in cls.base_fields}


class PeriodForm(StoredForm):
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
