"""What people type about a program's ambition, timing and how it lasts (FR3, LA1)."""

from datetime import date
from typing import Any

from django import forms

from waypost.programs.forms.periods import StoredForm
from waypost.programs.forms.planning_forms import long_text
from waypost.programs.models import AmbitionChoice
from waypost.programs.rules.ambitions import ASKS, Ambition
from waypost.ui.forms import DayInput

#: Answers older than this year are mistyped.
EARLIEST = date(2000, 1, 1)


class AmbitionCards(forms.RadioSelect):
    """Each way as a card that is chosen as a whole, with what it means and what it asks for."""

    template_name = "programs/planning/ambition_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        context["widget"]["cards"] = [(option, ASKS[Ambition(option["value"])]) for option in options]
        return context


class AmbitionForm(forms.Form):
    """One of the three, and why."""

    ambition = forms.ChoiceField(
        label="How far do you want to go?",
        choices=[(each.value, asks.label) for each, asks in ASKS.items()],
        widget=AmbitionCards(),
        error_messages={"required": "Choose one of the three: you can change it later."},
    )
    reason = long_text("Why this one, and why now", "Whoever joins later reads it first.", required=True)

    def choice(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {**self.cleaned_data, "ambition": Ambition(self.cleaned_data["ambition"])}

    @staticmethod
    def initial_of(choice: AmbitionChoice | None) -> dict[str, Any]:
        if choice is None:
            return {}
        return {"ambition": choice.ambition, "reason": choice.reason}


class TimingQuestionForm(forms.Form):
    """A question of one's own."""

    text = forms.CharField(
        label="Question",
        max_length=300,
        help_text="For example: When do our bus routes allow a meeting after school?",
    )


class TimingAnswerForm(forms.Form):
    """What somebody said."""

    said_by = forms.CharField(label="Who said it", max_length=200, help_text="A name, or a role: grade 4 teachers.")
    said_on = forms.DateField(label="On which day", widget=DayInput())
    text = long_text("What they said", required=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError("Choose the day on which you talked: today or earlier.")
        return day


class SustainabilityForm(StoredForm):
    """Four short texts; each can wait."""

    continues = long_text("What continues", "What has to go on when the first money is used up, and what may end.")
    payers = long_text("Who pays", "Which budget carries which part, and who agreed to it.")
    begins = long_text("From when", "The month or school year from which it has to carry itself.", rows=2)
    risks = long_text("What could stop it", "And what you do about each: a leader who goes, money that ends.")


class TakeOutForm(forms.Form):
    """Why a part of the planning leaves it; some parts ask for it."""

    why = forms.CharField(required=False, max_length=300)
