"""The change that somebody has just made to a plan, to be undone where they stand (PL7)."""

from datetime import timedelta
from itertools import takewhile
from math import ceil

from waypost.common import clock
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.plans.models import Plan
from waypost.plans.queries.access import REMOVABLE, plan_path
from waypost.plans.queries.history import Change, changes_from
from waypost.plans.queries.names import names_of
from waypost.plans.rules.undo import WHOLE, undoing

UNDO_WINDOW = timedelta(minutes=10)
#: How many of the newest rows of somebody are looked at.
LOOKED_AT = 5


def own_last_change(person: Person, plan: Plan) -> Change | None:
    """What `person` changed last in this plan within ten minutes, if nothing changed the same thing since."""
    mine = AuditEntry.objects.filter(actor=person.audit_id, at__gt=clock.now() - UNDO_WINDOW)
    newest = mine.order_by("-at", "-pk")[:LOOKED_AT]
    since = takewhile(lambda row: row.verb not in WHOLE, newest)
    entry = next((row for row in since if undoing(row.verb, row.before)), None)  # a note beside it has no undo
    if entry is None or not _belongs(entry, plan):
        return None
    (change,) = changes_from([entry], names_of(plan, with_fed=False), plan.alignment_columns)
    return change if change.can_be_undone else None


def minutes_left(change: Change) -> int:
    """Whole minutes in which the change can be undone where it was made."""
    return ceil((change.at + UNDO_WINDOW - clock.now()) / timedelta(minutes=1))


def _belongs(entry: AuditEntry, plan: Plan) -> bool:
    uid = entry.subject_uid
    return uid == plan.uid or any(
        model.ever.filter(**{plan_path(model): plan}, uid=uid).exists() for model in REMOVABLE.values()
    )
