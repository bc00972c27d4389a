"""What people type about initiatives and about why they were hard."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.governance.forms.decision_choice import DecisionChoice
from waypost.governance.forms.kept import KeptChoice
from waypost.governance.forms.reflection import line, long_text
from waypost.governance.models import Cause, Decision, Initiative
from waypost.governance.models.reflection import LONGEST_TITLE
from waypost.governance.rules.initiatives import CauseFields, CauseKind, Difficulty, InitiativeFields
from waypost.plans.models import Activity, Objective
from waypost.plans.rules.kinds import choices
from waypost.ui.forms import CHOOSE_ONE

FIRST_YEAR, LAST_YEAR = 1950, 2099
MOST_USD = 10**12
MOST_PEOPLE = 1_000_000
#: The fields that name what takes a cause up.
TAKES_UP = ("objective", "activity", "decision")
SHOW = (("", "All"), ("past", "Past"), ("present", "Going on"), ("difficult", "Difficult"))


def _year(label: str, help_text: str = "", *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, required=required, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class InitiativeForm(forms.Form):
    """Something that was tried, or is going on."""

    title = line("Name", LONGEST_TITLE, "As people here call it: Coaching cycles in reading.", required=True)
    what = long_text("What it is or was", "Two or three sentences that a newcomer understands.", required=True)
    since_year = _year("From which year", "Four digits: 2019.", required=True)
    until_year = _year("Until which year", "Leave it empty while it goes on.")
    for_whom = long_text("For whom", "Which educators, schools or students, and about how many.", rows=2)
    cost_usd = forms.IntegerField(
        label="Cost in dollars",
        help_text="All years together. Leave it empty where nobody knows.",
        required=False,
        min_value=0,
        max_value=MOST_USD,
    )
    what_happened = long_text("What happened", "What came of it, with a number where there is one.")
    what_remains = long_text("What remains", "What is still in use, or still talked about; nothing is an answer too.")
    difficulty = forms.ChoiceField(label="How it went", choices=[("", CHOOSE_ONE), *choices(Difficulty)])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        since, until = typed.get("since_year"), typed.get("until_year")
        if since and until and until < since:
            self.add_error("until_year", "It ended before it began: check both years.")
        return typed

    def fields_of_initiative(self) -> InitiativeFields:
        return InitiativeFields(**self.cleaned_data)

    @staticmethod
    def initial_of(initiative: Initiative) -> dict[str, Any]:
        return {name: getattr(initiative, name) for name in InitiativeForm.base_fields}


class EffectForm(forms.Form):
    """What the analysis of an initiative explains."""

    effect = long_text("What needs explaining", "What was seen, not why: Only 12 of 40 cycles were finished.", rows=2)
    asked_count = forms.IntegerField(
        label="How many people were asked",
        help_text="In talks, sessions or a survey about it.",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
    )

    @staticmethod
    def initial_of(initiative: Initiative) -> dict[str, Any]:
        return {"effect": initiative.effect, "asked_count": initiative.asked_count}


class CauseForm(forms.Form):
    """One answer to "why?", and what takes it up."""

    text = line("Cause", LONGEST_TITLE, "A few words: No release time in testing weeks.", required=True)
    kind = forms.ChoiceField(
        label="Where it lies",
        choices=[("", CHOOSE_ONE), *choices(CauseKind)],
        help_text="A cause below another one is drawn where its topmost cause lies.",
    )
    evidence = long_text("How we know", "What people said, what records show.")
    named_by = forms.IntegerField(label="How many people named it", required=False, min_value=1, max_value=MOST_PEOPLE)
    is_root = forms.BooleanField(
        label="This is a root", required=False, help_text="Asking why once more brings nothing that we could change."
    )
    taken_up_in = line(
        "Taken up in a decision that is not in the log", LONGEST_TITLE, "In words: Two release days, October 12."
    )

    def __init__(
        self,
        data: Any = None,
        *,
        places: QuerySet[Cause],
        objectives: QuerySet[Objective],
        activities: QuerySet[Activity],
        decisions: QuerySet[Decision],
        cause: Cause | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.links = {
            "below": _link(places, "It answers why of", "What needs explaining", "a cause that was taken out"),
            "objective": _link(
                objectives, "Taken up in an objective", "No objective", "an objective that you do not see"
            ),
            "activity": _link(activities, "Taken up in an activity", "No activity", "an activity that you do not see"),
            "decision": DecisionChoice(
                decisions,
                label="Taken up in a decision",
                empty_label="No decision of the log",
                unseen="a decision that you do not see",
            ),
        }
        self.fields |= self.links
        self.order_fields(["text", "below", "kind", "evidence", "named_by", "is_root", *TAKES_UP])
        if cause:
            self.initial = self.initial_of(cause)

    def edit(self) -> dict[str, Any]:
        """What both actions on causes take."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in self.links}
        return {"fields": CauseFields(**typed), **{name: self.cleaned_data[name] for name in self.links}}

    def initial_of(self, cause: Cause) -> dict[str, Any]:
        """What stands in each field; what the viewer may not see stays."""
        stands = {"below": cause.parent, **{name: getattr(cause, name) for name in TAKES_UP}}
        links = {name: field.keep(stands[name]) for name, field in self.links.items()}
        return {name: getattr(cause, name) for name in CauseForm.base_fields} | links


def _link(found: QuerySet[Any], label: str, none: str, unseen: str) -> KeptChoice:
    return KeptChoice(found, label=label, empty_label=none, unseen=unseen)
