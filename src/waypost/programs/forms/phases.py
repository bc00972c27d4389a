"""What people type about following phases: which set, which days, why, and questions with their answers."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from waypost.programs.forms.periods import choose_from
from waypost.programs.models import Phase, PhaseQuestion
from waypost.programs.rules.phase_sets import LONGEST_LINE, LONGEST_TEXT, SetWords
from waypost.ui import forms as shared
from waypost.ui.forms import DayInput, ModelChoice

#: The choice of the phases that the cycle has now.
SAME = "same"

long_text = partial(shared.long_text, most=LONGEST_TEXT)


class DayForm(forms.Form):
    """A day that has come already, on the clocks of the program's organization."""

    on = forms.DateField(label="On which day", widget=DayInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        self.today = today
        super().__init__(data, initial={"on": today})

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Choose today or an earlier day; say it once the day has come.")
        return on


#: Whether the choice of a set can be changed.
KEPT = "The program keeps the set that you choose. You can add and take out outcomes and questions of each phase later."


def _with_phases(words: SetWords) -> SafeString:
    """The name of a set, with those of its phases and whom it suits below it."""
    phases = " · ".join(one.name for one in words.standing)
    advice = format_html('<span class="wp-sub">{}</span>', words.for_whom) if words.for_whom else ""
    return format_html('{}{}<span class="wp-sub">{}</span>', words.name, advice, phases)


class FollowForm(DayForm):
    """Which set of phases a program follows, and since when."""

    field_order = ["follows", "on"]

    def __init__(self, data: Any = None, *, today: date, sets: Mapping[str, SetWords]) -> None:
        super().__init__(data, today=today)
        choices = [(key, _with_phases(words)) for key, words in sets.items()]
        self.fields["follows"] = forms.ChoiceField(
            label="Set of phases", choices=choices, widget=forms.RadioSelect, help_text=KEPT
        )
        self.fields["on"].label = "First day of the first phase"
        self.order_fields(self.field_order)


class EnterForm(DayForm):
    """When a phase was entered, and why."""

    why = long_text("Why now", rows=2, help_text="For example: the pilot schools are ready.")


class LeaveForm(DayForm):
    """When a phase was left, and why."""

    why = long_text("Why", rows=2, help_text="For example: all is in place. You can come back later.")


class NextCycleForm(DayForm):
    """When the next cycle begins, what it is for, and with which phases.

    `told` names the set whose words stand above the form; what another one takes over is read before the cycle starts.
    `begun` is what somebody typed who only looked.
    """

    why = long_text(
        "What it is for", rows=2, help_text="For example: nine more schools, and a shorter first part.", required=True
    )
    field_order = ["follows", "on", "why", "told"]

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        sets: Mapping[str, SetWords],
        told: str,
        begun: Mapping[str, str] | None = None,
    ) -> None:
        self.read = data.get("told", "") if data is not None else ""
        super().__init__(data if data is None else {**data.dict(), "told": told}, today=today)
        self.initial = {**self.initial, "follows": SAME, **(begun or {}), "told": told}
        choices = [(SAME, "The phases of this cycle"), *((key, words.name) for key, words in sets.items())]
        self.fields["follows"] = forms.ChoiceField(label="Set of phases", choices=choices, widget=forms.RadioSelect)
        self.fields["told"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.order_fields(self.field_order)

    def clean_follows(self) -> str:
        chosen: str = self.cleaned_data["follows"]
        if chosen != self.read:
            raise forms.ValidationError("Read above what these phases take over, then start the cycle.")
        return chosen


class QuestionForm(forms.Form):
    """A question to ask in a phase."""

    text = forms.CharField(label="Question", max_length=LONGEST_LINE)
    outcome: Any = ModelChoice(None, label="About", required=False, empty_label="The whole phase", to_field_name="uid")

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "outcome", phase.outcomes.filter(taken_out_at=None))


class AnswerForm(forms.Form):
    """What the answer is."""

    text = long_text("Answer", rows=5, help_text="What you found out, and from whom.", required=True)

    @staticmethod
    def initial_of(question: PhaseQuestion) -> dict[str, Any]:
        """The newest answer, to go on from."""
        newest = question.answers.first()
        return {"text": newest.text if newest else ""}
