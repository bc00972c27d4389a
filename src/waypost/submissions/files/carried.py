"""What a file carries about who made it, besides what it shows. No Django: only bytes and words."""

from dataclasses import dataclass
from enum import StrEnum


class Left(StrEnum):
    """What stays in the file as it was added and can tell who made it."""

    AUTHOR = "author"
    CHANGES = "changes"
    COMMENTS = "comments"
    PROPERTIES = "properties"
    SIGNATURE = "signature"
    TAGS = "tags"


#: What it is, and how its owner takes it out; both are said at the row of the file.
SENTENCES: dict[Left, tuple[str, str]] = {
    Left.AUTHOR: (
        "This PDF names its author, and the assessor could read it.",
        "To take the name out, print it to a new PDF or clear “Author” in its properties, then add it again.",
    ),
    Left.CHANGES: (
        "Tracked changes in this file show who made them.",
        "Accept all changes in your program, then add it again.",
    ),
    Left.COMMENTS: (
        "Comments in this file show who wrote them.",
        "Delete them in your program, then add it again.",
    ),
    Left.PROPERTIES: (
        "The properties of this file can name its author.",
        "Clear them in your program or save it as a PDF, then add it again.",
    ),
    Left.SIGNATURE: (
        "This file is signed with a name.",
        "Save a copy without the signature, then add that.",
    ),
    Left.TAGS: (
        "This recording can name who made it.",
        "Clear its artist and comment fields in your player, then add it again.",
    ),
}


@dataclass(frozen=True)
class Patch:
    """Bytes that take the place of as many others from `offset` on: the length of a file never changes."""

    offset: int
    data: bytes


@dataclass(frozen=True)
class Carried:
    """What to write over so that the file names nobody, and what is left in it that still can."""

    patches: tuple[Patch, ...] = ()
    left: frozenset[Left] = frozenset()


NOTHING = Carried()


class UnreadableFile(Exception):
    """The file is broken inside; the message ends the sentence "“name” …"."""
