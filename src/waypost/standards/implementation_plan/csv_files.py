"""Reads a CSV file as one sheet: any of the usual separators and letters, and an apostrophe before a formula's sign."""

from waypost.standards.csv_text import UnreadableFile, rows_of, text_of
from waypost.standards.implementation_plan.csv_escape import unescaped
from waypost.standards.implementation_plan.errors import (
    FileTooLargeError,
    UnreadableTextFileError,
    WorkbookTooLargeError,
)
from waypost.standards.implementation_plan.safe_zip import MAX_FILE_BYTES, refuse_by_size
from waypost.standards.implementation_plan.sheets import Sheet, SheetCell, SheetRow
from waypost.standards.implementation_plan.workbook_limits import MAX_CELLS, MAX_COLUMNS

_SEPARATORS = ",;\t"
_FIRST_LINES = 30
_EMPTY = SheetCell()


def read_text_table(data: bytes) -> Sheet:
    """Raises UnreadablePlanFileError."""
    refuse_by_size(data)
    try:
        text = text_of(data, largest_bytes=MAX_FILE_BYTES, one_line="one line for each activity")
        rows = [(number, cells) for number, cells in rows_of(text, head=_head(text))]
    except UnreadableFile as problem:
        raise UnreadableTextFileError(str(problem)) from problem
    width = max((len(cells) for _, cells in rows), default=0)
    filled = sum(1 for _, cells in rows for cell in cells if cell)
    if width > MAX_COLUMNS or filled > MAX_CELLS:
        raise FileTooLargeError(_TOO_MUCH)
    return Sheet("", tuple(_row(number, cells, width) for number, cells in rows))


_TOO_MUCH = WorkbookTooLargeError.sentence.replace("Excel file", "file").replace("workbook", "file")


def _head(text: str) -> str:
    """The line among the first that has most cells: a title may stand above the columns."""
    return max(text.split("\n", _FIRST_LINES)[:_FIRST_LINES], key=lambda line: max(map(line.count, _SEPARATORS)))


def _row(number: int, cells: list[str], width: int) -> SheetRow:
    read = [SheetCell(unescaped(cell).replace("\r\n", "\n")) if cell else _EMPTY for cell in cells]
    return SheetRow(number, (*read, *[_EMPTY] * (width - len(read))))
