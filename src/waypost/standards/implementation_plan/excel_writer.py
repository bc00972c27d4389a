"""Writes a plan as one Excel workbook: a sheet for each section and objective, real dates and numbers, no formula."""

import io
import math
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.own_sheets import GOES_ON, LONG_TEXTS
from waypost.standards.implementation_plan.records import COLUMNS, Part, Section, Value, lay_out
from waypost.standards.implementation_plan.sheets import text_of
from waypost.standards.implementation_plan.to_records import to_parts

#: Excel takes 32,767 characters in a cell.
LONGEST_CELL = 32_000
#: Excel counts days from here on without its leap day of 1900, which never was.
FIRST_DAY = date(1900, 3, 1)
_DAY_FORMAT = "m/d/yyyy"
#: Excel shows no more digits of a number.
MOST_DIGITS = 15
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NARROW = {
    "Term", "Unit", "Baseline", "Target", "Target From", "Milestone", "Progress", "Policy Change", "Objective Number",
    "Team Number", "Stage", "Start Date", "Target Date", "Due Date", "Begun On", "Done On", "Measured On",
}  # fmt: skip
_WIDE = {"Indicator", "Objective", "Activity", "Value", "Procedure", "Who", "Topic"}
#: Of the wide sections, what is shown also where nothing stands in it; the other columns are hidden while empty.
_SHOWN = {
    "Activity", "Start Date", "Target Date", "Resources", "Leads", "Anticipated Result", "Contingency", "Progress",
    "Done On", "Term", "Indicator", "Unit", "Baseline", "Target", "Due Date", "Frequency", "Data Source", "Owner",
}  # fmt: skip
#: Excel draws a row no higher than this.
_LARGEST_HEIGHT = 405.0
_LINE_POINTS = 15.0
#: So many characters side by side can still be read on letter paper; wider sheets go on beside.
_ON_A_PAGE = 180
_WIDE_SECTIONS = (Section.MEASURES, Section.ACTIVITIES)
_HEAD_FONT = Font(name="Calibri", size=11, bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="E8EDF3")
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)


def write_excel(plan: PlanDocument) -> bytes:
    """The bytes of an .xlsx file that `excel.read_excel` reads back as the same plan."""
    return _Writing().write(to_parts(plan))


class _Writing:
    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._long: list[tuple[str, str]] = []

    def write(self, parts: Iterable[Part]) -> bytes:
        for part in parts:
            self._write_part(part)
        if self._long:
            sheet = self._sheet(LONG_TEXTS, ("Text", "Goes on"))
            for number, text in self._long:
                sheet.append([self._cell(sheet, Decimal(number)), self._cell(sheet, text)])
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()

    def _write_part(self, part: Part) -> None:
        columns = COLUMNS[part.section]
        others = lay_out(part.lines)
        sheet = self._sheet(part.name, (*columns, *others.headings), hidden=_empty_columns(part))
        for number, (line, texts) in enumerate(zip(part.lines, others.places, strict=True), 2):
            values = [line.values.get(column) for column in columns]
            extra = [texts.get(place) for place in range(len(others.headings))]
            sheet.row_dimensions[number].height = _height((*columns, *others.headings), (*values, *extra))
            sheet.append([self._cell(sheet, value) for value in (*values, *extra)])

    def _sheet(self, name: str, headings: Sequence[str], hidden: Collection[str] = ()) -> Any:
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        shown = sum(_width(heading) for heading in headings if heading not in hidden)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = math.ceil(shown / _ON_A_PAGE), 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for place, heading in enumerate(headings, 1):
            column = sheet.column_dimensions[get_column_letter(place)]
            column.width, column.hidden = _width(heading), heading in hidden
        head = [self._cell(sheet, heading) for heading in headings]
        for cell in head:
            cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
        sheet.append(head)
        return sheet

    def _cell(self, sheet: Any, value: Value) -> Cell:
        stored = _stored(value)
        text = self._cut(stored) if isinstance(stored, str) else None
        cell = WriteOnlyCell(sheet, stored if text is None else text)
        cell.alignment = _WRAPPED
        if text is not None:
            cell.data_type = "s"  # whatever it begins with: a text, never a formula
            cell.quotePrefix = True
        elif isinstance(stored, datetime):
            cell.number_format = _DAY_FORMAT
        return cell

    def _cut(self, text: str) -> str:
        if len(text) <= LONGEST_CELL:
            return text
        number = str(1 + len({number for number, _ in self._long}))
        pieces = [text[start : start + LONGEST_CELL] for start in range(0, len(text), LONGEST_CELL)]
        self._long.extend((number, piece) for piece in pieces[1:])
        return pieces[0] + GOES_ON.format(number)


def _empty_columns(part: Part) -> set[str]:
    if part.section not in _WIDE_SECTIONS:
        return set()
    filled = {column for line in part.lines for column, value in line.values.items() if value not in (None, "")}
    return set(COLUMNS[part.section]) - filled - _SHOWN


def _stored(value: Value) -> str | datetime | float | None:
    """A number that a workbook would round, and a day before it counts them, are written as text."""
    match value:
        case None | "":
            return None
        case bool():
            return text_of(value)
        case date():
            return datetime.combine(value, time()) if value >= FIRST_DAY else value.isoformat()
        case Decimal():
            number = float(value)
            fits = len(value.as_tuple().digits) <= MOST_DIGITS and Decimal(repr(number)) == value
            return number if fits else text_of(value)
        case _:
            text = _UNSEEN.sub(" ", value).replace("\r\n", "\n").replace("\r", "\n")
            return _LIKE_AN_ESCAPE.sub("_x005F_", text)


def _width(heading: str) -> int:
    """In characters."""
    usual = 12 if heading in _NARROW else 48 if heading in _WIDE else 22
    return max(usual, len(heading) + 2)


def _height(headings: Sequence[str], values: Sequence[Value]) -> float:
    """In points, so that wrapped words are seen where a program does not work that out by itself."""
    counts = (_line_count(text_of(value), _width(heading)) for heading, value in zip(headings, values, strict=True))
    return min(_LARGEST_HEIGHT, _LINE_POINTS * max(counts))


def _line_count(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))
