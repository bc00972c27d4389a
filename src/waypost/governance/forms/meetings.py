"""What people type about meetings, agendas, attendance, minutes and actions."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from waypost.common.days import full_day
from waypost.governance.forms.committee_fields import LONGEST_TEXT, WHO_HELP, day, line, text
from waypost.governance.models import ActionItem, AgendaItem, CommitteeMember, Meeting
from waypost.governance.models.meetings import LONGEST_TITLE
from waypost.governance.queries.agendas import DraftedItem
from waypost.governance.queries.seats import SeatLine
from waypost.governance.rules.meetings import ActionFields, MeetingFields, one_a_line
from waypost.people.models import Person
from waypost.plans.models import Objective
from waypost.plans.queries import access
from waypost.ui.forms import ModelChoice

DAY_AND_PLACE = ("on", "at", "place", "link", "guests")


class HourInput(forms.TimeInput):
    """A time in the browser's own picker, which sends and reads HH:MM."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(forms.Form):
    """Date, time and place."""

    on = day("Date", required=True)
    at = forms.TimeField(label="Time", widget=HourInput())
    place = line("Place", "A room, or “online”. May stay empty.", required=False)
    link = forms.URLField(
        label="Link", required=False, max_length=500, assume_scheme="https", help_text="For those who join online."
    )
    guests = text(
        "Guests",
        "Who is expected besides the members. Waypost sends nobody a letter about a meeting: tell them yourself.",
        rows=2,
    )

    def said(self) -> MeetingFields:
        return MeetingFields(**{name: self.cleaned_data[name] for name in DAY_AND_PLACE})

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        there = meeting.starts_at.astimezone(ZoneInfo(meeting.committee.organization.timezone))
        rest = {name: getattr(meeting, name) for name in ("place", "link", "guests")}
        return {"on": there.date(), "at": there.strftime("%H:%M"), **rest}


def titles(value: str) -> tuple[str, ...]:
    """Titles of items, one a line. Raises ValidationError where one is too long."""
    found = one_a_line(value)
    if any(len(title) > LONGEST_TITLE for title in found):
        raise forms.ValidationError(f"Write at most {LONGEST_TITLE} characters for an item: the minutes hold the rest.")
    return found


class NewMeetingForm(MeetingForm):
    """With the agenda: what is open, ticked at first, and one's own items."""

    def __init__(self, data: Any = None, *, draft: Sequence[DraftedItem]) -> None:
        super().__init__(data)
        self.draft = {item.question.key: item for item in draft}
        if draft:
            self.fields["open"] = forms.MultipleChoiceField(
                label="Agenda: what is open",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(key, f"{item.question.title} ({item.question.why})") for key, item in self.draft.items()],
                initial=list(self.draft),
            )
        self.fields["own"] = text("Agenda: items of your own", "One on each line. You can add more later.", rows=4)

    def clean_own(self) -> tuple[str, ...]:
        return titles(self.cleaned_data["own"])

    def chosen(self) -> list[DraftedItem]:
        return [self.draft[key] for key in self.draft if key in self.cleaned_data.get("open", [])]


class ItemsForm(forms.Form):
    """More items for an agenda."""

    own = text("Items", "One on each line.", required=True, rows=4)

    def clean_own(self) -> tuple[str, ...]:
        return titles(self.cleaned_data["own"])


class ItemForm(forms.Form):
    """The words of one item."""

    title = forms.CharField(label="Item", max_length=LONGEST_TITLE)

    @staticmethod
    def initial_of(item: AgendaItem) -> dict[str, Any]:
        return {"title": item.title}


class MinutesForm(forms.Form):
    """What was said about an item."""

    minutes = text("Minutes", "What was said that somebody who was not there should know.", rows=10)

    @staticmethod
    def initial_of(item: AgendaItem) -> dict[str, Any]:
        return {"minutes": item.minutes}


class AttendanceForm(forms.Form):
    """Who of those who sat that day came."""

    members = forms.MultipleChoiceField(label="Who came", required=False, widget=forms.CheckboxSelectMultiple)
    guests = text("Guests", "Who else was there.", rows=2)

    def __init__(self, data: Any = None, *, lines: Sequence[SeatLine], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.by_uid = {seat.member.uid: seat.member for seat in lines}
        field = self.fields["members"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(seat.member.uid, seat.facts.name) for seat in lines]

    def chosen(self) -> list[CommitteeMember]:
        return [self.by_uid[uid] for uid in self.cleaned_data["members"]]

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        came = [found.member.uid for found in meeting.attendances.select_related("member")]
        return {"members": came, "guests": meeting.guests}


class ActionForm(forms.Form):
    """Who does what until when; a new one lies on `earliest` or later."""

    text = forms.CharField(label="What", max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}))
    who = line("Who", f"{WHO_HELP} May stay empty for now.", required=False)
    due_on = day("Until")

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any] | None = None, earliest: date | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.earliest = earliest

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and self.earliest and due_on < self.earliest:
            raise forms.ValidationError(f"Choose {full_day(self.earliest)} or a later day.")
        return due_on

    def said(self) -> ActionFields:
        return ActionFields(**self.cleaned_data)

    @staticmethod
    def initial_of(action: ActionItem) -> dict[str, Any]:
        return {"text": action.text, "who": action.said, "due_on": action.due_on}


class IntoPlanForm(forms.Form):
    """Which objective of a plan it serves, and until when."""

    target_on = day("Target date")

    def __init__(self, data: Any = None, *, person: Person, action: ActionItem) -> None:
        super().__init__(data, initial={"target_on": action.due_on})
        self.fields["objective"] = ObjectiveChoice(
            access.objectives(person, access.EDIT).order_by("-plan__created_at", "number"),
            label="Objective of the plan",
            to_field_name="uid",
        )
        self.order_fields(("objective", "target_on"))

    def into(self) -> dict[str, Any]:
        return {"objective": self.cleaned_data["objective"], "target_on": self.cleaned_data["target_on"]}


class ObjectiveChoice(ModelChoice):
    """Objectives with the number that people know them by, and the plan they stand in."""

    def label_from_instance(self, obj: Objective) -> str:
        return f"{obj.number}. {obj.text} ({obj.plan.title})"
