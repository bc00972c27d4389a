"""The XML of one sheet, walked through once: cells, merges, what is hidden, and formulas without a value."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from waypost.standards.implementation_plan.errors import (
    DamagedWorkbookError,
    UnsafeWorkbookError,
    WorkbookTooLargeError,
)
from waypost.standards.implementation_plan.records import Value
from waypost.standards.implementation_plan.workbook_xml import Shared, plain_text

MAX_CELLS = 200_000
MAX_COLUMNS = 256
MAX_MERGES = 5_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_MARGIN_CODES = re.compile(r'&"[^"]*"|&[0-9]+|&[A-Za-z&]')


@dataclass
class SheetContent:
    """`cells` by row and column, both from 1; a merge is (row, column, last row, last column)."""

    cells: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unread_formulas: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)


def walk_sheet(raw: bytes, shared: Shared) -> SheetContent:
    """Raises WorkbookTooLargeError, DamagedWorkbookError or UnsafeWorkbookError."""
    walk = _Walk(shared)
    _parse(raw, walk.start, walk.end, walk.data)
    return walk.content


def shared_texts(raw: bytes) -> tuple[str, ...]:
    """The texts that cells refer to by number, without the readings that stand above Asian letters."""
    walk = _TextWalk()
    _parse(raw, walk.start, walk.end, walk.data)
    return tuple(walk.texts)


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1: "C2" is (2, 3)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


class _TextWalk:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._reading = False
        self._above = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self.texts.append("")
        self._above += name == "rPh"
        self._reading = name == "t" and not self._above

    def data(self, text: str) -> None:
        if self._reading and self.texts:
            self.texts[-1] += text

    def end(self, name: str) -> None:
        self._reading = False
        self._above -= name == "rPh"
        if name == "si":
            self.texts[-1] = plain_text(self.texts[-1])


class _Walk:
    def __init__(self, shared: Shared) -> None:
        self.content = SheetContent()
        self._shared = shared
        self._row = self._column = self._count = self._above = 0
        self._cell: dict[str, str] | None = None
        self._words: dict[str, str] = {}
        self._reading = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._above += name == "rPh"
        match name:
            case "row":
                self._open_row(attributes)
            case "c":
                self._open_cell(attributes)
            case "mergeCell":
                self._take_merge(attributes.get("ref", ""))
            case "col" if attributes.get("hidden") in ("1", "true"):
                ends = attributes.get("min", ""), attributes.get("max", "")
                if all(end.isdecimal() for end in ends):
                    self.content.hidden_columns.append((int(ends[0]), min(int(ends[1]), MAX_COLUMNS)))
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
            self.content.margins.append(words)
        if name == self._reading:
            self._reading = ""

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.content.hidden_rows.append(self._row)

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
        self._count += 1
        if self._count > MAX_CELLS or self._column > MAX_COLUMNS:
            raise WorkbookTooLargeError
        self.content.cells.setdefault(self._row, {})[self._column] = value

    def _take_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = place_of(first), place_of(last)
        if start and end:
            self.content.merges.append((*start, *end))
        if len(self.content.merges) > MAX_MERGES:
            raise WorkbookTooLargeError


def _parse(
    raw: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = data
    try:
        parser.Parse(raw, True)  # noqa: FBT003  # an interface sets the signature
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedWorkbookError from error


def _refuse(*_: object) -> None:
    raise UnsafeWorkbookError
