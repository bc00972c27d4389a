"""Reads the sheets of an Excel workbook within bounds. Formulas are never worked out; links are never followed."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from waypost.standards.implementation_plan.document import PlanWarning
from waypost.standards.implementation_plan.errors import (
    DamagedFileError,
    DamagedWorkbookError,
    ExpandsTooFarError,
    PasswordProtectedError,
    ProtectedWorkbookError,
    UnsafeWorkbookError,
    UnsafeXmlError,
    WorkbookTooLargeError,
)
from waypost.standards.implementation_plan.excel_formats import column_letters
from waypost.standards.implementation_plan.left_out import beside_the_sheets, summed_up
from waypost.standards.implementation_plan.own_sheets import sheet_left_out
from waypost.standards.implementation_plan.safe_zip import (
    checked_parts,
    open_archive,
    refuse_by_size,
    refuse_many_members,
)
from waypost.standards.implementation_plan.sheet_xml import SheetContent, walk_sheet
from waypost.standards.implementation_plan.sheets import Sheet, SheetCell, SheetRow
from waypost.standards.implementation_plan.workbook_limits import MAX_SHEETS, Meters
from waypost.standards.implementation_plan.workbook_walk import shared_texts
from waypost.standards.implementation_plan.workbook_xml import Shared, SheetPart, shared, sheet_parts

_EMPTY = SheetCell()


def read_workbook(data: bytes) -> tuple[tuple[Sheet, ...], list[PlanWarning]]:
    """The sheets that people see, and what else is in the file. Raises UnreadablePlanFileError."""
    refuse_by_size(data)
    with _in_words_of_excel():
        refuse_many_members(data)
        with open_archive(data) as archive:
            parts = checked_parts(archive, packed_bytes=len(data))
            names = archive.namelist()
        listed, counts_from_1904 = sheet_parts(parts)
        texts = shared_texts(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ()
        common = shared(parts, texts, counts_from_1904=counts_from_1904)
        warnings: list[PlanWarning] = []
        sheets = tuple(_sheets(_each_once(listed), parts, common, warnings))
        warnings = summed_up(warnings)
        warnings.extend(beside_the_sheets(parts, names))
    return sheets, warnings


@contextmanager
def _in_words_of_excel() -> Iterator[None]:
    """The sentences of `safe_zip` and `xml_tree` speak of Word."""
    try:
        yield
    except DamagedFileError as error:
        raise DamagedWorkbookError from error
    except ExpandsTooFarError as error:
        raise WorkbookTooLargeError from error
    except UnsafeXmlError as error:
        raise UnsafeWorkbookError from error
    except PasswordProtectedError as error:
        raise ProtectedWorkbookError from error


def _each_once(listed: tuple[SheetPart, ...]) -> tuple[SheetPart, ...]:
    """The same sheets, of which Excel never writes two into one part."""
    if len(listed) > MAX_SHEETS:
        raise WorkbookTooLargeError
    if len({part.path for part in listed if part.path}) < sum(bool(part.path) for part in listed):
        raise DamagedWorkbookError
    return listed


def _sheets(
    listed: tuple[SheetPart, ...], parts: dict[str, bytes], common: Shared, warnings: list[PlanWarning]
) -> Iterator[Sheet]:
    meters = Meters()
    for part in listed:
        if part.path not in parts or "/worksheets/" not in f"/{part.path}":
            continue
        content = walk_sheet(parts[part.path], common, meters)
        meters.places.add(_place_count(content))
        sheet = Sheet(part.name, _rows(content, meters))
        if part.is_hidden:
            warnings.extend(_hidden_sheet(sheet))
            continue
        warnings.extend(_warnings_on(part.name, content))
        yield sheet


def _place_count(content: SheetContent) -> int:
    return len(content.cells) * max((max(row) for row in content.cells.values()), default=0)


def _rows(content: SheetContent, meters: Meters) -> tuple[SheetRow, ...]:
    width = max((max(row) for row in content.cells.values()), default=0)
    grid = {
        number: [SheetCell(row[column]) if column in row else _EMPTY for column in range(1, width + 1)]
        for number, row in sorted(content.cells.items())
    }
    _merge(grid, content, width, meters)
    return tuple(SheetRow(number, tuple(cells)) for number, cells in grid.items())


def _merge(grid: dict[int, list[SheetCell]], content: SheetContent, width: int, meters: Meters) -> None:
    """A merged cell has its value in each of its rows; those below the first continue it."""
    numbers = list(grid)
    for first, column, last, last_column in content.merges:
        span = min(last_column, width) - column + 1
        value = content.cells.get(first, {}).get(column)
        rows = numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
        meters.merged.add(len(rows) * (1 + len(str(value)) // 100))
        if span < 1:
            continue
        for number in rows:
            grid[number][column - 1] = SheetCell(value, span, number > first)


def _hidden_sheet(sheet: Sheet) -> Iterator[PlanWarning]:
    if sheet.rows:
        left_out = sheet_left_out(sheet)
        words = left_out.sentence.partition("“")[2]
        sentence = f"This sheet is hidden and was left out ({len(sheet.rows)} rows): “{words}"
        yield PlanWarning("hidden_sheet", sheet.name, sentence)


def _warnings_on(name: str, content: SheetContent) -> Iterator[PlanWarning]:
    if rows := sorted(content.hidden_rows & content.cells.keys()):
        yield PlanWarning("hidden_rows", name, f"Hidden rows were read too: {_ranges(rows)}.")
    filled = Counter(column for row in content.cells.values() for column in row)
    if hidden := [
        column for column in sorted(content.hidden_columns) if filled[column] > 1
    ]:  # a heading alone says nothing of a plan
        letters = ", ".join(column_letters(column) for column in hidden)
        yield PlanWarning("hidden_columns", name, f"Hidden columns were read too: {letters}.")
    for reference, formula in content.unread_formulas:
        sentence = f"The formula “{formula[:200]}” has no value in the file and was left out."
        yield PlanWarning("formula_without_value", f"{name}, cell {reference}", sentence)
    for reference, error in content.errors:
        sentence = f"This cell shows the error {error}, which was kept as text."
        yield PlanWarning("cell_error", f"{name}, cell {reference}", sentence)
    for words in content.margins.values():
        if any(letter.isalpha() for letter in words.replace("Page", "").replace("of", "")):
            sentence = f"This text stands in a page margin and was left out: “{' '.join(words.split())[:300]}”."
            yield PlanWarning("text_outside_body", name, sentence)


def _ranges(numbers: list[int]) -> str:
    """ "3 to 5, 9" for 3, 4, 5 and 9."""
    runs = []
    for _, members in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in members]
        runs.append(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]))
    return ", ".join(runs)
