"""A table as CSV that a spreadsheet opens without running anything: what looks like a formula is text."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from waypost.standards.implementation_plan.csv_escape import escaped

Cell = str | int | Decimal | None


def write_table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, so that Excel reads the letters; numbers as plain digits with a point."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return escaped(cell)
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
