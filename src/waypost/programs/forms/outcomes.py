"""What people type about an outcome of a phase, and what they attach to it."""

from typing import Any, cast

from django import forms

from waypost.people.models import Organization, Person
from waypost.programs import outcomes as registry
from waypost.programs.actions.outcomes import Attached
from waypost.programs.forms.periods import choose_from
from waypost.programs.forms.phases import long_text
from waypost.programs.models import PhaseOutcome
from waypost.programs.queries.phases import people_who_may_edit
from waypost.programs.rules.phase_sets import (
    GROUP_LABELS,
    LONGEST_LINE,
    LONGEST_NAME,
    ElementGroup,
    OutcomeWords,
)
from waypost.programs.rules.phases import ATTACHED_LABELS, AttachedState
from waypost.ui.forms import ModelChoice

BY_HAND = "Nothing: we attach what is there"


def sources(kept: str = "") -> list[tuple[str, str]]:
    """What an outcome can be worked out from; `kept` stays a choice where no package registers it (any more)."""
    found = [(one.key, one.label) for one in registry.registered()]
    known = {key for key, _ in found}
    unknown = [(kept, f"{kept} (not installed here)")] if kept and kept not in known else []
    return [("", BY_HAND), *found, *unknown]


class OutcomeForm(forms.Form):
    """Words, group, source and owner of an outcome."""

    label = forms.CharField(label="Outcome", max_length=LONGEST_NAME, help_text="A thing, not a task: Charter.")
    hint = forms.CharField(
        label="What it should show", max_length=LONGEST_LINE, required=False, help_text="One sentence."
    )
    group = forms.ChoiceField(
        label="Group of key elements", choices=[(one.value, words) for one, words in GROUP_LABELS.items()]
    )
    key = forms.ChoiceField(label="Waypost works it out from", required=False)
    owner: Any = ModelChoice(None, label="Who has it", required=False, empty_label="Nobody yet", to_field_name="uid")

    def __init__(self, *args: Any, organization: Organization, kept: PhaseOutcome | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["key"]).choices = sources(kept.key if kept else "")
        choose_from(self, "owner", people_who_may_edit(organization))

    def words(self) -> OutcomeWords:
        typed = self.cleaned_data
        return OutcomeWords(typed["label"], typed["hint"], ElementGroup(typed["group"]), typed["key"])

    def owner_chosen(self) -> Person | None:
        owner: Person | None = self.cleaned_data["owner"]
        return owner

    @staticmethod
    def initial_of(outcome: PhaseOutcome) -> dict[str, Any]:
        words = {name: getattr(outcome, name) for name in ("label", "hint", "group", "key")}
        return {**words, "owner": outcome.owner.uid if outcome.owner else ""}


class WaiveForm(forms.Form):
    """Why the program does without an outcome."""

    why = long_text(
        "Why you do without it", rows=2, help_text="Whoever reads the phase sees it. You can reopen it.", required=True
    )


class TakeOutForm(forms.Form):
    """Why an outcome leaves the phase."""

    why = long_text("Why", rows=2, help_text="You can put it back with all that hangs on it.")


class AttachForm(forms.Form):
    """Work that was done elsewhere."""

    state = forms.ChoiceField(
        label="How far is it",
        choices=[(one.value, words) for one, words in ATTACHED_LABELS.items()],
        widget=forms.RadioSelect,
        initial=AttachedState.AGREED.value,
    )
    note = long_text(
        "What it is", rows=2, help_text="For example: the 12-page review of coaching, finished in May.", required=True
    )
    link = forms.CharField(
        label="Link", required=False, max_length=2000, help_text="Where it stands. Waypost shows it and never opens it."
    )
    file = forms.FileField(
        label="Or a file", required=False, help_text="Only those who may read this program can open it."
    )

    def work(self) -> Attached:
        typed = self.cleaned_data
        return Attached(AttachedState(typed["state"]), typed["note"].strip(), typed["link"].strip(), typed["file"])
