"""A plan document with one of its rows changed, found by its place from 1."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from waypost.plans.rules.fitting_warnings import NOT_KEPT, Fitting
from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    ObjectiveBlock,
    PlanDocument,
    PlanWarning,
)


def with_rows(document: PlanDocument, table: str, moved: Callable[[Any], Any]) -> PlanDocument:
    match table:
        case "measures":
            return replace(document, measures=tuple(map(moved, document.measures)))
        case "alignment":
            return replace(document, alignment=tuple(map(moved, document.alignment)))
    blocks = (replace(block, activities=tuple(map(moved, block.activities))) for block in document.objectives)
    return replace(document, objectives=tuple(blocks))


def with_measure(document: PlanDocument, number: int, **values: Any) -> PlanDocument:
    rows = list(document.measures)
    rows[number - 1] = replace(rows[number - 1], **values)
    return replace(document, measures=tuple(rows))


def with_objective(document: PlanDocument, number: int, **values: Any) -> PlanDocument:
    blocks = list(document.objectives)
    blocks[number - 1] = replace(blocks[number - 1], **values)
    return replace(document, objectives=tuple(blocks))


def with_activity(document: PlanDocument, objective: int, position: int, **values: Any) -> PlanDocument:
    rows = list(document.objectives[objective - 1].activities)
    rows[position - 1] = replace(rows[position - 1], **values)
    return with_objective(document, objective, activities=tuple(rows))


def without_activity(document: PlanDocument, objective: int, position: int) -> PlanDocument:
    """Those below it move up, and whatever named it names nothing, with a warning."""
    block = document.objectives[objective - 1]
    rows = list(block.activities)
    del rows[position - 1]
    left = with_objective(document, objective, activities=tuple(rows))
    gone = ActivityPlace(block.number, position)
    after = replace(
        left,
        measures=tuple(replace(row, built_by=_moved_up(row.built_by, gone)) for row in left.measures),
        objectives=tuple(_moved_needs(each, gone) for each in left.objectives),
    )
    return replace(after, warnings=(*document.warnings, *_said_of(left, gone)))


def _moved_needs(block: ObjectiveBlock, gone: ActivityPlace) -> ObjectiveBlock:
    def needs(row: ActivityRow) -> tuple[ActivityPlace, ...]:
        return tuple(moved for each in row.needs if (moved := _moved_up(each, gone)))

    return replace(block, activities=tuple(replace(row, needs=needs(row)) for row in block.activities))


def _moved_up(place: ActivityPlace | None, gone: ActivityPlace) -> ActivityPlace | None:
    if place is None or place.objective != gone.objective or place.place < gone.place:
        return place
    return None if place == gone else replace(place, place=place.place - 1)


def _said_of(left: PlanDocument, gone: ActivityPlace) -> Iterator[PlanWarning]:
    for row in left.measures:
        if row.built_by == gone:
            place = f"Indicator “{Fitting.short(row.text)}”"
            yield PlanWarning(NOT_KEPT, place, "The activity that builds its source was left out.")
    for block in left.objectives:
        for at, activity in enumerate(block.activities, 1):
            if gone in activity.needs:
                place = f"Objective {block.number}, activity {at}"
                yield PlanWarning(NOT_KEPT, place, "The activity that it waited for was left out.")


def checked(before: PlanDocument, after: PlanDocument) -> PlanDocument:
    """`after` with what a person should look at in it, in place of what was to be looked at `before`."""
    outdated = look_over(before)
    return replace(after, warnings=(*(each for each in after.warnings if each not in outdated), *look_over(after)))
