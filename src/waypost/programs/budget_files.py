"""A program's budget as a file for spreadsheets (FR3): one row for each line, then the sums of each year."""

from collections.abc import Iterator
from importlib import import_module

from waypost.programs.queries.budgets import BudgetPage
from waypost.standards.table_csv import Cell
from waypost.standards.table_csv import write_table as write_csv

#: By the end of the file's name.
CONTENT_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADINGS = (
    *("What it is for", "Line", "Counts", "School year", "Amount (USD)", "Units", "Hours"),
    *("Forecast (USD)", "Actual (USD)", "Left (USD)", "Funding source", "Note"),
)


def budget_file(page: BudgetPage, suffix: str) -> bytes:
    """The file with one of the suffixes of CONTENT_TYPES."""
    rows = list(_rows(page))
    if suffix == "csv":
        return write_csv(HEADINGS, rows)
    # Loaded with its library only when such a file is asked for (decision 0023).
    written: bytes = import_module("waypost.standards.table_xlsx").write_table("Budget", HEADINGS, rows)
    return written


def _rows(page: BudgetPage) -> Iterator[tuple[Cell, ...]]:
    for row in page.rows:
        stored = row.stored
        kind = stored.get_category_display()
        first = (kind, stored.name, stored.basis, str(row.year), stored.amount, row.line.units, stored.hours)
        yield (*first, row.forecast, row.line.spent, row.left, stored.funding, stored.note)
    for each in page.sums:
        name = f"All lines of {each.year}"
        yield ("Sum", name, "", str(each.year), None, None, None, each.forecast, each.actual, each.left, "", "")
    numbers = (("One educator", page.per_educator), ("One award", page.per_award))
    for name, cost in numbers:
        yield ("Sum", name, "", "", None, None, None, cost, None, None, "", "" if cost is not None else "Not known")
