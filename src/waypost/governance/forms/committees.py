"""What people type about committees, seats and charters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waypost.governance.forms.committee_fields import WHO_HELP, day, line, text
from waypost.governance.models import Charter, Committee, CommitteeMember
from waypost.governance.queries.committees import places_for_committees
from waypost.governance.queries.seats import SeatLine
from waypost.governance.rules.committees import (
    CharterFields,
    CommitteeKind,
    Level,
    PhaseNames,
    SeatFields,
    VoiceKind,
)
from waypost.people.models import Person
from waypost.plans.rules.kinds import choices
from waypost.ui.forms import CHOOSE_ONE, ModelChoice

Choices = list[tuple[str, str]]
NOTHING: Choices = [("", CHOOSE_ONE)]


class CommitteeForm(forms.Form):
    """Name and kind."""

    name = line("Name", "Steering committee for micro-credentials")
    kind = forms.ChoiceField(
        label="Kind",
        choices=choices(CommitteeKind),
        help_text="A steering committee decides. A taskforce prepares one thing and then ends.",
    )

    @staticmethod
    def initial_of(committee: Committee) -> dict[str, Any]:
        return {"name": committee.name, "kind": committee.kind}

    def named(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "kind": CommitteeKind(self.cleaned_data["kind"])}


class NewCommitteeForm(CommitteeForm):
    """With its place, and a first charter where it is known."""

    field_order = ("organization", "name", "kind", "purpose")
    purpose = text("What it is for", "A sentence or two; the charter can grow later.")

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        self.fields["organization"] = ModelChoice(
            places_for_committees(person), label="Organization", to_field_name="uid", empty_label=None
        )
        self.order_fields(self.field_order)

    def charter(self) -> CharterFields | None:
        purpose = self.cleaned_data["purpose"]
        return CharterFields(purpose) if purpose else None


class CharterForm(forms.Form):
    """The three things that a charter says."""

    purpose = text("What the committee is for", "Whom it serves, and what it will have done.", required=True, rows=5)
    deciding = text("How it decides", "By consensus, by vote, and what happens when you do not agree.")
    meeting = text("How it meets", "How often, how long, who writes the minutes.")

    def written(self) -> CharterFields:
        return CharterFields(**self.cleaned_data)

    @staticmethod
    def initial_of(charter: Charter) -> dict[str, Any]:
        return {name: getattr(charter, name) for name in CharterForm.base_fields}


class AgreementForm(forms.Form):
    """Who of those who sit agreed to the charter."""

    members = forms.MultipleChoiceField(
        label="Who agreed", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one name."}
    )

    def __init__(self, data: Any = None, *, lines: Sequence[SeatLine]) -> None:
        super().__init__(data)
        self.by_uid = {seat.member.uid: seat.member for seat in lines}
        field = self.fields["members"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(seat.member.uid, seat.facts.name) for seat in lines]

    def chosen(self) -> list[CommitteeMember]:
        return [self.by_uid[uid] for uid in self.cleaned_data["members"]]


class SeatForm(forms.Form):
    """A member or an open seat. Who holds a seat stays: the field is gone from the form of a seat that is taken."""

    who = line("Member", f"{WHO_HELP} Leave it empty for an open seat.", required=False)
    part = line("Role in the committee", "Chair, note taker, member. May stay empty.", required=False)
    voice = forms.ChoiceField(label="Speaks for", choices=NOTHING + choices(VoiceKind))
    level = forms.ChoiceField(label="Level", choices=NOTHING + choices(Level))
    phases = forms.MultipleChoiceField(
        label="Speaks in these phases",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one phase in which this member speaks."},
    )
    starts_on = day("Term begins", required=True)
    ends_on = day("Term ends", "The last day of the term. May stay empty.")

    let_in = forms.BooleanField(
        label="Let this member open the committee's pages",
        required=False,
        help_text="Gives the role of committee member here to whoever does not come in yet: they read the program, and "
        "write minutes and decisions. It needs an account, and lasts until somebody ends it.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        phases: PhaseNames,
        may_let_in: bool,
        seat: CommitteeMember | None = None,
        starts_on: date | None = None,
    ) -> None:
        begun = {"starts_on": starts_on, "phases": list(phases)}
        super().__init__(data, initial=SeatForm.initial_of(seat) if seat else begun)
        self._offer(phases, seat.phases if seat else [])
        self.kept, self.holder = seat, seat.said if seat else ""
        if self.holder:
            del self.fields["who"]
        if self.holder or not may_let_in:
            del self.fields["let_in"]

    def _offer(self, phases: PhaseNames, kept: Sequence[str]) -> None:
        """The phases of today, and what the seat kept of earlier ones."""
        field = self.fields["phases"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [*phases.items(), *((key, key.capitalize()) for key in kept if key not in phases)]

    @property
    def lets_in(self) -> bool:
        return bool(self.cleaned_data.get("let_in"))

    def seat(self) -> SeatFields:
        typed = {"who": self.holder, **self.cleaned_data}
        typed.pop("let_in", None)
        return SeatFields(**{**typed, "phases": tuple(typed["phases"])})

    @staticmethod
    def initial_of(seat: CommitteeMember) -> dict[str, Any]:
        said = {"who": seat.said} if not seat.said else {}
        names = ("part", "voice", "level", "phases", "starts_on", "ends_on")
        return {**said, **{name: getattr(seat, name) for name in names}}


class NameForm(forms.Form):
    """The name of a member without an account."""

    name = line("Name")

    @staticmethod
    def initial_of(seat: CommitteeMember) -> dict[str, Any]:
        return {"name": seat.name}
