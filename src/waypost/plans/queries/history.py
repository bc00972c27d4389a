"""Who changed what in a plan, when and why (PL7), from the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet

from waypost.common.models import AuditEntry
from waypost.people.queries import people_behind, person_named
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.models import AlignmentRow, Plan
from waypost.plans.queries.indicators import may_see_course
from waypost.plans.queries.names import kinds_of, names_in, names_of, trail_of
from waypost.plans.rules.columns import Stored, under_headings
from waypost.plans.rules.undo import KEPT, undoing
from waypost.plans.rules.values import label_of, said
from waypost.plans.rules.words import done

CHANGES_ON_A_PAGE = 50
#: What stands in the trail for the machine's sake, has a row of its own, or is about no one plan.
UNSEEN_VERBS = (
    "answer reminder",
    "apply measurements",
    "confirm plan file",
    "make calendar address",
    "read plan file",
    "read plan file again",
    "revoke calendar address",
    "settle line of plan file",
    "reword template",
    "upload measurements",
)
#: Values of the trail that name a row to the machine.
UIDS = ("activity", "built_by_id", "goal_id", "indicator", KEPT, "owner_id", "taken_out_at", "team_id")


@dataclass(frozen=True)
class Change:
    """One row of the trail in words: `who` has `done` something to `what`; `values` holds (name, before, after).

    `can_be_undone` is false where the same object was changed again since.
    """

    entry_id: int
    subject_uid: str
    at: datetime
    who: str
    done: str
    what: str
    values: tuple[tuple[str, str, str], ...]
    why: str
    can_be_undone: bool


@dataclass(frozen=True)
class ChangesPage:
    """One page of a plan's history, newest first; `of_name` names the one object that it is about, if any."""

    page: Page[AuditEntry]
    changes: tuple[Change, ...]
    of_name: str = ""


def changes_of(viewer: Viewer, plan: Plan, page_number: str | None, of: str = "") -> ChangesPage:
    """The trail of a plan from `access.plans(viewer)`, or of its one object with the uid `of`.

    A number out of range gives the nearest page.

    What Waypost measured from day to day stands only in the trail of those who may see the rows behind it.
    """
    names = names_of(plan, with_fed=may_see_course(viewer, plan))
    names = {uid: name for uid, name in names.items() if of in ("", uid)}
    page = Paginator(_trail(names), CHANGES_ON_A_PAGE).get_page(page_number)
    return ChangesPage(page, changes_from(list(page), names, plan.alignment_columns), names.get(of, ""))


def last_changes(viewer: Viewer, plan: Plan, number: int) -> tuple[Change, ...]:
    """The newest so many of a plan from `access.plans(viewer)`; no more is read than they need."""
    kinds = kinds_of(plan, with_fed=may_see_course(viewer, plan))
    trail = trail_of(plan, kinds).exclude(verb__in=UNSEEN_VERBS)
    rows = list(trail.order_by("-at", "-pk")[:number])
    return changes_from(rows, names_in(plan, kinds, rows), plan.alignment_columns)


def entries_of(plan: Plan) -> QuerySet[AuditEntry]:
    """Every row of the trail of a plan from `access.plans(viewer, EDIT)`."""
    return _trail(names_of(plan, with_fed=False))


def _trail(names: dict[str, str]) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.filter(subject_uid__in=names).exclude(verb__in=UNSEEN_VERBS)
    return found.order_by("-at", "-pk")


def _changed_since(rows: list[AuditEntry]) -> set[int]:
    """The ids of those rows whose object has a later row."""
    mine = {row.subject_uid for row in rows}
    kinds = {row.subject_label for row in rows}  # the index begins with the kind
    of_mine = AuditEntry.objects.filter(subject_label__in=kinds, subject_uid__in=mine)
    newest = of_mine.values("subject_uid").annotate(last=Max("pk"))
    last = dict(newest.values_list("subject_uid", "last"))
    return {row.pk for row in rows if last[row.subject_uid] != row.pk}


def changes_from(rows: list[AuditEntry], names: dict[str, str], columns: Stored = ()) -> tuple[Change, ...]:
    """These rows of the trail in words; `names` says what each subject is called, `columns` those of a matrix."""
    people = people_behind(row.actor for row in rows)
    settled = _changed_since(rows)
    return tuple(_change(row, people, names, columns, is_last=row.pk not in settled) for row in rows)


def _change(
    row: AuditEntry, people: dict[str, str], names: dict[str, str], columns: Stored, *, is_last: bool
) -> Change:
    called = columns if row.subject_label == AlignmentRow().label else ()
    before, after = under_columns(row.before or {}, called), under_columns(row.after or {}, called)
    return Change(
        entry_id=row.pk,
        subject_uid=row.subject_uid,
        at=row.at,
        who=person_named(row.actor, people),
        done=done(row.verb),
        what=names[row.subject_uid],
        values=values_in_words(before, after) if before else _said_at_first(after),
        why=row.why,
        can_be_undone=is_last and undoing(row.verb, row.before) is not None,
    )


def _said_at_first(after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What a first measurement says, or a new alignment with standards; all else that is new says it by its name."""
    values = ((name, after.get(name)) for name in ("value", "standards"))
    return tuple((name, "", said(name, value, {})) for name, value in values if value is not None)


def under_columns(values: Mapping[str, Any], columns: Stored) -> dict[str, Any]:
    """The values of a row of the matrix, its texts under what the columns are called."""
    cells = values.get("other_columns")
    return {**values, "other_columns": under_headings(cells, columns)} if cells else dict(values)


def values_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """(name, before, after) of what reads differently; a trail also keeps what stayed, and what only machines read."""
    labels = {measure.key: measure.label for measure in measures.registered()}
    read = ((name, said(name, before.get(name), labels), said(name, after[name], labels)) for name in after)
    return tuple((label_of(name), old, new) for name, old, new in read if old != new and name not in UIDS)
