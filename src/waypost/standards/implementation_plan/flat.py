"""One table in which each row is an activity and a column says to which objective it belongs."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.standards.implementation_plan.blocks import Row
from waypost.standards.implementation_plan.columns import (
    ACTIVITY_WORDS,
    ActivityColumn,
    Columns,
    RowValues,
    columns_of,
)
from waypost.standards.implementation_plan.document import ActivityRow, ObjectiveBlock, PlanWarning
from waypost.standards.implementation_plan.objectives import read_activity
from waypost.standards.implementation_plan.plan_limits import refuse_many

_NUMBERED = re.compile(
    r"(?:(?:objective|obj\.?|goal)\s*)?#?\s*(?P<number>\d{1,3})\s*(?:[:.)\u2013-]\s*|$)", re.IGNORECASE
)


class FlatColumn(StrEnum):
    OBJECTIVE = "Objective"


_OBJECTIVE_WORDS: dict[StrEnum, str] = {FlatColumn.OBJECTIVE: r"objectives?|obj", **ACTIVITY_WORDS}
#: Where no column is called an objective, goals or strategies beside the activities are.
_GOAL_WORDS: dict[StrEnum, str] = {FlatColumn.OBJECTIVE: r"goals?|strateg(?:y|ies)", **ACTIVITY_WORDS}
_NEEDED = {FlatColumn.OBJECTIVE, ActivityColumn.ACTIVITY}
_LONGEST_HEADING = 40


def flat_columns(row: Row, *, closely: bool = True) -> Columns | None:
    """The columns of a row that heads such a table."""
    if any(len(cell.text) > _LONGEST_HEADING for cell in row.filled):
        return None
    tried = (columns_of(row, words, closely=closely) for words in (_OBJECTIVE_WORDS, _GOAL_WORDS))
    return next((columns for columns in tried if columns.roles >= _NEEDED), None)


@dataclass
class _Draft:
    """An objective while its rows are being read."""

    text: str = ""
    activities: list[ActivityRow] = field(default_factory=list)


class FlatTable:
    """Reads rows under headings that name both an objective and an activity."""

    def __init__(self, warnings: list[PlanWarning]) -> None:
        self._warnings = warnings
        self._columns: Columns | None = None
        self._drafts: dict[int, _Draft] = {}
        self._numbers: dict[str, int] = {}
        self._current = 0

    @property
    def objectives(self) -> tuple[ObjectiveBlock, ...]:
        return tuple(
            ObjectiveBlock(number, draft.text, activities=tuple(draft.activities))
            for number, draft in self._drafts.items()
        )

    @property
    def is_open(self) -> bool:
        return self._columns is not None

    def end_table(self) -> None:
        self._columns = None

    def take_headings(self, row: Row, place: str, *, closely: bool) -> bool:
        """Whether the row heads such a table, for the first time or again."""
        if self._columns is not None and self._columns.are_headed_by(row):
            return True
        columns = flat_columns(row, closely=closely)
        if columns is None:
            return False
        self._columns = columns
        for column in columns.unknown:
            sentence = f"The column “{column.heading}” is not in the template; its texts were kept."
            self._warnings.append(PlanWarning("unknown_column", place, sentence))
        return True

    def take_objective(self, text: str, place: str) -> None:
        """A row that names only the objective of the rows below it."""
        self._objective_of(text, place)

    def take_data(self, row: Row, place: str) -> None:
        if self._columns is None:
            return
        values = self._columns.read(row)
        number = self._objective_of(values.text(FlatColumn.OBJECTIVE), place)
        activities = self._drafts[number].activities
        if any(values.lines.get(role) for role in ACTIVITY_WORDS) or values.other:
            activities.append(read_activity(_without_objective(values)))
            refuse_many(activities=len(activities))
            self._look_at(values, f"Objective {number}, activity {len(activities)}", place)

    def _look_at(self, values: RowValues, line: str, place: str) -> None:
        if ActivityColumn.ACTIVITY in values.continued:
            sentence = f"The cell of {line.lower()} is merged with the row above; it was read as one more activity."
            self._warnings.append(PlanWarning("merged_rows", place, sentence))
        if any(column.heading == "" for column in values.other):
            sentence = f"A text of {line.lower()} stands in a column without a heading; it was kept beside it."
            self._warnings.append(PlanWarning("text_outside_columns", place, sentence))

    def _objective_of(self, text: str, place: str) -> int:
        """The number of a known objective or of a new one; blank is the objective of the row above."""
        if not text and self._current:
            return self._current
        if text not in self._numbers:
            self._numbers[text] = self._new_objective(text, place)
        self._current = self._numbers[text]
        return self._current

    def _new_objective(self, text: str, place: str) -> int:
        match = _NUMBERED.match(text)
        words = text[match.end() :].strip() if match else text
        number = int(match["number"]) if match else 0
        known = self._drafts.get(number)
        if known and words and known.text and known.text != words:
            sentence = f"The file has more than one objective {number}; each was kept."
            self._warnings.append(PlanWarning("repeated_objective_number", place, sentence))
            number = 0
        number = number or 1 + max(self._drafts, default=0)
        draft = self._drafts.setdefault(number, _Draft())
        draft.text = words or draft.text
        refuse_many(objectives=len(self._drafts))
        return number


def _without_objective(values: RowValues) -> RowValues:
    lines = {role: texts for role, texts in values.lines.items() if role is not FlatColumn.OBJECTIVE}
    return RowValues(lines, values.continued, values.lists, values.other)
