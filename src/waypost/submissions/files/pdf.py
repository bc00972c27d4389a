"""Finds an author and comments in a PDF document (ISO 32000-2, sections 12.5.6 and 14.3). It is never changed.

Only what stands in the file as plain bytes is seen, a piece at a time; nothing is unpacked.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from waypost.submissions.files.carried import Carried, Left

_PIECE = 1_000_000
#: Longer than what a mark may span, so that none hides between two pieces.
_OVERLAP = 2_000
_AUTHOR = re.compile(
    rb"/Author\s*(?:\((?!\s*\))|<(?!\s*>|<|\s*FEFF\s*>)|\d+\s+\d+\s+R)"
    rb"|<dc:creator>\s*<rdf:\w+>\s*<rdf:li[^<>]*>\s*[^<\s]"
)
_COMMENT = re.compile(rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Ink|Stamp|Caret)\b")
_COMMENTED_BY = re.compile(rb"/T\s*(?:\((?!\s*\))|<(?!\s*>|<))")
#: How far from its kind a comment may name who wrote it, and how many comments are looked at.
_NEARBY = 1_000
_MOST_COMMENTS = 200


def read_pdf(file: BinaryIO) -> Carried:
    """What a PDF document says of its author and of who commented."""
    left, before, comments = set[Left](), b"", _MOST_COMMENTS
    for piece in _pieces(file):
        content = before + piece
        if _AUTHOR.search(content):
            left.add(Left.AUTHOR)
        nearby = list(islice(_around_comments(content), comments))
        comments -= len(nearby)
        if any(_COMMENTED_BY.search(around) for around in nearby):
            left.add(Left.COMMENTS)
        before = piece[-_OVERLAP:]
    return Carried(left=frozenset(left))


def _around_comments(content: bytes) -> Iterator[bytes]:
    for found in _COMMENT.finditer(content):
        yield content[max(0, found.start() - _NEARBY) : found.end() + _NEARBY]


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece
