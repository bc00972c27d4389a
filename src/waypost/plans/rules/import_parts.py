"""A plan document with one of its rows changed, found by its place from 1."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import PlanDocument


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
    rows = list(document.objectives[objective - 1].activities)
    del rows[position - 1]
    return with_objective(document, objective, activities=tuple(rows))


def checked(before: PlanDocument, after: PlanDocument) -> PlanDocument:
    """`after` with what a person should look at in it, in place of what was to be looked at `before`."""
    outdated = look_over(before)
    return replace(after, warnings=(*(each for each in before.warnings if each not in outdated), *look_over(after)))
