"""Writes to what a meeting gives somebody to do, and its way into the plan (FR2)."""

from datetime import date
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.days import day_in, full_day
from waypost.governance.actions.meetings import put_back_item
from waypost.governance.actions.saving import check_stands, check_works, lock, named, save
from waypost.governance.models import ActionItem, AgendaItem, Committee, Meeting
from waypost.governance.rules.branches import share_a_branch
from waypost.governance.rules.meetings import ActionFields
from waypost.people.models import Person
from waypost.plans.actions.activities import add_activity
from waypost.plans.models import Activity, Objective
from waypost.plans.rules.fields import ActivityFields, Line
from waypost.plans.rules.kinds import LeadKind


class InPlanAlready(ValueError):
    """An action becomes an activity once; from then on the plan keeps track of it."""


class OtherBranch(ValueError):
    """A committee's action goes into a plan of its own organization, or of one below or above it."""


@transaction.atomic
def give_action(*, by: Actor, committee: Committee, fields: ActionFields, item: AgendaItem | None = None) -> ActionItem:
    """Note who does what until when, under an agenda item or for the committee alone.

    Raises UnclearPerson, HasEnded and IsCanceled.
    """
    check_works(committee)
    if item is not None:
        check_stands(item.meeting)
        put_back_item(by=by, item=item)
    meeting = item.meeting if item else None
    action = ActionItem(committee=committee, meeting=meeting, agenda_item=item, **_columns(fields, committee, None))
    action.save()
    words = {"text": fields.text, "who": action.said, "due_on": fields.due_on}
    audit.record(by=by, verb="give action", on=action, after={**words, "committee": committee.uid})
    return action


@transaction.atomic
def change_action(*, by: Actor, action: ActionItem, started_from: int, fields: ActionFields) -> ActionItem:
    """Change the words, who does it or the day. Raises EditConflict, InPlanAlready and UnclearPerson."""
    current = lock(action, started_from)
    _check_not_in_plan(current)
    values = _columns(fields, current.committee, current.person)
    save(by=by, verb="change action", current=current, values=values)
    return current


@transaction.atomic
def tick_off(*, by: Actor, action: ActionItem, done_on: date) -> ActionItem:
    """It is done; ticking it off twice changes nothing. Raises InPlanAlready."""
    return _set_done(by, action, done_on, "tick off action")


@transaction.atomic
def reopen_action(*, by: Actor, action: ActionItem) -> ActionItem:
    """It is not done after all. Raises InPlanAlready."""
    return _set_done(by, action, None, "reopen action")


@transaction.atomic
def take_into_plan(*, by: Actor, action: ActionItem, objective: Objective, target_on: date | None = None) -> Activity:
    """Make an activity of it, which says in its history where it came from.

    Raises InPlanAlready, OtherBranch, and UnclearLead where its name means several people there.
    """
    current = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    _check_not_in_plan(current)
    committee = current.committee
    if not share_a_branch(committee.organization.path, objective.plan.organization.path):
        raise OtherBranch(f"That plan belongs to {objective.plan.organization}: choose one of your own organization.")
    leads = (Line(current.said, LeadKind.PERSON.value),) if current.said else ()
    fields = ActivityFields(text=current.text, leads=leads)
    activity = add_activity(by=by, objective=objective, fields=fields, target_on=target_on or current.due_on)
    save(by=by, verb="take action into plan", current=current, values={"activity_id": activity.pk})
    audit.record(by=by, verb="bring from committee", on=activity, why=origin_of(committee, current.meeting))
    return activity


def origin_of(committee: Committee, meeting: Meeting | None) -> str:
    """ "From the meeting of the Steering committee on October 3, 2026"."""
    if meeting is None:
        return f"From the actions of the {committee.name}"
    day = full_day(day_in(meeting.starts_at, committee.organization.timezone))
    return f"From the meeting of the {committee.name} on {day}"


def _set_done(by: Actor, action: ActionItem, done_on: date | None, verb: str) -> ActionItem:
    current = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    _check_not_in_plan(current)
    if (current.done_on is None) != (done_on is None):
        save(by=by, verb=verb, current=current, values={"done_on": done_on})
    return current


def _check_not_in_plan(action: ActionItem) -> None:
    if action.activity is not None and action.activity.taken_out_at is None:
        raise InPlanAlready("This is an activity of the plan by now: change it there.")


def _columns(fields: ActionFields, committee: Committee, kept: Person | None) -> dict[str, Any]:
    who = named(fields.who, committee.organization, kept)
    return {"text": fields.text, "due_on": fields.due_on, **who}
