"""Words that our Word files must not let the reader take for the template's.

An objective may say "Source: ask the teachers" or "a; b". Where the reader would see a label, a list or a number in
such a text, an exported file holds a mark without a width in front of it; the reader takes the marks away at the end.
"""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

from waypost.standards.implementation_plan.labels import (
    find_background_label,
    find_front_label,
    find_heading,
    with_second_labels_marked,
)

#: U+2060 WORD JOINER: it has no width, and no line breaks at it.
GUARD = "\u2060"
#: The titles of the tables that the template lacks, and beginnings of lines that are no text.
_NO_TEXT = ("how we will know",)
ValueT = TypeVar("ValueT")


def guarded(line: str, titles: frozenset[str] = frozenset()) -> str:
    """The line so that it is read as text; the same line where it is anyway."""
    marked = with_second_labels_marked(line, GUARD)
    is_known = line in titles or line.lower().startswith(_NO_TEXT)
    if is_known or find_heading(line) or find_front_label(line) or find_background_label(line):
        return GUARD + marked
    return marked


def is_guarded(text: str) -> bool:
    return text.startswith(GUARD)


def unguarded(value: ValueT) -> ValueT:
    """A row or a whole document without the marks."""
    plain: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        plain = value.replace(GUARD, "")
    elif isinstance(value, tuple):
        plain = tuple(unguarded(each) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        plain = type(value)(**{field.name: unguarded(getattr(value, field.name)) for field in fields(value)})
    result: ValueT = plain
    return result
