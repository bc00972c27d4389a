"""What a lead answers by the link of a reminder, and what whoever edits the plan decides on a proposed date."""

from datetime import date
from typing import Any

from django import forms

from waypost.plans.forms.fields import day, long_text, settle_done_on
from waypost.plans.models import DONE


class HowFarForm(forms.Form):
    """How far the activity is; `version` is the one that the page showed."""

    progress = forms.IntegerField(
        label="How much is done, in percent", min_value=0, max_value=DONE, help_text="100 means done."
    )
    completed_on = day("Done on", "Only with 100 percent; today, unless you choose another day.")
    note = long_text("Note", "What is there by now, what it waits for.", rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], today: date) -> None:
        self.today = today
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Completion has a day, and unfinished work none."""
        settle_done_on(self, self.today, is_done=self.cleaned_data.get("progress") == DONE)
        return self.cleaned_data

    def start_again_from(self, version: int) -> None:
        """Sending once more replaces what somebody else saved, knowingly."""
        self.data = {**{name: self.data.get(name) for name in self.fields}, "version": version}


class NewDateForm(forms.Form):
    """A date that the lead proposes."""

    proposed_on = day("New date", required=True)
    reason = long_text("Why should it move?", "One sentence, for whoever decides.", required=True, rows=2)


class KeepDateForm(forms.Form):
    """A word on why the date stays."""

    word = long_text("Why does the date stay?", "One sentence, for the lead who asked.", required=True, rows=2)
