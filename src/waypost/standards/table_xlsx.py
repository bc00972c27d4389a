"""A table as one sheet of an Excel workbook; texts are texts whatever they begin with, so nothing runs."""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from waypost.standards.table_csv import Cell

#: Excel takes 32,767 characters in a cell.
LONGEST_CELL = 32_000
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MONEY = "#,##0.00"
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def write_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of an .xlsx file; `title` names the sheet, at most 31 letters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(heading) + 2)
    head = [_cell(sheet, heading) for heading in headings]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Cell) -> Any:
    text = _UNSEEN.sub(" ", value)[:LONGEST_CELL] if isinstance(value, str) else None
    shown: Any = value if text is None else text
    cell = WriteOnlyCell(sheet, shown)
    cell.alignment = _WRAPPED
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, Decimal):
        cell.number_format = _MONEY
    return cell
