"""The texts of an exported Word file, cell by cell, each so that the reader takes it for what it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from waypost.standards.implementation_plan.alignment import names_objectives
from waypost.standards.implementation_plan.blocks import clean_lines
from waypost.standards.implementation_plan.columns import MeasureColumn, guarded_heading
from waypost.standards.implementation_plan.dates import parse_date, parse_range, words_for
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
)
from waypost.standards.implementation_plan.further_tables import TITLES
from waypost.standards.implementation_plan.further_writing import number_text
from waypost.standards.implementation_plan.guards import GUARD, guarded, is_guarded
from waypost.standards.implementation_plan.labels import find_heading
from waypost.standards.implementation_plan.objectives import split_items
from waypost.standards.implementation_plan.quantities import Quantities, due_in, parse_quantity, quantities_in


class WithOther(Protocol):
    """A row with columns that the template lacks."""

    @property
    def other(self) -> tuple[OtherColumn, ...]: ...


def text_of(text: str, *, is_blank_otherwise: bool = False) -> str:
    """The lines as the reader keeps them, none of which it takes for a label.

    Where all else is blank too, a text without a word is a guard, so that the reader sees that something stands there.
    """
    lines = [guarded(line, TITLES) for line in clean_lines(text)]
    return "\n".join(lines) or (GUARD if is_blank_otherwise else "")


def cell(text: str, *, is_item: bool = False) -> str:
    """The same in a cell, whose lines together must not be a heading either; an item is one item and one line."""
    said = text_of(" ".join(text.split()) if is_item else text)
    parts = split_items(said) not in ((), (said,))
    is_misread = find_heading(said.replace("\n", " ")) is not None or (is_item and (parts or not split_items(said)))
    return GUARD + said if is_misread and said and not is_guarded(said) else said


def date_cell(day: date | None, text: str) -> str:
    """Words for the day; words that are none stay words, whatever day they look like."""
    said = cell(words_for(day, " ".join(clean_lines(text))))
    looks_like_one = parse_date(said) is not None or parse_range(said) is not None
    return GUARD + said if day is None and looks_like_one else said


def other_headings(rows: Iterable[WithOther]) -> list[str]:
    """Each heading once, beside those that a column of the template holds, in an order that suits every row.

    Where two rows name the same headings the other way round, the order of their first appearance.
    """
    named = [[" ".join(column.heading.split()) for column in _beside(row)] for row in rows]
    order: TopologicalSorter[str] = TopologicalSorter()
    for headings in named:
        for before, heading in zip([None, *headings], headings, strict=False):
            order.add(heading, *([before] if before not in (None, heading) else []))
    try:
        return list(order.static_order())
    except CycleError:
        return list(dict.fromkeys(heading for headings in named for heading in headings))


def guarded_heads(headings: Sequence[str], words: dict[StrEnum, str], role: StrEnum | None = None) -> list[str]:
    return [guarded_heading(cell(heading), words, role) for heading in headings]


def measure_cells(row: MeasureRow, others: Sequence[str]) -> list[str]:
    texts = [
        _measured_text(row),
        _number(row, MeasureColumn.BASELINE),
        _number(row, MeasureColumn.TARGET),
        cell(row.unit),
        date_cell(row.due_on, row.due_text),
        cell(row.frequency),
        cell(row.data_source),
    ]
    return [*texts, *_others(row, others)]


def activity_cells(row: ActivityRow, others: Sequence[str]) -> list[str]:
    texts = [
        cell(row.activity),
        date_cell(row.start_date, row.start_date_text),
        _target(row),
        "\n".join(cell(text, is_item=True) for text in row.resources),
        "\n".join(cell(text, is_item=True) for text in row.leads),
        cell(row.anticipated_result),
        cell(row.contingency),
    ]
    if not texts[1] and row.start_date is None and parse_range(texts[2]):
        texts[1] = GUARD
    return _filled([*texts, *_others(row, others)], "Activity")


def alignment_cells(row: AlignmentEntry, others: Sequence[str]) -> list[str]:
    """Without a word beside the objective the reader would take the row for a blank of the template."""
    named = cell(row.objective_text) if row.objective is None else str(row.objective)
    if row.objective is None and names_objectives(named):
        named = GUARD + named
    texts = [cell(row.state_priority), cell(row.standard), cell(row.funding), *_others(row, others)]
    return [named, *texts] if any(texts) else [named, GUARD, *texts[1:]]


def policy_change(objective: ObjectiveBlock) -> str:
    """ "Y Salary lanes": the guard before the words keeps each of them."""
    said = {True: "Y ", False: "N ", None: ""}[objective.policy_change]
    note = text_of(objective.policy_change_note)
    return f"{said}{GUARD}{note}" if note else said.strip()


def _target(row: ActivityRow) -> str:
    """Two dates in one cell stay where they say both dates of the row."""
    both = parse_range(row.target_date_text)
    if both and row.target_date == both[1] and row.start_date in (both[0], None):
        return cell(row.target_date_text)
    return date_cell(row.target_date, row.target_date_text)


def _measured_text(row: MeasureRow) -> str:
    """Guarded where the reader would find more in the sentence than the indicator says."""
    text = cell(row.text)
    stated = quantities_in(text)
    says_less = Quantities(
        row.baseline if stated.baseline is None else stated.baseline,
        row.target if stated.target is None else stated.target,
        row.unit if not stated.unit else stated.unit,
    ) != Quantities(row.baseline, row.target, row.unit)
    infers_due = due_in(text) != (None, "") and not row.due_text and row.due_on is None
    is_misread = not text or "\n" in text or says_less or infers_due
    return GUARD + text if is_misread and not is_guarded(text) else text


def _number(row: MeasureRow, column: MeasureColumn) -> str:
    """The number, or the words that stood there instead of one."""
    number = row.baseline if column is MeasureColumn.BASELINE else row.target
    unread = next((other.text for other in row.other if _stands_in(other, column, row)), "")
    return cell(unread) if number is None else number_text(number)


def _stands_in(other: OtherColumn, column: MeasureColumn, row: MeasureRow) -> bool:
    number = row.baseline if column is MeasureColumn.BASELINE else row.target
    is_unread = bool(other.text) and parse_quantity(other.text).value is None
    return other.heading == column and number is None and is_unread


def _beside(row: WithOther) -> list[OtherColumn]:
    if not isinstance(row, MeasureRow):
        return list(row.other)
    columns = (MeasureColumn.BASELINE, MeasureColumn.TARGET)
    return [other for other in row.other if not any(_stands_in(other, column, row) for column in columns)]


def _others(row: WithOther, headings: Sequence[str]) -> list[str]:
    """The texts of the row below these headings; one without a word is there all the same."""
    texts: dict[str, str] = {}
    for other in _beside(row):
        heading = " ".join(other.heading.split())
        said = cell(other.text) or GUARD
        texts[heading] = f"{texts[heading]}\n{said}" if heading in texts else said
    return [texts.get(heading, "") for heading in headings]


def _filled(texts: list[str], head: str) -> list[str]:
    """A row without a word, or one that says what its heads say, is a row all the same."""
    if not any(texts) or texts[0] == head:
        texts[0] = GUARD + texts[0]
    return texts
