"""Writes to activities: what is done, by whom, until when, and how far it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.days import full_day
from waypost.people.acting import person_or_none
from waypost.plans.actions.activity_lists import save_with_lists
from waypost.plans.actions.edits import lock_version, next_place, save_edit, values_of
from waypost.plans.actions.leads import in_words, leads_from, lines_of, replace_lists
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import DONE, Activity, DateChange, Objective, Plan, ProgressNote
from waypost.plans.rules.fields import ActivityFields, Actuals, ObjectiveFields
from waypost.plans.rules.kinds import PlannedDate

LISTS = ("leads", "resources")
#: The columns of the planned dates, and beside each the words of a file that named no full date.
PLANNED = {"start_on": PlannedDate.START, "target_on": PlannedDate.TARGET}
TEXTS = {"start_on": "start_text", "target_on": "target_text"}


class DateBeforeStart(ValueError):
    """An activity cannot end before it starts."""


class ReasonMissing(ValueError):
    """A date moved without a reason."""


class UnknownProgress(ValueError):
    """Progress is a whole number from 0 to 100."""


@transaction.atomic
def add_activity(
    *,
    by: Actor,
    objective: Objective,
    fields: ActivityFields,
    start_on: date | None = None,
    target_on: date | None = None,
) -> Activity:
    """Add a step at the end of the objective's action plan (PL5). Raises DateBeforeStart and UnclearLead."""
    current = Objective.objects.select_for_update().get(pk=objective.pk)
    _check_dates(start_on, target_on)
    leads = leads_from(fields.leads, current.plan.organization)
    activity = Activity.objects.create(
        objective=objective,
        position=next_place(Activity.ever.filter(objective=objective), "position"),
        start_on=start_on,
        target_on=target_on,
        **_columns(fields),
    )
    replace_lists(activity, leads, fields.resources)
    after = {**values_of(fields), "leads": in_words(lines_of(leads)), "resources": in_words(fields.resources)}
    audit.record(by=by, verb="add activity", on=activity, after={**after, "start_on": start_on, "target_on": target_on})
    return activity


@transaction.atomic
def add_first_activity(
    *,
    by: Actor,
    plan: Plan,
    objective: str,
    fields: ActivityFields,
    start_on: date | None = None,
    target_on: date | None = None,
) -> Activity:
    """Add an objective in these words together with its first step. Raises as `add_activity` does."""
    added = add_objective(by=by, plan=plan, fields=ObjectiveFields(text=objective))
    return add_activity(by=by, objective=added, fields=fields, start_on=start_on, target_on=target_on)


@transaction.atomic
def edit_activity(*, by: Actor, activity: Activity, started_from: int, fields: ActivityFields) -> Activity:
    """Change all but the dates, the progress and what it needs. Raises EditConflict and UnclearLead."""
    current = lock_version(activity, started_from)
    kept = list(current.leads.select_related("person", "organization"))
    leads = leads_from(fields.leads, current.objective.plan.organization, kept)
    values, resources = _columns(fields), fields.resources
    save_with_lists(by=by, verb="edit activity", current=current, values=values, leads=leads, resources=resources)
    return current


def redate_activity(
    *, by: Actor, activity: Activity, started_from: int, target_on: date, reason: str
) -> DateChange | None:
    """Move the target date alone; None where it stays the same. Raises as `change_dates` does."""
    start_on = activity.start_on
    changes = change_dates(
        by=by, activity=activity, started_from=started_from, start_on=start_on, target_on=target_on, reason=reason
    )
    return changes[0] if changes else None


@transaction.atomic
def change_dates(
    *,
    by: Actor,
    activity: Activity,
    started_from: int,
    start_on: date | None,
    target_on: date | None,
    reason: str,
) -> tuple[DateChange, ...]:
    """Move the planned dates and keep what they were (PL7); a target date moves and never goes, so None leaves it.

    Raises EditConflict, ReasonMissing and DateBeforeStart.
    """
    if not reason.strip():
        raise ReasonMissing("Write why the date moves: one sentence is enough.")
    current = lock_version(activity, started_from)
    dates = {"start_on": start_on, "target_on": target_on or current.target_on}
    _check_dates(**dates)
    changes = tuple(
        _keep_date(by, current, which, dates[name], reason.strip())
        for name, which in PLANNED.items()
        if dates[name] != getattr(current, name)
    )
    if changes:
        _save_dates(by, current, dates, reason.strip())
    return changes


def _keep_date(by: Actor, activity: Activity, which: PlannedDate, after: date | None, reason: str) -> DateChange:
    is_start = which is PlannedDate.START
    return DateChange.objects.create(
        activity=activity,
        which=which.value,
        before=activity.start_on if is_start else activity.target_on,
        before_text=activity.start_text if is_start else activity.target_text,
        after=after,
        reason=reason,
        by=person_or_none(by),
    )


def _save_dates(by: Actor, activity: Activity, dates: Mapping[str, date | None], reason: str) -> None:
    """The words of a file give way to a date that somebody chose."""
    before = {name: getattr(activity, name) for name, after in dates.items() if after != getattr(activity, name)}
    for name in before:
        setattr(activity, name, dates[name])
        setattr(activity, TEXTS[name], "")
    activity.version += 1
    activity.save(update_fields=[*before, *(TEXTS[name] for name in before), "version"])
    after = {name: dates[name] for name in before}
    audit.record(by=by, verb="move date", on=activity, before=before, after=after, why=reason)


@transaction.atomic
def record_progress(
    *,
    by: Actor,
    activity: Activity,
    started_from: int,
    progress: int,
    note: str = "",
    completed_on: date | None = None,
    actuals: Actuals | None = None,
    why: str = "",
) -> Activity:
    """Say how far an activity is, in percent; at 100 it is done on `completed_on`. `actuals` None leaves those.

    Raises EditConflict, DateBeforeStart, and UnknownProgress where progress and the day do not go together.
    """
    if not 0 <= progress <= DONE or (progress == DONE) != (completed_on is not None):
        raise UnknownProgress("Give a whole number from 0 to 100, and the day it was done with 100.")
    current = lock_version(activity, started_from)
    values = {"progress": progress, "completed_on": completed_on, **(values_of(actuals) if actuals else {})}
    _check_real_dates(values.get("begun_on", current.begun_on), completed_on)
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


def _check_real_dates(begun_on: date | None, completed_on: date | None) -> None:
    if begun_on is not None and completed_on is not None and completed_on < begun_on:
        raise DateBeforeStart(f"Work began on {full_day(begun_on)}: it can be done on that day or later.")


def _columns(fields: ActivityFields) -> dict[str, Any]:
    return {name: value for name, value in values_of(fields).items() if name not in LISTS}
