"""What several forms of programs share: days that fit each other, the version that an edit started from."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from waypost.programs.models import Cohort, IntroductoryTraining, Program
from waypost.programs.rules.periods import MisdatedPeriod, Period
from waypost.ui.forms import DayInput, ModelChoice


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
