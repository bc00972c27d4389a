"""The table of performance measures."""

from decimal import Decimal

from waypost.standards.implementation_plan.blocks import Row
from waypost.standards.implementation_plan.columns import (
    MEASURE_WORDS,
    Column,
    Columns,
    MeasureColumn,
    RowValues,
    columns_of,
)
from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import MeasureRow, OtherColumn, PlanWarning, Term
from waypost.standards.implementation_plan.guards import is_guarded
from waypost.standards.implementation_plan.labels import TERMS, find_heading, key_of
from waypost.standards.implementation_plan.quantities import Quantities, due_in, parse_quantity, quantities_in

_SUBTITLE = "how we will know"
# A heading row that names only the term is followed by rows of text and frequency.
_UNHEADED = Columns((Column(0, 1, "", MeasureColumn.TEXT), Column(1, 2, "", MeasureColumn.FREQUENCY)), cell_count=2)


class Measures:
    place = "Performance measures"

    def __init__(self, warnings: list[PlanWarning]) -> None:
        self.rows: list[MeasureRow] = []
        self._warnings = warnings
        self._term: Term | None = None
        self._columns: Columns | None = None

    @property
    def width(self) -> int:
        return self._columns.cell_count if self._columns else 0

    def open_term(self, term: Term) -> None:
        self._term = term
        self._columns = _UNHEADED

    def take_line(self, line: str) -> bool:
        return key_of(line).startswith(_SUBTITLE)

    def end_table(self) -> None:
        self._columns = None

    def take_data(self, row: Row) -> bool:
        """Whether the row was read under the columns that are open."""
        if self._columns is None or len(row.cells) == 1:
            return False
        self._add(self._columns.read(row))
        return True

    def take_headings(self, row: Row) -> bool:
        """Whether the row heads the columns of short-term, long-term or all indicators."""
        if self._columns and MeasureColumn.TERM in self._columns.roles:
            return self._columns.are_headed_by(row)
        term = _term_headed_by(row)
        if len(row.filled) < 2 or (term is None and self._columns not in (None, _UNHEADED)):
            return False
        columns = columns_of(row, MEASURE_WORDS)
        if MeasureColumn.TEXT not in columns.roles or (term is None and len(columns.roles) < 2):
            return False
        self._term, self._columns = term or self._term, columns
        for column in columns.unknown:
            sentence = f"The column “{column.heading}” is not in the template; its texts were kept."
            self._warnings.append(PlanWarning("unknown_column", self.place, sentence))
        return True

    def _add(self, values: RowValues) -> None:
        if MeasureColumn.TEXT in values.continued:
            sentence = "An indicator's cell is merged over several rows; each row was read as one indicator."
            self._warnings.append(PlanWarning("merged_rows", self.place, sentence))
        if not values.text(MeasureColumn.TEXT):
            words = " ".join(line for lines in values.lines.values() for line in lines)
            sentence = f"A row has no indicator, only “{words}”, and was left out."
            self._warnings.append(PlanWarning("row_without_text", self.place, sentence))
            return
        count = _indicator_count(values)
        for position in range(count):
            one = {MeasureColumn(role): _part(lines, position, count) for role, lines in values.lines.items()}
            self._add_one(one, values.other)

    def _add_one(self, texts: dict[MeasureColumn, str], other: tuple[OtherColumn, ...]) -> None:
        text = texts.get(MeasureColumn.TEXT, "")
        term = self._term_of(texts.get(MeasureColumn.TERM, ""))
        stated = Quantities() if is_guarded(text) else quantities_in(text)
        baseline, baseline_unit = self._number(texts, MeasureColumn.BASELINE)
        target, target_unit = self._number(texts, MeasureColumn.TARGET)
        due_on, due_text = (None, "") if is_guarded(text) else due_in(text)
        due_cell = texts.get(MeasureColumn.DUE, "")
        unread = tuple(
            OtherColumn(column, texts[column])
            for column, number in ((MeasureColumn.BASELINE, baseline), (MeasureColumn.TARGET, target))
            if texts.get(column) and number is None
        )
        measure = MeasureRow(
            term=term,
            text=text,
            frequency=texts.get(MeasureColumn.FREQUENCY, ""),
            baseline=stated.baseline if baseline is None else baseline,
            target=stated.target if target is None else target,
            unit=texts.get(MeasureColumn.UNIT) or target_unit or baseline_unit or stated.unit,
            due_on=parse_date(due_cell) if due_cell else due_on,
            due_text=due_cell or due_text,
            data_source=texts.get(MeasureColumn.DATA_SOURCE, ""),
            other=other + unread,
        )
        self.rows.append(measure)

    def _term_of(self, cell: str) -> Term:
        named = [term for term in Term if key_of(cell).startswith(term)]
        if named or self._term:
            return named[0] if named else self._term or Term.SHORT
        sentence = "An indicator does not say whether it is short-term or long-term; it was read as short-term."
        self._warnings.append(PlanWarning("unknown_term", self.place, sentence))
        return Term.SHORT

    def _number(self, texts: dict[MeasureColumn, str], column: MeasureColumn) -> tuple[Decimal | None, str]:
        text = texts.get(column, "")
        quantity = parse_quantity(text)
        if text and quantity.value is None:
            sentence = f"{column} “{text}” is not a number, so it was kept as text."
            self._warnings.append(PlanWarning("number_not_understood", self.place, sentence))
        return quantity.value, quantity.unit


def _term_headed_by(row: Row) -> Term | None:
    headings = (find_heading(" ".join(cell.lines)) for cell in row.filled)
    found = (
        TERMS[heading.heading] for heading in headings if heading and not heading.rest and heading.heading in TERMS
    )
    return next(found, None)


def _indicator_count(values: RowValues) -> int:
    """Several indicators share a cell where they are a list, or where each line has its own frequency."""
    texts = values.lines.get(MeasureColumn.TEXT, ())
    frequencies = values.lines.get(MeasureColumn.FREQUENCY, ())
    if texts and is_guarded(texts[0]):
        return 1
    if MeasureColumn.TEXT in values.lists or len(texts) == len(frequencies):
        return max(1, len(texts))
    return 1


def _part(lines: tuple[str, ...], position: int, count: int) -> str:
    return lines[position] if len(lines) == count else "\n".join(lines)
