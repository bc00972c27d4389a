"""The further columns of the alignment matrix: those of a plan, and those that rows of a file brought. Pure.

A row holds each text under the heading that it came with, its key. The plan says in which order columns stand, what
each is called now, and which were taken out: their texts stay, so that a column comes back as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: A plan may add columns up to so many; a file may bring more.
MOST_COLUMNS = 6
LONGEST_HEADING = 200
Stored = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Column:
    """`key` is the heading under which rows hold their texts, `heading` what the column is called now."""

    key: str
    heading: str
    is_out: bool = False

    def stored(self) -> dict[str, Any]:
        """As the plan holds it."""
        return {"key": self.key, "heading": self.heading, "is_out": self.is_out}


def columns_of(stored: Stored, rows: Iterable[Stored]) -> tuple[Column, ...]:
    """All columns, also those that were taken out: the plan's in their order, then what only rows know."""
    known = [Column(each["key"], each["heading"], is_out=each["is_out"]) for each in stored]
    keys = {column.key for column in known}
    brought = dict.fromkeys(cell["heading"] for row in rows for cell in row)
    return (*known, *(Column(key, key) for key in brought if key not in keys))


def standing(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Those that are shown."""
    return tuple(column for column in columns if not column.is_out)


def under_headings(row: Stored, stored: Stored) -> list[dict[str, Any]]:
    """The cells of a row under what their columns are called in a plan or a baseline that holds `stored`."""
    called = {each["key"]: each["heading"] for each in stored}
    return [{**cell, "heading": called.get(cell["heading"], cell["heading"])} for cell in row]


def text_under(key: str, row: Stored) -> str:
    """What a row holds in a column; a file may have had two of one heading."""
    return "\n".join(cell["text"] for cell in row if cell["heading"] == key and cell["text"])


def with_texts(row: Stored, texts: Mapping[str, str]) -> list[dict[str, str]]:
    """The row's texts with those of `texts`, by key, in place of what stood there; all others stay."""
    written: list[dict[str, str]] = []
    seen: set[str] = set()
    for cell in row:
        heading = cell["heading"]
        text = texts.get(heading, cell["text"])
        if heading in texts and heading in seen:
            continue
        seen.add(heading)
        if text or not cell["text"]:
            written.append({"heading": heading, "text": text})
    return [*written, *({"heading": key, "text": text} for key, text in texts.items() if text and key not in seen)]


def filled_counts(columns: Iterable[Column], rows: Sequence[Stored]) -> dict[str, int]:
    """In how many rows each column holds something, by key."""
    return {column.key: sum(bool(text_under(column.key, row)) for row in rows) for column in columns}


def problem_with(headings: Sequence[str]) -> str:
    """What is wrong with the headings of the whole matrix; empty where they are fine."""
    said = [" ".join(heading.split()).casefold() for heading in ("Objective", *headings)]
    if not all(said):
        return "Give each column a heading."
    twice = next((heading for heading, word in zip(headings, said[1:], strict=True) if said.count(word) > 1), "")
    return f"Two columns are called {twice}: give each its own heading." if twice else ""
