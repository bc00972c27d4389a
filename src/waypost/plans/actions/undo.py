"""Undoing a change of a plan from its audit row: what was before is written back, which leaves a row too (PL7)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import DateBeforeStart, redate_activity
from waypost.plans.actions.edits import lock_version, save_edit
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.teams import UnclearMember, UnclearTeamLead, restore_team
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    Indicator,
    Involvement,
    Objective,
    Plan,
    Procedure,
    Team,
)
from waypost.plans.queries.access import Removable
from waypost.plans.rules.undo import WORDS, Undoing, undoing

Subject = Removable | Plan
MODELS: dict[str, type[Removable]] = {
    "plans.activity": Activity,
    "plans.alignmentrow": AlignmentRow,
    "plans.indicator": Indicator,
    "plans.involvement": Involvement,
    "plans.objective": Objective,
    "plans.procedure": Procedure,
    "plans.team": Team,
}
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
    try:
        WAYS[way](by, subject, entry)
    except (DateBeforeStart, EditConflict, UnclearMember, UnclearTeamLead) as error:
        raise NotUndoable("Something else about it was changed since: change it by hand.") from error


def _subject(plan: Plan, entry: AuditEntry) -> Subject | None:
    if entry.subject_uid == plan.uid:
        return Plan.objects.get(pk=plan.pk)
    model = MODELS.get(entry.subject_label)
    return model.ever.filter(uid=entry.subject_uid).first() if model else None


def _restore(by: Actor, subject: Subject, entry: AuditEntry) -> None:
    if isinstance(subject, Team):
        restore_team(by=by, team=subject, before=entry.before or {}, after=entry.after or {})
        return
    current = lock_version(subject, subject.version)
    before, after = (current.as_stored(_columns(kept)) for kept in (entry.before, entry.after))
    if any(getattr(current, name) != value for name, value in after.items()):
        raise NotUndoable("It was changed again since: look at the newer changes first.")
    save_edit(by=by, verb="undo change", current=current, values=before)


def _columns(kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the trail holds of the row itself."""
    return {name: value for name, value in (kept or {}).items() if name not in WORDS}


def _move_back(by: Actor, subject: Subject, entry: AuditEntry) -> None:
    before, after = (entry.before or {}).get("target_on"), (entry.after or {}).get("target_on")
    if not isinstance(subject, Activity) or before is None or subject.target_on != date.fromisoformat(after or before):
        raise NotUndoable("The date moved again since: set the date that you want.")
    redate_activity(
        by=by,
        activity=subject,
        started_from=subject.version,
        target_on=date.fromisoformat(before),
        reason=f"{UNDONE}: {entry.why}",
    )


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
