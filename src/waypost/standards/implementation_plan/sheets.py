"""What a spreadsheet shows, whatever kind of file it came from: sheets of rows of typed cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.standards.implementation_plan.blocks import Cell, Paragraph, Row
from waypost.standards.implementation_plan.records import Value


@dataclass(frozen=True)
class SheetCell:
    """`span` counts columns; `continues` says that a merge covers the cell from above, whose value it has."""

    value: Value = None
    span: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        return text_of(self.value)


@dataclass(frozen=True)
class SheetRow:
    """`number` is the one that people see beside the row; cells stand at their columns, from the first."""

    number: int
    cells: tuple[SheetCell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)

    def as_block(self) -> Row:
        cells: list[Cell] = []
        next_column = 0
        for column, cell in enumerate(self.cells):
            if column >= next_column:
                cells.append(Cell(column, cell.span, (Paragraph(cell.text),), cell.continues))
                next_column = column + cell.span
        return Row(tuple(cells))


@dataclass(frozen=True)
class Sheet:
    """`rows` leaves out the blank ones, so numbers may jump."""

    name: str
    rows: tuple[SheetRow, ...]

    def place(self, row: SheetRow) -> str:
        return f"{self.name}, row {row.number}" if self.name else f"Row {row.number}"


def text_of(value: Value) -> str:
    """As the words of a cell: a day as 2026-11-20, a number without needless zeros."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}" if value else "0"
        case _:
            return value
