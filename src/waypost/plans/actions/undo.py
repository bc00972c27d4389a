"""Undoing a change of a plan from its audit row: what was before is written back, which leaves a row too (PL7)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import DateBeforeStart, change_dates
from waypost.plans.actions.activity_lists import restore_activity
from waypost.plans.actions.alignment import restore_standards
from waypost.plans.actions.dependencies import NeededTakenOut, WaitsForItself, restore_needs
from waypost.plans.actions.edits import lock_version, next_place, reads_as, save_edit
from waypost.plans.actions.indicators import keep_target_change
from waypost.plans.actions.objectives import restore_objective
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.teams import UnclearMember, UnclearTeamLead, restore_team
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    DateChange,
    Indicator,
    Objective,
    Plan,
    Team,
)
from waypost.plans.queries.access import REMOVABLE, Removable
from waypost.plans.rules.kinds import PlannedDate
from waypost.plans.rules.undo import KEPT, Undoing, undoing

Subject = Removable | Plan
UNDONE = "Undone"


class NotUndoable(ValueError):
    """Nothing can undo this change, or somebody changed the same thing again."""


@transaction.atomic
def undo_change(*, by: Actor, plan: Plan, entry: AuditEntry) -> None:
    """Undo one change of `plan`, if the part still reads as that change left it. Raises NotUndoable and PartInUse."""
    way = undoing(entry.verb, entry.before)
    subject = _subject(plan, entry)
    if way is None or subject is None:
        raise NotUndoable("This change can't be undone: change the part itself.")
    if way is not Undoing.PUT_BACK and _is_out(subject):
        raise NotUndoable("It was taken out since: put it back first.")
    try:
        WAYS[way](by, subject, entry)
    except EditConflict as error:
        raise NotUndoable("It was changed again since: look at the newer changes first.") from error
    except (NeededTakenOut, WaitsForItself) as error:
        raise NotUndoable(str(error)) from error
    except (DateBeforeStart, UnclearMember, UnclearTeamLead) as error:
        raise NotUndoable("Something else about it was changed since: change it by hand.") from error


def _subject(plan: Plan, entry: AuditEntry) -> Subject | None:
    if entry.subject_uid == plan.uid:
        return Plan.objects.get(pk=plan.pk)
    model = {model().label: model for model in REMOVABLE.values()}.get(entry.subject_label)
    return model.ever.filter(uid=entry.subject_uid).first() if model else None


def _is_out(subject: Subject) -> bool:
    above = subject.objective if isinstance(subject, Activity | AlignmentRow) else None
    return any(not isinstance(part, Plan) and part.taken_out_at is not None for part in (subject, above) if part)


def _restore(by: Actor, subject: Subject, entry: AuditEntry) -> None:
    before, after = entry.before or {}, entry.after or {}
    match subject:
        case Activity() if "needs" in before:
            then, now = (values[KEPT]["needs"] for values in (before, after))
            restore_needs(by=by, activity=subject, before=then, after=now)
        case Activity():
            restore_activity(by=by, activity=subject, before=before, after=after)
        case AlignmentRow() if "standards" in before:
            then, now = (values[KEPT]["standards"] for values in (before, after))
            restore_standards(by=by, row=subject, before=then, after=now)
        case Objective():
            restore_objective(by=by, objective=subject, before=before, after=after)
        case Team():
            restore_team(by=by, team=subject, before=before, after=after)
        case _:
            _restore_columns(by, subject, entry)


def _restore_columns(by: Actor, subject: Subject, entry: AuditEntry) -> None:
    current = lock_version(subject, subject.version)
    if not reads_as(current, entry.after or {}):
        raise EditConflict(current)
    before = current.as_stored(entry.before or {})
    if isinstance(current, Indicator):
        keep_target_change(by=by, current=current, values=before, reason=_reason(entry))
        before |= _place_in_term(current, before)
    save_edit(by=by, verb="undo change", current=current, values=before)


def _place_in_term(indicator: Indicator, before: Mapping[str, Any]) -> dict[str, int]:
    """Its old place may be somebody else's by now: it goes to the end of the term that it comes back to."""
    if "term" not in before:
        return {}
    plan = Plan.objects.select_for_update().get(pk=indicator.plan_id)
    return {"position": next_place(Indicator.ever.filter(plan=plan, term=before["term"]), "position")}


def _move_back(by: Actor, subject: Subject, entry: AuditEntry) -> None:
    before, after = (subject.as_stored(kept or {}) for kept in (entry.before, entry.after))
    if not isinstance(subject, Activity) or any(getattr(subject, name) != value for name, value in after.items()):
        raise NotUndoable("The date moved again since: set the date that you want.")
    dates = {"start_on": subject.start_on, "target_on": subject.target_on, **before}
    change_dates(by=by, activity=subject, started_from=subject.version, reason=_reason(entry), **dates)
    _bring_words_back(subject, entry)


def _bring_words_back(activity: Activity, entry: AuditEntry) -> None:
    """Where a file had words and no date, the words stand again."""
    if entry.before != {"start_on": None}:
        return
    moved = DateChange.objects.filter(activity=activity, which=PlannedDate.START.value, before=None, reason=entry.why)
    change = moved.last()
    Activity.objects.filter(pk=activity.pk).update(start_text=change.before_text if change else "")


def _reason(entry: AuditEntry) -> str:
    return f"{UNDONE}: {entry.why}" if entry.why else UNDONE


def _put_back(by: Actor, subject: Subject, _entry: AuditEntry) -> None:
    if not isinstance(subject, Plan):
        put_back(by=by, part=subject)


def _take_out(by: Actor, subject: Subject, _entry: AuditEntry) -> None:
    if not isinstance(subject, Plan):
        take_out(by=by, part=subject, reason=UNDONE)


WAYS: dict[Undoing, Callable[[Actor, Subject, AuditEntry], None]] = {
    Undoing.MOVE_DATE: _move_back,
    Undoing.PUT_BACK: _put_back,
    Undoing.RESTORE: _restore,
    Undoing.TAKE_OUT: _take_out,
}
