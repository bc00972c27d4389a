"""Writes to activities: what is done, by whom, until when, and how far it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.days import full_day
from waypost.plans.actions.edits import lock_version, next_place, person_or_none, save_edit, values_of
from waypost.plans.models import DONE, Activity, ActivityLead, ActivityResource, DateChange, Objective, ProgressNote
from waypost.plans.rules.fields import ActivityFields

LISTS = ("leads", "resources")


class DateBeforeStart(ValueError):
    """An activity cannot end before it starts."""


class ReasonMissing(ValueError):
    """A date moved without a reason."""


class UnknownProgress(ValueError):
    """Progress is a whole number from 0 to 100."""


@transaction.atomic
def add_activity(*, by: Actor, objective: Objective, fields: ActivityFields, target_on: date | None = None) -> Activity:
    """Add a step at the end of the objective's action plan (PL5). Raises DateBeforeStart."""
    Objective.objects.select_for_update().get(pk=objective.pk)
    _check_dates(fields.start_on, target_on)
    activity = Activity.objects.create(
        objective=objective,
        position=next_place(Activity.ever.filter(objective=objective), "position"),
        target_on=target_on,
        **_columns(fields),
    )
    _replace_lists(activity, fields)
    audit.record(by=by, verb="add activity", on=activity, after={**values_of(fields), "target_on": target_on})
    return activity


@transaction.atomic
def edit_activity(*, by: Actor, activity: Activity, started_from: int, fields: ActivityFields) -> Activity:
    """Change all but the target date and the progress. Raises EditConflict and DateBeforeStart."""
    current = lock_version(activity, started_from)
    _check_dates(fields.start_on, current.target_on)
    lists = {
        "leads": (texts(current.leads.all()), fields.leads),
        "resources": (texts(current.resources.all()), fields.resources),
    }
    if save_edit(by=by, verb="edit activity", current=current, values=_columns(fields), lists=lists):
        _replace_lists(current, fields)
    return current


@transaction.atomic
def redate_activity(
    *, by: Actor, activity: Activity, started_from: int, target_on: date, reason: str
) -> DateChange | None:
    """Move the target date and keep the one it had (PL7); None where the date stays the same.

    Raises EditConflict, ReasonMissing and DateBeforeStart.
    """
    if not reason.strip():
        raise ReasonMissing("Write why the date moves: one sentence is enough.")
    current = lock_version(activity, started_from)
    if current.target_on == target_on:
        return None
    _check_dates(current.start_on, target_on)
    change = DateChange.objects.create(
        activity=current,
        before=current.target_on,
        before_text=current.target_text,
        after=target_on,
        reason=reason.strip(),
        by=person_or_none(by),
    )
    current.target_on, current.target_text = target_on, ""
    current.version += 1
    current.save(update_fields=["target_on", "target_text", "version"])
    before, after = {"target_on": change.before}, {"target_on": target_on}
    audit.record(by=by, verb="move date", on=current, before=before, after=after, why=change.reason)
    return change


@transaction.atomic
def record_progress(
    *,
    by: Actor,
    activity: Activity,
    started_from: int,
    progress: int,
    note: str = "",
    completed_on: date | None = None,
    why: str = "",
) -> Activity:
    """Say how far an activity is, in percent; at 100 it is done on `completed_on`.

    Raises EditConflict, and UnknownProgress where the two do not go together.
    """
    if not 0 <= progress <= DONE or (progress == DONE) != (completed_on is not None):
        raise UnknownProgress("Give a whole number from 0 to 100, and the day it was done with 100.")
    current = lock_version(activity, started_from)
    values = {"progress": progress, "completed_on": completed_on}
    save_edit(by=by, verb="record progress", current=current, values=values, why=why)
    if note.strip():
        _add_note(by, current, note.strip())
    return current


def _add_note(by: Actor, activity: Activity, text: str) -> None:
    note = ProgressNote.objects.create(
        activity=activity, text=text, progress=activity.progress, written_by=person_or_none(by)
    )
    audit.record(by=by, verb="write progress note", on=note, after={"text": text, "activity": activity.uid})


def _check_dates(start_on: date | None, target_on: date | None) -> None:
    if start_on is not None and target_on is not None and target_on < start_on:
        raise DateBeforeStart(f"The activity starts on {full_day(start_on)}: choose an end on that day or later.")


def _columns(fields: ActivityFields) -> dict[str, Any]:
    return {name: value for name, value in values_of(fields).items() if name not in LISTS}


def texts(rows: Iterable[ActivityLead | ActivityResource]) -> tuple[str, ...]:
    """The words of leads or resources, in their order."""
    return tuple(row.text for row in rows)


def _replace_lists(activity: Activity, fields: ActivityFields) -> None:
    activity.leads.all().delete()
    activity.resources.all().delete()
    ActivityLead.objects.bulk_create(
        ActivityLead(activity=activity, position=place, text=text) for place, text in enumerate(fields.leads, 1)
    )
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=activity, position=place, text=text) for place, text in enumerate(fields.resources, 1)
    )
