"""Makes workbooks and CSV files as people fill them, in memory."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.document import PlanDocument

Rows = Sequence[Sequence[str | int | float | bool | date | datetime | None]]
HEADINGS = ("Objective", "Activity", "Target Date", "Lead")


def workbook(sheets: dict[str, Rows], *, then: Callable[[Workbook], object] = repr) -> bytes:
    """A workbook of these sheets, which `then` may make messier."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    then(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def first_sheet(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def flat(*rows: Sequence[Any], then: Callable[[Workbook], object] = repr) -> PlanDocument:
    """What is read from one sheet "Plan 2026" of rows under HEADINGS."""
    return read_any(workbook({"Plan 2026": (HEADINGS, *rows)}, then=then))


def csv_file(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode(encoding)


def said(plan: PlanDocument, code: str) -> list[tuple[str, str]]:
    """Where and in which words the plan's file warns of something."""
    return [(warning.place, warning.sentence) for warning in plan.warnings if warning.code == code]
