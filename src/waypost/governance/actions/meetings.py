"""Writes to meetings and their agendas (FR2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.governance.actions.saving import check_stands, check_works, lock, save
from waypost.governance.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    Decision,
    Meeting,
)
from waypost.governance.rules.meetings import MOST_ITEMS, MeetingFields, instant_of


class AgendaIsFull(ValueError):
    """An agenda holds so many items and no more."""


class HoldsMinutes(ValueError):
    """What was said, decided or given to somebody stays on the record."""


@dataclass(frozen=True)
class NewItem:
    """An item to put on an agenda; `decision` or `action` where it is about an open question."""

    title: str
    decision: Decision | None = None
    action: ActionItem | None = None


@transaction.atomic
def plan_meeting(*, by: Actor, committee: Committee, fields: MeetingFields, items: Iterable[NewItem] = ()) -> Meeting:
    """Set a date, with an agenda. Raises AgendaIsFull and HasEnded."""
    check_works(committee)
    meeting = Meeting.objects.create(
        committee=committee,
        starts_at=instant_of(fields, committee.organization.timezone),
        place=fields.place,
        link=fields.link,
        guests=fields.guests,
    )
    placed = _place(meeting, list(items))
    after = {"starts_at": meeting.starts_at, "place": meeting.place, "agenda": [item.title for item in placed]}
    audit.record(by=by, verb="plan meeting", on=meeting, after=after)
    return meeting


@transaction.atomic
def change_meeting(*, by: Actor, meeting: Meeting, started_from: int, fields: MeetingFields) -> Meeting:
    """Move it, or change where it is and who is invited besides. Raises EditConflict."""
    current = lock(meeting, started_from)
    values = {
        "starts_at": instant_of(fields, current.committee.organization.timezone),
        "place": fields.place,
        "link": fields.link,
        "guests": fields.guests,
    }
    save(by=by, verb="change meeting", current=current, values=values)
    return current


@transaction.atomic
def take_attendance(
    *,
    by: Actor,
    meeting: Meeting,
    started_from: int,
    offered: Iterable[CommitteeMember],
    members: Iterable[CommitteeMember],
    guests: str,
) -> Meeting:
    """Note who of those who were `offered` came, in place of what was noted of them before.

    Raises EditConflict and IsCanceled.
    """
    check_stands(meeting)
    current = lock(meeting, started_from)
    asked = {member.pk for member in offered if member.committee_id == current.committee_id}
    came = [member for member in members if member.pk in asked]
    noted = current.attendances.filter(member__in=asked)
    before = set(noted.values_list("member_id", flat=True))
    if current.attendance_taken_at and before == {member.pk for member in came} and current.guests == guests:
        return current
    noted.delete()
    Attendance.objects.bulk_create(Attendance(meeting=current, member=member) for member in came)
    current.guests, current.attendance_taken_at = guests, clock.now()
    current.version += 1
    current.save(update_fields=["guests", "attendance_taken_at", "version"])
    after = {"members": [member.said for member in came], "guests": guests}
    audit.record(by=by, verb="take attendance", on=current, after=after)
    return current


@transaction.atomic
def add_items(*, by: Actor, meeting: Meeting, items: Iterable[NewItem]) -> tuple[AgendaItem, ...]:
    """Put items at the end of the agenda. Raises AgendaIsFull and IsCanceled."""
    check_stands(meeting)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    placed = _place(meeting, list(items))
    changes = [(item, {"title": item.title, "meeting": meeting.uid}) for item in placed]
    audit.record_each(by=by, verb="add agenda item", changes=changes)
    return tuple(placed)


@transaction.atomic
def retitle_item(*, by: Actor, item: AgendaItem, started_from: int, title: str) -> AgendaItem:
    """Reword an item, and put it back where it was removed meanwhile. Raises EditConflict."""
    put_back_item(by=by, item=item)
    current = lock(item, started_from)
    save(by=by, verb="edit agenda item", current=current, values={"title": title})
    return current


@transaction.atomic
def write_minutes(*, by: Actor, item: AgendaItem, started_from: int, minutes: str) -> AgendaItem:
    """Write what was said about an item, which stays on the agenda then, also where it was removed meanwhile.

    Raises IsCanceled, and EditConflict: no text of a colleague is lost.
    """
    check_stands(item.meeting)
    put_back_item(by=by, item=item)
    current = lock(item, started_from)
    save(by=by, verb="write minutes", current=current, values={"minutes": minutes})
    return current


@transaction.atomic
def move_item_up(*, by: Actor, item: AgendaItem, shown_position: int) -> None:
    """Trade places with the item above; a second click, or one on an old page, moves nothing."""
    current = _locked(item)
    _trade_places(by, current, _others(current).filter(position__lt=current.position).last(), shown_position)


@transaction.atomic
def move_item_down(*, by: Actor, item: AgendaItem, shown_position: int) -> None:
    """The same with the item below."""
    current = _locked(item)
    _trade_places(by, current, _others(current).filter(position__gt=current.position).first(), shown_position)


@transaction.atomic
def remove_item(*, by: Actor, item: AgendaItem) -> None:
    """Take an item from the agenda; again changes nothing. Raises HoldsMinutes."""
    current = _locked(item)
    if current.removed_at is not None:
        return
    if current.minutes or current.actions.exists() or (current.decision and current.decision.decided_on):
        raise HoldsMinutes("Something was written, decided or given to somebody under this item: it stays.")
    audit.record(by=by, verb="remove agenda item", on=current, before={"title": current.title})
    current.removed_at = clock.now()
    current.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_item(*, by: Actor, item: AgendaItem) -> None:
    """Put it back at its place on the agenda; what stands there stays as it is."""
    current = _locked(item)
    if current.removed_at is not None:
        current.removed_at = None
        current.save(update_fields=["removed_at"])
        audit.record(by=by, verb="put back agenda item", on=current, after={"title": current.title})


def _place(meeting: Meeting, items: list[NewItem]) -> list[AgendaItem]:
    last = AgendaItem.ever.filter(meeting=meeting).aggregate(last=models.Max("position"))["last"] or 0
    if meeting.items.count() + len(items) > MOST_ITEMS:
        raise AgendaIsFull(f"An agenda holds {MOST_ITEMS} items: leave some for the next meeting.")
    made = [
        AgendaItem(meeting=meeting, position=last + place, title=item.title, decision=item.decision, action=item.action)
        for place, item in enumerate(items, 1)
    ]
    return AgendaItem.objects.bulk_create(made)


def _locked(item: AgendaItem) -> AgendaItem:
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    return AgendaItem.ever.select_for_update(of=("self",)).get(pk=item.pk)


def _others(item: AgendaItem) -> "models.QuerySet[AgendaItem]":
    return AgendaItem.objects.filter(meeting_id=item.meeting_id).order_by("position")


def _trade_places(by: Actor, current: AgendaItem, neighbor: AgendaItem | None, shown_position: int) -> None:
    """By way of place 0, which no item has."""
    before = current.position
    if neighbor is None or before != shown_position or current.removed_at is not None:
        return
    after = neighbor.position
    for item, position in ((current, 0), (neighbor, before), (current, after)):
        item.position = position
        item.save(update_fields=["position"])
    audit.record(by=by, verb="move agenda item", on=current, before={"position": before}, after={"position": after})
