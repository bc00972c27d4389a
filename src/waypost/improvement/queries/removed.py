"""What was taken out of a theory and can be put back, and what somebody took out just now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from waypost.common import clock
from waypost.common.limits import UNDO_WINDOW, minutes_left
from waypost.common.models import AuditEntry
from waypost.improvement.models import Theory
from waypost.improvement.queries.access import REMOVABLE, Removable
from waypost.people.models import Person


@dataclass(frozen=True)
class RemovedPart:
    """`kind` is the noun that addresses use."""

    kind: str
    uid: str
    text: str
    at: datetime
    why: str
    who: str
    actor: str


def removed_parts(theory: Theory) -> list[RemovedPart]:
    """All of them, the last one first; a link whose statement is out comes back with the statement."""
    parts = [(kind, part) for kind, model in REMOVABLE.items() for part in _gone(theory, kind, model)]
    uids = [part.uid for _, part in parts]
    trail = {
        row.subject_uid: row for row in AuditEntry.objects.filter(subject_uid__in=uids, verb="take out").order_by("pk")
    }
    actors = {row.actor.removeprefix("person:") for row in trail.values()}
    names = dict(Person.objects.filter(uid__in=actors).values_list("uid", "name"))
    rows = [_row(kind, part, trail[part.uid], names) for kind, part in parts]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def just_taken_out(person: Person, theory: Theory) -> tuple[RemovedPart, int] | None:
    """What `person` took out last, within the window of undo, with the minutes that are left."""
    since = clock.now() - UNDO_WINDOW
    mine = [part for part in removed_parts(theory) if part.actor == person.audit_id and part.at > since]
    return (mine[0], minutes_left(mine[0].at + UNDO_WINDOW, clock.now())) if mine else None


def _gone(theory: Theory, kind: str, model: type[Removable]) -> QuerySet[Removable]:
    found: QuerySet[Removable] = model.ever.filter(theory=theory).exclude(taken_out_at=None)
    return found.select_related("cause", "effect") if kind == "link" else found


def _row(kind: str, part: Removable, entry: AuditEntry, names: dict[str, str]) -> RemovedPart:
    who = names.get(entry.actor.removeprefix("person:"), "Waypost")
    return RemovedPart(kind, part.uid, str(part), entry.at, entry.why, who, entry.actor)
