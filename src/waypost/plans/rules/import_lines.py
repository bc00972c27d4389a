"""What a file left open, line by line: each question names its line, what the file says, and what is asked.

A line is *read*, *unsure* (words such as "ongoing" where a date belongs, a column that the template does not have) or
*not understood* (words that are no date or number, a row without text, words outside the template). A question's `key`
names its place in the document; it holds until the document changes. No database, no web.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.standards.implementation_plan.document import ActivityRow, ObjectiveBlock, OtherColumn, PlanDocument

#: Warnings that quote words which stand in no line of the plan.
OUTSIDE = (
    "unknown_text", "row_without_text", "sheet_left_out", "hidden_sheet", "text_outside_body", "formula_without_value",
)  # fmt: skip
#: Warnings that a question says better.
ASKED = (*OUTSIDE, "date_not_understood", "unknown_column", "number_not_understood", "activity_without_text",
         "objective_without_text", "text_outside_columns")  # fmt: skip
_OPEN_DATE = re.compile(
    r"\b(?:on-?going|tb[da]|to be (?:determined|announced|decided)|continuous(?:ly)?|n/?a)\b|^\W+$", re.IGNORECASE
)
_QUOTED = re.compile(r"“(.*)”", re.DOTALL)
NUMBERS = {"Baseline": "baseline", "Target": "target"}


class LineState(StrEnum):
    """How much of a line was understood."""

    READ = "read"
    UNSURE = "unsure"
    NOT_UNDERSTOOD = "not understood"


class Asked(StrEnum):
    """What a question wants to know."""

    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    COLUMN = "column"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Question:
    """`line` names the line that it is about, as `line_states` does; empty for a whole table or the file."""

    asked: Asked
    key: str
    state: LineState
    place: str
    said: str
    line: str = ""


def questions(document: PlanDocument, settled: Collection[str]) -> tuple[Question, ...]:
    """In the order of the plan; those that somebody `settled` as they are do not come again."""
    found = (*_columns(document), *_front(document), *_measures(document), *_objectives(document), *_outside(document))
    return tuple(question for question in found if question.key not in settled)


def line_states(found: Collection[Question]) -> dict[str, LineState]:
    """The state of each line that has a question; all others are read."""
    states: dict[str, LineState] = {}
    for question in found:
        if question.line and states.get(question.line) is not LineState.NOT_UNDERSTOOD:
            states[question.line] = question.state
    return states


def line_count(document: PlanDocument) -> int:
    """Lines of the plan: four of its top, and each indicator, objective, activity and row of alignment."""
    activities = sum(len(block.activities) for block in document.objectives)
    return 4 + len(document.measures) + len(document.objectives) + activities + len(document.alignment)


def _front(document: PlanDocument) -> Iterator[Question]:
    dates = (
        ("started", "Date started", document.date_started, document.date_started_text),
        ("implemented", "Date implemented", document.date_implemented, document.date_implemented_text),
    )
    for name, place, day, text in dates:
        yield from _date(f"date/{name}", place, day, text, line=name)


def _date(key: str, place: str, day: date | None, text: str, *, line: str) -> Iterator[Question]:
    if text and day is None:
        state = LineState.UNSURE if _OPEN_DATE.search(text) else LineState.NOT_UNDERSTOOD
        yield Question(Asked.DATE, key, state, place, text, line)


def _measures(document: PlanDocument) -> Iterator[Question]:
    for number, row in enumerate(document.measures, 1):
        line, place = f"measure/{number}", f"Indicator {number}"
        yield from _date(f"date/{line}", f"{place}, due date", row.due_on, row.due_text, line=line)
        said = {column.heading: column.text for column in row.other}
        for heading, field in NUMBERS.items():
            if heading in said and getattr(row, field) is None:
                key, where = f"number/{line}/{field}", f"{place}, {heading.lower()}"
                yield Question(Asked.NUMBER, key, LineState.NOT_UNDERSTOOD, where, said[heading], line)


def _objectives(document: PlanDocument) -> Iterator[Question]:
    for number, block in enumerate(document.objectives, 1):
        place, line = f"Objective {block.number}", f"objective/{number}"
        if not block.text:
            yield Question(Asked.TEXT, f"text/{line}", LineState.NOT_UNDERSTOOD, place, _said_by_objective(block), line)
        for position, row in enumerate(block.activities, 1):
            yield from _activity(f"activity/{number}/{position}", f"{place}, activity {position}", row)


def _activity(line: str, place: str, row: ActivityRow) -> Iterator[Question]:
    if not row.activity:
        yield Question(Asked.TEXT, f"text/{line}", LineState.NOT_UNDERSTOOD, place, _said_by(row), line)
    yield from _date(f"date/{line}/start", f"{place}, start date", row.start_date, row.start_date_text, line=line)
    yield from _date(f"date/{line}/target", f"{place}, target date", row.target_date, row.target_date_text, line=line)


def _said_by_objective(block: ObjectiveBlock) -> str:
    return block.activities[0].activity if block.activities else ""


def _said_by(row: ActivityRow) -> str:
    parts = (
        row.start_date_text, row.target_date_text, *row.leads, *row.resources, row.anticipated_result, row.contingency,
        *(column.text for column in row.other),
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def _columns(document: PlanDocument) -> Iterator[Question]:
    """One question for each column that the template does not have, about the whole table."""
    tables = {
        "measures": [row.other for row in document.measures],
        "activities": [row.other for block in document.objectives for row in block.activities],
        "alignment": [row.other for row in document.alignment],
    }
    for table, rows in tables.items():
        texts: dict[str, list[str]] = {}
        for column in (column for row in rows for column in row):
            if not _is_unread_number(table, column):
                texts.setdefault(column.heading, []).append(column.text)
        for heading, found in texts.items():
            place = f"Column “{heading}” of the {table}" if heading else f"A column of the {table} without a heading"
            said = " · ".join(dict.fromkeys(found))
            yield Question(Asked.COLUMN, f"column/{table}/{heading}", LineState.UNSURE, place, said)


def _is_unread_number(table: str, column: OtherColumn) -> bool:
    return table == "measures" and column.heading in NUMBERS


def _outside(document: PlanDocument) -> Iterator[Question]:
    outside = [warning for warning in document.warnings if warning.code in OUTSIDE]
    for number, warning in enumerate(outside, 1):
        said = _QUOTED.search(warning.sentence)
        words = said[1] if said else warning.sentence
        yield Question(Asked.OUTSIDE, f"outside/{number}", LineState.NOT_UNDERSTOOD, warning.place, words)
