"""What people type about following phases: which set, which days, why, and questions with their answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from waypost.programs.forms.periods import choose_from
from waypost.programs.models import Phase, PhaseQuestion
from waypost.programs.rules.phase_sets import LONGEST_LINE, LONGEST_TEXT, SetWords
from waypost.ui.forms import DayInput, ModelChoice


def long_text(label: str, *, help_text: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    """A text of a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


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
    """The name of a set, with those of its phases below it."""
    return format_html('{}<span class="wp-sub">{}</span>', words.name, " · ".join(one.name for one in words.standing))


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

    why = long_text("Why now", required=False, rows=2, help_text="For example: the pilot schools are ready.")


class LeaveForm(DayForm):
    """When a phase was left, and why."""

    why = long_text("Why", required=False, rows=2, help_text="For example: all is in place. You can come back later.")


class NextCycleForm(DayForm):
    """When the next cycle begins, and what it is for."""

    why = long_text("What it is for", rows=2, help_text="For example: nine more schools, and a shorter first part.")


class QuestionForm(forms.Form):
    """A question to ask in a phase."""

    text = forms.CharField(label="Question", max_length=LONGEST_LINE)
    outcome: Any = ModelChoice(None, label="About", required=False, empty_label="The whole phase", to_field_name="uid")

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "outcome", phase.outcomes.filter(taken_out_at=None))


class AnswerForm(forms.Form):
    """What the answer is; `version` counts the answers before it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = long_text("Answer", rows=5, help_text="What you found out, and from whom.")

    @staticmethod
    def initial_of(question: PhaseQuestion) -> dict[str, Any]:
        """The newest answer, to go on from."""
        newest = question.answers.first()
        return {"version": question.version, "text": newest.text if newest else ""}
