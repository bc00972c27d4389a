"""What was taken out of a plan and can be put back (PL7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waypost.common.models import AuditEntry
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
from waypost.plans.queries.history import people_behind, person_named


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
    trail = AuditEntry.objects.filter(subject_uid__in=[part.uid for _, part in found], verb="take out")
    last = {row.subject_uid: row for row in trail.order_by("at", "pk")}
    people = people_behind(row.actor for row in last.values())
    rows = [_row(kind, part, last[part.uid], people) for kind, part in found]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _removed(plan: Plan) -> Iterator[tuple[str, Removable]]:
    """An activity of an objective that was taken out comes back with it."""
    yield from (("objective", row) for row in Objective.ever.filter(plan=plan).exclude(taken_out_at=None))
    activities = Activity.ever.filter(objective__plan=plan, objective__taken_out_at=None)
    yield from (("activity", row) for row in activities.exclude(taken_out_at=None))
    yield from (("indicator", row) for row in Indicator.ever.filter(plan=plan).exclude(taken_out_at=None))
    rows = AlignmentRow.ever.filter(plan=plan).exclude(taken_out_at=None).select_related("objective")
    yield from (("alignment", row) for row in rows.prefetch_related("standards"))
    yield from (("team", row) for row in Team.ever.filter(plan=plan).exclude(taken_out_at=None))
    yield from (("procedure", row) for row in Procedure.ever.filter(plan=plan).exclude(taken_out_at=None))
    yield from (("involvement", row) for row in Involvement.ever.filter(plan=plan).exclude(taken_out_at=None))


def _row(kind: str, part: Removable, entry: AuditEntry, people: dict[str, str]) -> RemovedPart:
    return RemovedPart(kind, part.uid, str(part), entry.at, person_named(entry.actor, people), entry.why)
