"""Writes to the alignment matrix: the standards that a row names, and what its columns are called (PL6)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.frameworks.models import FrameworkItem
from waypost.plans.actions.edits import lock_version, next_place, save_edit
from waypost.plans.actions.plans import new_alignment_row
from waypost.plans.models import AlignedStandard, AlignmentRow, Objective, Plan
from waypost.plans.queries.alignment import words_of
from waypost.plans.rules.columns import Column
from waypost.plans.rules.fields import AlignmentFields

#: Standards as the trail keeps them.
Kept = Sequence[Mapping[str, Any]]


class RowGone(ValueError):
    """Somebody took the row out meanwhile."""


@transaction.atomic
def align_with_standards(*, by: Actor, objective: Objective, items: Iterable[FrameworkItem]) -> AlignmentRow:
    """A new row for an objective that names these standards; its other columns can be filled in later."""
    row = new_alignment_row(objective, AlignmentFields())
    _add_standards(row, items)
    after = {"objective": objective.number, "standards": words_of(_standing(row))}
    audit.record(by=by, verb="add alignment", on=row, after=after)
    return row


@transaction.atomic
def name_standards(*, by: Actor, row: AlignmentRow, items: Iterable[FrameworkItem]) -> AlignmentRow:
    """Name these too, in the words that they have now; what the row names already stays as it is. Raises RowGone."""
    current = _locked(row.pk)
    before = _standing(current)
    _add_standards(current, items)
    _record(by, current, before, verb="edit alignment")
    return current


@transaction.atomic
def take_out_standard(*, by: Actor, standard: AlignedStandard) -> None:
    """The row no longer names it; taking it out twice changes nothing. Raises RowGone."""
    current = _locked(standard.alignment_row_id)
    before = _standing(current)
    current.standards.filter(pk=standard.pk).delete()
    _record(by, current, before, verb="edit alignment")


@transaction.atomic
def restore_standards(*, by: Actor, row: AlignmentRow, before: Kept, after: Kept) -> AlignmentRow:
    """Name what was named `before`, both as the trail keeps it: in the words and at the place that each had.

    Raises EditConflict where the row no longer names just what it did `after`.
    """
    current = lock_version(row, row.version)
    stood, then, now = _standing(current), _from_trail(current, before), _from_trail(current, after)
    if _whole(stood) != _whole(now):
        raise EditConflict(current)
    taken = {standard.position for standard in stood}
    current.standards.exclude(position__in=[standard.position for standard in then]).delete()
    AlignedStandard.objects.bulk_create(standard for standard in then if standard.position not in taken)
    _record(by, current, stood, verb="undo change")
    return current


@transaction.atomic
def edit_columns(
    *, by: Actor, plan: Plan, started_from: int, labels: Mapping[str, str], columns: Iterable[Column]
) -> Plan:
    """Say what the columns are called and in which order the further ones stand. No text of a row is touched.

    `labels` by the name of the plan's field. Raises EditConflict.
    """
    current = lock_version(plan, started_from)
    values = {**labels, "alignment_columns": [column.stored() for column in columns]}
    save_edit(by=by, verb="edit columns", current=current, values=values)
    return current


def _add_standards(row: AlignmentRow, items: Iterable[FrameworkItem]) -> None:
    named = set(row.standards.values_list("item_id", flat=True))
    first = next_place(row.standards.all(), "position")
    new = [item for item in items if item.pk not in named]
    AlignedStandard.objects.bulk_create(_standard(row, item, place) for place, item in enumerate(new, first))


def _locked(key: int) -> AlignmentRow:
    current = AlignmentRow.objects.select_for_update().filter(pk=key).first()
    if current is None:
        raise RowGone("This row was taken out meanwhile: put it back first, or begin a new one.")
    return current


def _standard(row: AlignmentRow, item: FrameworkItem, place: int) -> AlignedStandard:
    return AlignedStandard(
        alignment_row=row,
        position=place,
        item=item,
        code=item.code,
        statement=item.statement,
        framework_title=item.framework.title,
    )


def _from_trail(row: AlignmentRow, kept: Kept) -> list[AlignedStandard]:
    """The standards that the trail kept; of a framework that is gone the words stay."""
    items = {item.uid: item for item in FrameworkItem.objects.filter(uid__in=[each["item"] for each in kept])}
    return [AlignedStandard(alignment_row=row, **{**each, "item": items.get(each["item"])}) for each in kept]


def _standing(row: AlignmentRow) -> list[AlignedStandard]:
    return list(row.standards.select_related("item"))


def _whole(standards: Iterable[AlignedStandard]) -> list[dict[str, Any]]:
    """With its place, which tells them apart, and the uid of the item."""
    return [
        {
            "position": standard.position,
            "item": standard.item.uid if standard.item else None,
            "code": standard.code,
            "statement": standard.statement,
            "framework_title": standard.framework_title,
        }
        for standard in standards
    ]


def _record(by: Actor, row: AlignmentRow, before: list[AlignedStandard], *, verb: str) -> None:
    after = _standing(row)
    lists, kept = ({"standards": (read(before), read(after))} for read in (words_of, _whole))
    save_edit(by=by, verb=verb, current=row, values={}, lists=lists, kept=kept)
