"""Frameworks from a table in a text file: a code and a statement on each line, and more where a column names it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from waypost.standards.competency_framework import (
    LONGEST_SHORT,
    LONGEST_STATEMENT,
    MOST_ITEMS,
    FileItem,
    FrameworkFile,
    FrameworkHead,
    Gap,
    UnreadableFrameworkError,
    in_tree_order,
)
from waypost.standards.csv_text import UnreadableFile, rows_of, text_of
from waypost.standards.statement_text import plain_statement

LARGEST_BYTES = 10_000_000
STATEMENT, TREE, UNDER = "statement", "tree", "under"
#: The headings under which published tables hold each value, in small letters without spaces and signs.
HEADINGS = {
    "identifier": ("identifier", "id", "guid", "uuid"),
    "code": ("humancodingscheme", "code", "standardcode", "codingscheme", "standardid"),
    STATEMENT: ("fullstatement", "statement", "standard", "description", "text"),
    "short_statement": ("abbreviatedstatement", "shortstatement", "abbreviation", "shorttitle"),
    "levels": ("educationlevel", "educationallevel", "gradelevel", "grades", "grade", "level"),
    "kind": ("cfitemtype", "itemtype", "type", "kind"),
    TREE: ("smartlevel", "outline"),
    UNDER: ("parent", "under", "parentcode", "parentid"),
}
_NOT_A_LETTER = re.compile(r"[^a-z]")
_OUTLINE = re.compile(r"\d{1,6}(?:\.\d{1,6})*")
Line = tuple[FileItem, str]


def read_framework_csv(content: bytes, title: str) -> FrameworkFile:
    """Read a table of at most LARGEST_BYTES; `title` names the framework, here and in later files of it.

    Raises UnreadableFrameworkError.
    """
    words = " ".join(title.split())
    if len(words) > LONGEST_SHORT:
        raise UnreadableFrameworkError(
            f"The name of the framework is longer than {LONGEST_SHORT} characters: shorten it."
        )
    try:
        text = text_of(content, largest_bytes=LARGEST_BYTES, one_line="one line for each item")
        rows = list(rows_of(text))
    except UnreadableFile as error:
        raise UnreadableFrameworkError(str(error)) from error
    head = rows[0][1]
    columns = _columns(head)
    if len(rows) - 1 > MOST_ITEMS:
        raise UnreadableFrameworkError(f"The file has more than {MOST_ITEMS:,} lines: split it into two frameworks.")
    gaps: list[Gap] = []
    lines = list(_lines(rows[1:], columns, gaps))
    ordered, lost = in_tree_order(_placed(lines, columns, gaps))
    if not ordered:
        raise UnreadableFrameworkError("The file has no item below its first line: add one line for each.")
    unused = tuple(name for place, name in enumerate(head) if name and place not in columns.values())
    head_of_file = FrameworkHead(words.casefold()[:LONGEST_SHORT], words)
    return FrameworkFile(head_of_file, ordered, (*gaps, *lost), unused)


def _columns(head: list[str]) -> dict[str, int]:
    """Where each value stands; the first heading that fits counts."""
    names = [_NOT_A_LETTER.sub("", heading.lower()) for heading in head]
    columns = {
        value: next(names.index(heading) for heading in headings if heading in names)
        for value, headings in HEADINGS.items()
        if any(heading in names for heading in headings)
    }
    if STATEMENT not in columns:
        raise UnreadableFrameworkError("The first line names no column for the words: call one of them statement.")
    return columns


def _lines(rows: list[tuple[int, list[str]]], columns: dict[str, int], gaps: list[Gap]) -> Iterator[Line]:
    """Each item, and the cell that says where it stands."""
    taken: set[str] = set()
    for number, cells in rows:
        item = _item(number, {value: cells[place] for value, place in columns.items() if place < len(cells)})
        if not item.statement:
            gaps.append(Gap(item.where, "It has no statement: it is left out."))
        elif item.identifier in taken:
            gaps.append(Gap(item.where, f"An earlier line has the same {_name_of(columns)}: this one is left out."))
        else:
            taken.add(item.identifier)
            place = columns.get(TREE, columns.get(UNDER, len(cells)))
            yield item, cells[place] if place < len(cells) else ""


def _name_of(columns: dict[str, int]) -> str:
    return next((name for name in ("identifier", "code") if name in columns), STATEMENT)


def _item(number: int, cells: dict[str, str]) -> FileItem:
    short = {name: plain_statement(cell)[:LONGEST_SHORT] for name, cell in cells.items()}
    statement = plain_statement(cells.get(STATEMENT, ""))[:LONGEST_STATEMENT]
    code = short.get("code", "")
    return FileItem(
        identifier=short.get("identifier") or code or hashlib.sha256(statement.encode()).hexdigest(),
        statement=statement,
        code=code,
        short_statement=short.get("short_statement", ""),
        levels=", ".join(level.strip() for level in short.get("levels", "").split(",")),
        kind=short.get("kind", ""),
        where=f"Line {number}",
    )


def _placed(lines: list[Line], columns: dict[str, int], gaps: list[Gap]) -> list[FileItem]:
    """Each with the identifier of the item that it stands under, by whichever column says so."""
    if TREE in columns:
        return _by_outline(lines, gaps)
    if UNDER not in columns:
        return [item for item, _ in lines]
    named = {item.code: item.identifier for item, _ in reversed(lines)} | {
        item.identifier: item.identifier for item, _ in lines
    }
    return [replace(item, parent=named.get(cell, cell)) for item, cell in lines]


def _by_outline(lines: list[Line], gaps: list[Gap]) -> list[FileItem]:
    """ "3.6.2" stands under "3.6", or where no line has that number under "3"; in the order of the numbers."""
    numbered = [
        (tuple(int(part) for part in cell.split(".")), item) for item, cell in lines if _OUTLINE.fullmatch(cell)
    ]
    first = {number: item.identifier for number, item in reversed(numbered)}
    placed = []
    for number, item in sorted(numbered, key=lambda pair: pair[0]):
        above = next((number[:length] for length in range(len(number) - 1, 0, -1) if number[:length] in first), ())
        if len(above) < len(number) - 1:
            gaps.append(Gap(item.where, f"No line has the number {_dotted(number[:-1])} above it: {_where_to(above)}."))
        placed.append(replace(item, parent=first.get(above, "")))
    unnumbered = [item for item, cell in lines if not _OUTLINE.fullmatch(cell)]
    gaps += [Gap(item.where, "Its outline number can't be read: it goes to the end of the top.") for item in unnumbered]
    return [*placed, *unnumbered]


def _dotted(number: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in number)


def _where_to(above: tuple[int, ...]) -> str:
    return f"it goes under {_dotted(above)}" if above else "it goes to the top"
