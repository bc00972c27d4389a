"""People from a table in a text file: name, email, role, organization and, where wanted, department.

Reads what spreadsheets write: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252; columns in any order.
"""

import re
from dataclasses import dataclass

from waypost.standards.csv_text import FORMULA_SIGNS, Trouble, UnreadableFile, rows_of, text_of

LARGEST_BYTES = 2_000_000
MOST_LINES = 5_000
LONGEST_CELL = 200
NEEDED = ("name", "email", "role", "organization")
OPTIONAL = ("department",)

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


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
    rows = rows_of(text_of(content, largest_bytes=LARGEST_BYTES, one_line="one line for each person"))
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
