"""Which column of a table holds what, told from its headings, whatever their order."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from waypost.standards.implementation_plan.blocks import Cell, Row
from waypost.standards.implementation_plan.document import OtherColumn
from waypost.standards.implementation_plan.guards import GUARD, is_guarded
from waypost.standards.implementation_plan.labels import key_of

_CLOSE_ENOUGH = 0.82
_LONGEST_HEADING = 60


class ActivityColumn(StrEnum):
    START = "Start Date"
    TARGET = "Target Date"
    RESOURCES = "Resources Required"
    LEADS = "Lead Person/ Organization"
    RESULT = "Anticipated Product or Result"
    CONTINGENCY = "Contingency Notes"
    ACTIVITY = "Activity"


class MeasureColumn(StrEnum):
    FREQUENCY = "Frequency"
    BASELINE = "Baseline"
    TARGET = "Target"
    UNIT = "Unit"
    DUE = "Due Date"
    DATA_SOURCE = "Data Source"
    TERM = "Term"
    TEXT = "Indicator"


class AlignmentColumn(StrEnum):
    OBJECTIVE = "Obj #"
    FUNDING = "Funding Opportunities/ Sources"
    STATE_PRIORITY = "State Priority"
    STANDARD = "Standard"


#: The columns of the template, in its order; the first of the indicators is headed by their term.
MEASURE_HEADS = tuple(
    MeasureColumn(name) for name in ("Baseline", "Target", "Unit", "Due Date", "Frequency", "Data Source")
)
ACTIVITY_HEADS = tuple(
    ActivityColumn(name)
    for name in (
        "Activity",
        "Start Date",
        "Target Date",
        "Resources Required",
        "Lead Person/ Organization",
        "Anticipated Product or Result",
        "Contingency Notes",
    )
)

# Read from the top: the first pattern that a heading's words match names the column.
ACTIVITY_WORDS: dict[StrEnum, str] = {
    ActivityColumn.CONTINGENCY: r"contingenc(?:y|ies)|setbacks?|workarounds?|plan b",
    ActivityColumn.START: r"start(?:s|ing)?(?: date)?$|date started|begins?(?: date)?$|beginning date",
    ActivityColumn.TARGET: r"target|due|deadline|timeline|by when|completion date|end date|date$",
    ActivityColumn.RESOURCES: r"resources?",
    ActivityColumn.LEADS: r"leads?|leaders?|responsible|responsibility|owners?|persons?|people|who$",
    ActivityColumn.RESULT: r"anticipated|products?|results?|outcomes?|deliverables?",
    ActivityColumn.ACTIVITY: r"activity|activities|actions?|action steps?|steps?|tasks?",
}
MEASURE_WORDS: dict[StrEnum, str] = {
    MeasureColumn.FREQUENCY: r"frequency|how often",
    MeasureColumn.BASELINE: r"baseline|starting point|current",
    MeasureColumn.DUE: r"due|deadline|by when|target date|date$",
    MeasureColumn.TARGET: r"target|benchmark",
    MeasureColumn.UNIT: r"units?",
    MeasureColumn.DATA_SOURCE: r"data|sources?",
    MeasureColumn.TEXT: r"indicators?|performance measures?|measures?$|(?:short|long) ?term",
    MeasureColumn.TERM: r"term$|type$",
}
ALIGNMENT_WORDS: dict[StrEnum, str] = {
    AlignmentColumn.OBJECTIVE: r"obj|objectives?",
    AlignmentColumn.FUNDING: r"funding|funds?|grants?",
    AlignmentColumn.STATE_PRIORITY: r"priority|priorities",
    AlignmentColumn.STANDARD: r"standards?|frameworks?|common core",
}


@dataclass(frozen=True)
class Column:
    """One column of the grid, from `start` to before `end`; `role` is None where nobody knows it."""

    start: int
    end: int
    heading: str
    role: StrEnum | None


@dataclass(frozen=True)
class RowValues:
    """The cells of a data row by role; `continued` roles have their text from a merge with the row above."""

    lines: dict[StrEnum, tuple[str, ...]] = field(default_factory=dict)
    continued: frozenset[StrEnum] = frozenset()
    lists: frozenset[StrEnum] = frozenset()
    other: tuple[OtherColumn, ...] = ()

    def text(self, role: StrEnum) -> str:
        return "\n".join(self.lines.get(role, ()))


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]
    cell_count: int

    @property
    def roles(self) -> frozenset[StrEnum]:
        return frozenset(column.role for column in self.columns if column.role is not None)

    @property
    def unknown(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is None and column.heading)

    def are_headed_by(self, row: Row) -> bool:
        """Whether the row is this heading row again, as Word repeats it on a new page."""
        return [" ".join(cell.lines) for cell in row.cells] == [column.heading for column in self.columns]

    def read(self, row: Row) -> RowValues:
        lines: dict[StrEnum, tuple[str, ...]] = {}
        other: dict[str, tuple[str, ...]] = defaultdict(tuple)
        continued: set[StrEnum] = set()
        lists: set[StrEnum] = set()
        for cell in row.cells:
            column = self._column_over(cell)
            if column.role is None:
                other[column.heading] += cell.lines
                continue
            lines[column.role] = lines.get(column.role, ()) + cell.lines
            continued.update({column.role} if cell.continues else ())
            lists.update({column.role} if cell.is_list else ())
        kept = tuple(OtherColumn(heading, "\n".join(texts)) for heading, texts in other.items() if texts)
        return RowValues(lines, frozenset(continued), frozenset(lists), kept)

    def _column_over(self, cell: Cell) -> Column:
        for column in self.columns:
            if column.start <= cell.column < column.end:
                return column
        return Column(cell.column, cell.column + cell.span, "", None)


def columns_of(row: Row, words: dict[StrEnum, str], *, closely: bool = True) -> Columns:
    """Name the columns of a heading row; a second column with the same meaning stays unnamed.

    To look `closely`, for misspelled headings too, takes so long that it is no way to look at each row of a table.
    """
    taken: set[StrEnum] = set()
    columns = []
    for cell in row.cells:
        heading = " ".join(cell.lines)
        role = _role_of(heading, words, closely=closely)
        role = None if role in taken else role
        taken.update({role} if role else ())
        columns.append(Column(cell.column, cell.column + cell.span, heading, role))
    return Columns(tuple(columns), len(row.cells))


def with_places_filled(columns: Columns, order: tuple[StrEnum, ...]) -> Columns:
    """Where headings are blank or renamed, columns take the roles that are left, from left to right."""
    left = [role for role in order if role not in columns.roles]
    named = []
    for column in columns.columns:
        role = column.role or (left.pop(0) if left else None)
        named.append(Column(column.start, column.end, column.heading, role))
    return Columns(tuple(named), columns.cell_count)


def guarded_heading(heading: str, words: dict[StrEnum, str], role: StrEnum | None = None) -> str:
    """The heading so that it names the column of `role`, or none; the same heading where it does."""
    named = _role_of(heading, words)
    return heading if named is None or named is role else GUARD + heading


def _role_of(heading: str, words: dict[StrEnum, str], *, closely: bool = True) -> StrEnum | None:
    key = key_of(heading)
    if is_guarded(heading) or not key or len(key) > _LONGEST_HEADING:
        return None
    for role, pattern in words.items():
        if re.search(rf"(?:^|[ /])(?:{pattern})(?![a-z])", key):
            return role
    names = {role.lower(): role for role in words if closely and _may_be_close(key, role.lower())}
    closest = get_close_matches(key, names, n=1, cutoff=_CLOSE_ENOUGH) if names else []
    return names[closest[0]] if closest else None


def _may_be_close(key: str, name: str) -> bool:
    """Whether so few letters stand in only one of both that `get_close_matches`, which is slow, may take them."""
    return len(set(key) ^ set(name)) <= (1 - _CLOSE_ENOUGH) * (len(key) + len(name))
