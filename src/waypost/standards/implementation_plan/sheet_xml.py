"""The XML of one sheet, walked through once: cells, merges, what is hidden, and formulas without a value."""

import re
from dataclasses import dataclass, field

from waypost.standards.implementation_plan.errors import WorkbookTooLargeError
from waypost.standards.implementation_plan.records import Value
from waypost.standards.implementation_plan.sheets import text_of
from waypost.standards.implementation_plan.workbook_limits import MAX_COLUMNS, MAX_MERGES, Meters
from waypost.standards.implementation_plan.workbook_walk import walk_part
from waypost.standards.implementation_plan.workbook_xml import Shared, plain_text

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_MARGIN_CODES = re.compile(r'&"[^"]*"|&[0-9]+|&[A-Za-z&]')


@dataclass
class SheetContent:
    """`cells` by row and column, both from 1; a merge is (row, column, last row, last column)."""

    cells: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unread_formulas: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)


def walk_sheet(raw: bytes, shared: Shared, meters: Meters) -> SheetContent:
    """Raises WorkbookTooLargeError, DamagedWorkbookError or UnsafeWorkbookError."""
    walk = _Walk(shared, meters)
    walk_part(raw, walk.start, walk.end, walk.data)
    return walk.content


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1: "C2" is (2, 3)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


class _Walk:
    def __init__(self, shared: Shared, meters: Meters) -> None:
        self.content = SheetContent()
        self._shared = shared
        self._meters = meters
        self._row = self._column = self._above = 0
        self._cell: dict[str, str] | None = None
        self._words: dict[str, str] = {}
        self._reading = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._meters.elements.add()
        self._above += name == "rPh"
        match name:
            case "row":
                self._open_row(attributes)
            case "c":
                self._open_cell(attributes)
            case "mergeCell":
                self._take_merge(attributes.get("ref", ""))
            case "col" if attributes.get("hidden") in ("1", "true"):
                self._hide_columns(attributes.get("min", ""), attributes.get("max", ""))
            case "v" | "t" | "f" if self._cell is not None and not self._above:
                self._reading = name
                self._words.setdefault(name, "")
            case _ if name in _MARGINS:
                self._reading = name

    def data(self, text: str) -> None:
        if self._reading:
            self._words[self._reading] = self._words.get(self._reading, "") + text

    def end(self, name: str) -> None:
        self._above -= name == "rPh"
        if name == "c":
            self._close_cell()
        elif name in _MARGINS:
            words = _MARGIN_CODES.sub(" ", self._words.pop(name, ""))
            self.content.margins.setdefault(name, words)
        if name == self._reading:
            self._reading = ""

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.content.hidden_rows.add(self._row)

    def _hide_columns(self, first: str, last: str) -> None:
        if first.isdecimal() and last.isdecimal():
            hidden = range(int(first), min(int(last), MAX_COLUMNS) + 1)
            self._meters.elements.add(len(hidden))
            self.content.hidden_columns.update(hidden)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        self._cell, self._words = attributes, {}

    def _close_cell(self) -> None:
        attributes, words = self._cell or {}, self._words
        self._cell, self._words = None, {}
        reference = attributes.get("r", "")
        value = self._value(attributes, words)
        if "f" in words and attributes.get("t") != "str" and not words.get("v"):
            self.content.unread_formulas.append((reference, f"={words['f']}"))
        if attributes.get("t") == "e" and value:
            self.content.errors.append((reference, str(value)))
        if value not in (None, ""):
            self._keep(value)
        elif "f" in words:
            self._meters.cells.add()

    def _value(self, attributes: dict[str, str], words: dict[str, str]) -> Value:
        text = words.get("v", "")
        match attributes.get("t", "n"):
            case "s":
                return self._shared.text(text)
            case "inlineStr":
                return plain_text(words.get("t", ""))
            case "b":
                return text == "1" if text else None
            case "n" if text:
                return self._shared.number(text, attributes.get("s", "0"))
            case "d":
                return text.removesuffix("T00:00:00").removesuffix("T00:00:00.000")
        return plain_text(text)

    def _keep(self, value: Value) -> None:
        self._meters.cells.add()
        self._meters.characters.add(len(text_of(value)))
        if self._column > MAX_COLUMNS:
            raise WorkbookTooLargeError
        self.content.cells.setdefault(self._row, {})[self._column] = value

    def _take_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = place_of(first), place_of(last)
        if start and end:
            self.content.merges.append((*start, *end))
        if len(self.content.merges) > MAX_MERGES:
            raise WorkbookTooLargeError
