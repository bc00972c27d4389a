"""How much the sheets of one workbook may hold together, counted while they are read."""

from dataclasses import dataclass, field

from waypost.standards.implementation_plan.errors import WorkbookTooLargeError

MAX_SHEETS = 1_000
#: Elements of XML in all sheets: rows, cells, values, formulas, whatever they hold.
MAX_ELEMENTS = 1_500_000
#: Cells with a value or a formula.
MAX_CELLS = 200_000
#: A text that many cells share counts in each of them.
MAX_CHARACTERS = 10_000_000
#: Places of the sheets that are held, filled or not.
MAX_PLACES = 1_000_000
MAX_COLUMNS = 256
MAX_MERGES = 5_000


@dataclass
class Meter:
    limit: int
    amount: int = 0

    def add(self, amount: int = 1) -> None:
        """Raises WorkbookTooLargeError."""
        self.amount += amount
        if self.amount > self.limit:
            raise WorkbookTooLargeError


@dataclass
class Meters:
    """Those of one workbook; `merged` counts the rows that merges reach over."""

    elements: Meter = field(default_factory=lambda: Meter(MAX_ELEMENTS))
    cells: Meter = field(default_factory=lambda: Meter(MAX_CELLS))
    characters: Meter = field(default_factory=lambda: Meter(MAX_CHARACTERS))
    places: Meter = field(default_factory=lambda: Meter(MAX_PLACES))
    merged: Meter = field(default_factory=lambda: Meter(MAX_PLACES))
