"""What people type about stakeholders and leaders."""

from typing import Any

from django import forms

from waypost.governance.forms.reflection import day, line, long_text, person_name, suggest
from waypost.governance.models import Commitment, Conversation, Leader, Stakeholder
from waypost.governance.models.reflection import LONGEST_NAME, LONGEST_TITLE
from waypost.governance.rules.stakeholders import (
    STEP_WORDS,
    CommitmentFields,
    LeaderFields,
    StakeholderFields,
    StakeholderKind,
    Stance,
)
from waypost.plans.rules.kinds import choices
from waypost.ui.forms import CHOOSE_ONE, SegmentedRadio

SCALE = [(str(step), f"{step} {words}") for step, words in STEP_WORDS.items()]


def _step(label: str, help_text: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, choices=SCALE, coerce=int, widget=SegmentedRadio())


class StakeholderForm(forms.Form):
    """Who has a stake, where they stand, and how they are engaged."""

    name = line("Who", LONGEST_NAME, "A group or a person: Teachers of grades 3 to 5.", required=True)
    kind = forms.ChoiceField(label="A group or a person", choices=choices(StakeholderKind))
    is_classroom = forms.BooleanField(label="These are classroom educators", required=False)
    interest = _step("Interest", "How much it touches them.")
    influence = _step("Influence", "How much it can grow or wait because of them.")
    stance = forms.ChoiceField(label="How they see it today", choices=[("", CHOOSE_ONE), *choices(Stance)])
    engagement = long_text("How they are engaged", "Where and how often they are heard, and what they are asked.")
    engaged_by = person_name("By whom")

    def __init__(self, data: Any = None, *, names: list[str], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        suggest(self, "engaged_by", names)

    def fields_of_stakeholder(self) -> StakeholderFields:
        return StakeholderFields(**self.cleaned_data)

    @staticmethod
    def initial_of(stakeholder: Stakeholder) -> dict[str, Any]:
        plain = {field: getattr(stakeholder, field) for field in StakeholderForm.base_fields}
        return plain | {"engaged_by": stakeholder.engaged_by_said}


class LeaderForm(forms.Form):
    """Somebody who leads the district or a school."""

    name = person_name("Name", required=True)
    post = line("What they lead", LONGEST_TITLE, "Superintendent; principal of Juniper Elementary.", required=True)
    contact = line("How to reach them", LONGEST_TITLE, "Phone, email, or whom to ask for a time.")
    concerns = long_text("What concerns them", "In their words as far as you can.")

    def __init__(self, data: Any = None, *, names: list[str], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        suggest(self, "name", names)

    def fields_of_leader(self) -> LeaderFields:
        return LeaderFields(**self.cleaned_data)

    @staticmethod
    def initial_of(leader: Leader) -> dict[str, Any]:
        return {"name": leader.said, "post": leader.post, "contact": leader.contact, "concerns": leader.concerns}


class ConversationForm(forms.Form):
    """What was said, on which day and by whom."""

    held_on = day("Day", required=True)
    held_by = person_name("Who talked with them", required=True)
    said = long_text("What was said", "What they hope for, what they ask, what you told them.", required=True, rows=5)

    def __init__(self, data: Any = None, *, names: list[str], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        suggest(self, "held_by", names)

    @staticmethod
    def initial_of(conversation: Conversation) -> dict[str, Any]:
        return {
            "held_on": conversation.held_on,
            "held_by": conversation.held_by_said,
            "said": conversation.said,
        }


class CommitmentForm(forms.Form):
    """What was promised, by when, and on which day it was kept."""

    text = long_text("What was promised", "By them or to them: two release days for each cohort.", required=True)
    made_on = day("Promised on", required=True)
    due_on = day("To be done by", "Leave it empty where no day was named.")
    kept_on = day("Kept on", "Leave it empty while it is not kept yet.")

    def fields_of_commitment(self) -> CommitmentFields:
        return CommitmentFields(**self.cleaned_data)

    @staticmethod
    def initial_of(commitment: Commitment) -> dict[str, Any]:
        return {field: getattr(commitment, field) for field in CommitmentForm.base_fields}
