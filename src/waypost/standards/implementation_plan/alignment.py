"""The matrix of objectives and the priorities, standards and funding that they serve."""

import re
from collections.abc import Collection

from waypost.standards.implementation_plan.blocks import Row
from waypost.standards.implementation_plan.columns import (
    ALIGNMENT_WORDS,
    AlignmentColumn,
    Columns,
    RowValues,
    columns_of,
    with_places_filled,
)
from waypost.standards.implementation_plan.document import AlignmentEntry, AlignmentLabels, PlanWarning

_PLACES = (AlignmentColumn.STATE_PRIORITY, AlignmentColumn.STANDARD, AlignmentColumn.FUNDING)
_NUMBERS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_NUMBERS_ONLY = re.compile(
    r"(?:obj(?:ective)?s?\.?)?\s*#?\s*\d{1,3}(?:\s*(?:,|&|and|;|\n)\s*#?\s*\d{1,3})*\.?", re.IGNORECASE
)


def names_objectives(text: str) -> bool:
    """Whether the words are numbers of objectives and nothing else."""
    return _NUMBERS_ONLY.fullmatch(text) is not None


class Alignment:
    place = "Alignment"

    def __init__(self, warnings: list[PlanWarning]) -> None:
        self.entries: list[AlignmentEntry] = []
        self._empty: list[tuple[int, str]] = []
        self._last_filled = 0
        self.labels = AlignmentLabels()
        self._warnings = warnings
        self._columns: Columns | None = None
        self._row_count = 0

    @property
    def width(self) -> int:
        return self._columns.cell_count if self._columns else 0

    def take_line(self, line: str) -> bool:  # noqa: ARG002  # an interface sets the signature
        return False

    def end_table(self) -> None:
        self._columns = None

    def take_data(self, row: Row) -> bool:
        """Whether the row was read under the columns that are open."""
        if self._columns is None or len(row.cells) == 1:
            return False
        self._add(self._columns.read(row))
        return True

    def skip_blank_row(self) -> None:
        if self._columns is not None:
            self._row_count += 1
            self._empty.append((self._row_count, ""))

    def empty_rows(self, objectives: Collection[int]) -> list[int]:
        """Rows to point out, once one is filled: those above it, and those of one of the plan's `objectives`.

        The others are the blanks of the template.
        """
        if not self._last_filled:
            return []
        known = {str(number) for number in objectives}
        return [row for row, text in self._empty if row < self._last_filled or known & set(_NUMBERS.findall(text))]

    def take_headings(self, row: Row) -> bool:
        """Whether the row heads the matrix; only its first heading must be the template's."""
        if self._columns is not None:
            return self._columns.are_headed_by(row)
        named = columns_of(row, ALIGNMENT_WORDS)
        if not named.columns or named.columns[0].role is not AlignmentColumn.OBJECTIVE:
            return False
        if any(character.isdigit() for character in named.columns[0].heading):
            return False
        self._columns = with_places_filled(named, _PLACES)
        headings = {column.role: column.heading for column in self._columns.columns}
        self.labels = AlignmentLabels(*(headings.get(role, "") for role in _PLACES))
        for column in self._columns.unknown:
            sentence = f"The column “{column.heading}” is not in the template; its texts were kept."
            self._warnings.append(PlanWarning("unknown_column", self.place, sentence))
        return True

    def _add(self, values: RowValues) -> None:
        self._row_count += 1
        text = values.text(AlignmentColumn.OBJECTIVE)
        if not any(values.lines.get(role) for role in _PLACES) and not values.other:
            self._empty.append((self._row_count, text))
            return
        self._last_filled = self._row_count
        for number in self._objectives_named(text):
            entry = AlignmentEntry(
                objective=number,
                objective_text=text,
                state_priority=values.text(AlignmentColumn.STATE_PRIORITY),
                standard=values.text(AlignmentColumn.STANDARD),
                funding=values.text(AlignmentColumn.FUNDING),
                other=values.other,
            )
            self.entries.append(entry)

    def _objectives_named(self, text: str) -> list[int | None]:
        """ "1, 2" is two entries with the same texts; words such as "all" name no number."""
        if names_objectives(text):
            return [int(number) for number in _NUMBERS.findall(text)]
        sentence = f"“{text}” names no objective of the plan by its number." if text else "This row names no objective."
        self._warnings.append(PlanWarning("alignment_without_objective", f"Alignment, row {self._row_count}", sentence))
        return [None]
