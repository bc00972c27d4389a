"""People from a table in a text file: name, email, role, organization and, where wanted, department.

Reads what spreadsheets write: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252; columns in any order.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from waypost.standards.other_files import what_to_do_with

LARGEST_BYTES = 2_000_000
MOST_LINES = 5_000
LONGEST_CELL = 200
NEEDED = ("name", "email", "role", "organization")
OPTIONAL = ("department",)

FORMULA_SIGNS = ("=", "+", "-", "@")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


class UnreadableFile(ValueError):
    """The whole file can't be read; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class PersonLine:
    """One line that is whole; `number` is the line of the file on which it begins, the head being line 1."""

    number: int
    name: str
    email: str
    role: str
    organization: str
    department: str


@dataclass(frozen=True)
class Trouble:
    """One sentence that says what to do about a line that is not understood; a line may have several."""

    number: int
    sentence: str


@dataclass(frozen=True)
class PeopleFile:
    """What stands in the file: whole lines, troubles, and the names of columns that are not used.

    A line in `damaged` has troubles in some cells, which are empty there; its other cells can be looked at further.
    """

    lines: tuple[PersonLine, ...]
    damaged: tuple[PersonLine, ...]
    troubles: tuple[Trouble, ...]
    unused_columns: tuple[str, ...]


@dataclass(frozen=True)
class _FoundLine:
    """`line` is None where the cells can't be told apart."""

    line: PersonLine | None
    troubles: tuple[Trouble, ...]


def read_people(content: bytes) -> PeopleFile:
    """Read a file of at most LARGEST_BYTES and MOST_LINES lines. Raises UnreadableFile."""
    rows = _rows(_text(content))
    head = next(rows, (1, []))[1]
    columns = _columns(head)
    found: list[_FoundLine] = []
    for number, cells in rows:
        if len(found) == MOST_LINES:
            raise UnreadableFile(f"The file has more than {MOST_LINES} lines: split it, and upload the parts.")
        found.append(_line(number, cells, columns, len(head)))
    if not found:
        raise UnreadableFile("The file has no line below its head: add one line for each person.")
    return PeopleFile(
        lines=tuple(each.line for each in found if each.line and not each.troubles),
        damaged=tuple(each.line for each in found if each.line and each.troubles),
        troubles=tuple(trouble for each in found for trouble in each.troubles),
        unused_columns=tuple(name for name in head if name.strip() and name.strip().lower() not in columns),
    )


def _text(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise UnreadableFile("The file is larger than 2 MB: split it, and upload the parts.")
    if sentence := what_to_do_with(content):
        raise UnreadableFile(sentence)
    text = _decoded(content)
    if "\x00" in text:
        raise UnreadableFile("This is not a text file: export the list as CSV, and upload that file.")
    if not text.strip():
        raise UnreadableFile("The file is empty: add a head and one line for each person.")
    return text


def _decoded(content: bytes) -> str:
    """UTF-16 where its mark says so, UTF-8 where it fits, else Windows-1252, which older Excel writes."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("The letters of this file can't be read: save it as CSV UTF-8, and upload it again.")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"A quotation mark is open or stray near line {reader.line_num}: close or remove it, and upload again."
        ) from error


def _columns(head: list[str]) -> dict[str, int]:
    names = [name.lower() for name in head]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UnreadableFile(
            f"The first line lacks {' and '.join(missing)}: it must name the columns {', '.join(NEEDED)}."
        )
    repeated = [name for name in (*NEEDED, *OPTIONAL) if names.count(name) > 1]
    if repeated:
        raise UnreadableFile(f"The first line names the column {repeated[0]} twice: keep one of them.")
    return {name: names.index(name) for name in (*NEEDED, *OPTIONAL) if name in names}


def _line(number: int, cells: list[str], columns: dict[str, int], width: int) -> _FoundLine:
    if len(cells) != width:
        sentence = f"The line has {len(cells)} cells and the first line has {width}: make them equal."
        return _FoundLine(None, (Trouble(number, sentence),))
    values = {name: cells[place] for name, place in columns.items()}
    sentences = {name: trouble for name, value in values.items() if (trouble := _cell_trouble(name, value))}
    usable = {name: "" if name in sentences else value for name, value in values.items()}
    line = PersonLine(number, **{"department": "", **usable, "email": usable["email"].lower()})
    return _FoundLine(line, tuple(Trouble(number, sentence) for sentence in sentences.values()))


def _cell_trouble(name: str, value: str) -> str | None:
    if not value:
        return f"The {name} is missing: fill it in." if name in NEEDED else None
    if value.startswith(FORMULA_SIGNS):
        return f"The {name} begins with {value[0]}, as formulas do: remove that sign."
    if CONTROL.search(value):
        return f"The {name} holds a line break or another sign that can't be seen: remove it."
    if len(value) > LONGEST_CELL:
        return f"The {name} is longer than {LONGEST_CELL} letters: shorten it."
    if name == "email" and not EMAIL.fullmatch(value):
        return f"{value} is not an email address: correct it."
    return None
