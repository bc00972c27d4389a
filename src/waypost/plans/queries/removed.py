"""What was taken out of a plan and can be put back (PL7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from waypost.common.models import AuditEntry
from waypost.people.queries import people_behind, person_named
from waypost.plans.models import Activity, AlignmentRow, Plan
from waypost.plans.queries.access import REMOVABLE, Removable, plan_path


@dataclass(frozen=True)
class RemovedPart:
    """`kind` is the noun that addresses use."""

    kind: str
    uid: str
    text: str
    at: datetime
    who: str
    why: str


def removed_parts(plan: Plan) -> list[RemovedPart]:
    """Every part of a plan from `access.plans(viewer, EDIT)` that was taken out, the last one first."""
    found = list(_removed(plan))
    prefetch_related_objects([part for _, part in found if isinstance(part, AlignmentRow)], "objective", "standards")
    trail = AuditEntry.objects.filter(subject_uid__in=[part.uid for _, part in found], verb="take out")
    last = {row.subject_uid: row for row in trail.order_by("at", "pk")}
    people = people_behind(row.actor for row in last.values())
    rows = [_row(kind, part, last[part.uid], people) for kind, part in found]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _removed(plan: Plan) -> Iterator[tuple[str, Removable]]:
    """An activity of an objective that was taken out comes back with it."""
    for kind, model in REMOVABLE.items():
        stands = {"objective__taken_out_at": None} if model is Activity else {}
        found = model.ever.filter(**{plan_path(model): plan}, **stands).exclude(taken_out_at=None)
        yield from ((kind, row) for row in found)


def _row(kind: str, part: Removable, entry: AuditEntry, people: dict[str, str]) -> RemovedPart:
    return RemovedPart(kind, part.uid, str(part), entry.at, person_named(entry.actor, people), entry.why)
