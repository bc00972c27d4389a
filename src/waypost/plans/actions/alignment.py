"""Writes to the alignment matrix: the standards that a row names, and what its columns are called (PL6)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from waypost.common.actors import Actor
from waypost.frameworks.models import FrameworkItem
from waypost.plans.actions.edits import lock_version, next_place, save_edit
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.models import AlignedStandard, AlignmentRow, Objective, Plan
from waypost.plans.queries.alignment import standard_words
from waypost.plans.rules.columns import Column
from waypost.plans.rules.fields import AlignmentFields


class RowGone(ValueError):
    """Somebody took the row out meanwhile."""


@transaction.atomic
def align_with_standards(*, by: Actor, objective: Objective, items: Iterable[FrameworkItem]) -> AlignmentRow:
    """A new row for an objective that names these standards; its other columns can be filled in later."""
    row = add_alignment_row(by=by, objective=objective, fields=AlignmentFields())
    return name_standards(by=by, row=row, items=items)


@transaction.atomic
def name_standards(*, by: Actor, row: AlignmentRow, items: Iterable[FrameworkItem]) -> AlignmentRow:
    """Name these too, in the words that they have now; what the row names already stays as it is. Raises RowGone."""
    current = _locked(row.pk)
    before = standard_words(current)
    named = set(current.standards.values_list("item_id", flat=True))
    first = next_place(current.standards.all(), "position")
    new = [item for item in items if item.pk not in named]
    AlignedStandard.objects.bulk_create(_standard(current, item, place) for place, item in enumerate(new, first))
    _record(by, current, before)
    return current


@transaction.atomic
def take_out_standard(*, by: Actor, standard: AlignedStandard) -> None:
    """The row no longer names it; taking it out twice changes nothing. Raises RowGone."""
    current = _locked(standard.alignment_row_id)
    before = standard_words(current)
    current.standards.filter(pk=standard.pk).delete()
    _record(by, current, before)


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


def _record(by: Actor, row: AlignmentRow, before: list[str]) -> None:
    after = [f"{each} ({each.framework_title})" for each in AlignedStandard.objects.filter(alignment_row=row)]
    save_edit(by=by, verb="edit alignment", current=row, values={}, lists={"standards": (before, after)})
