"""Badges baked into SVG images: an element in the Open Badges namespace carries the credential.

Source: Open Badges 3.0, section 5.3.2; Open Badges 2.0, Baking.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from openbadgeslib import baking

OB3_ELEMENT = "{https://purl.imsglobal.org/ob/v3p0}credential"
OB2_ELEMENT = "{http://openbadges.org}assertion"
SVG_ELEMENTS = ("{http://www.w3.org/2000/svg}svg", "svg")

# More than real drawings hold and far less than 5 MB of the shortest tags do.
MAXIMUM_ELEMENTS = 50_000
MAXIMUM_DEPTH = 256
MAXIMUM_TEXT_LENGTH = 512 * 1024
# The parser hands over the attributes of one tag together, so they are counted before it reads them.
TOO_MANY_ATTRIBUTES = re.compile(rb"<(?:[^<=]*+=){4096}")
PIECE_BYTES = 64 * 1024


class SvgError(ValueError):
    """The drawing is damaged, or its badge is. The message is one sentence for a reader."""


def bake_svg(image: bytes, text: str) -> bytes:
    """`image` (one of our own drawings, without a badge) with `text` inside.

    A VC-JWT goes into the attribute `verify`, a JSON credential into the element's text.
    """
    if unbake_svg(image):
        raise SvgError("This drawing already holds a credential.")
    is_json = text.lstrip().startswith("{")
    return baking.bake_svg(
        image,
        text,
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
        as_text=is_json,
    )


def unbake_svg(image: bytes) -> dict[str, str]:
    """Texts of the badges inside by element name; empty where there is none. Two badges raise SvgError.

    A document type declaration is refused, so no entity is ever expanded or fetched.
    """
    badges = _read(image)
    for texts in badges.values():
        if len(texts) > 1:
            raise SvgError("This image holds more than one credential, so we can't tell which one is meant.")
    return {name: texts[0] for name, texts in badges.items() if texts}


@dataclass
class _BadgeReader:
    """Takes what the parser finds piece by piece; the drawing itself is never built."""

    badges: dict[str, list[str]] = field(default_factory=lambda: {OB3_ELEMENT: [], OB2_ELEMENT: []})
    _element_count: int = 0
    _depth: int = 0
    # The badge element that is open: how deep it stands, and its text so far.
    _open_at: int | None = None
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._element_count += 1
        self._depth += 1
        if self._element_count == 1 and name not in SVG_ELEMENTS:
            raise SvgError("This file is XML, but not a drawing with a credential.")
        if self._element_count > MAXIMUM_ELEMENTS or self._depth > MAXIMUM_DEPTH:
            raise SvgError("This drawing has more parts than any real credential. We can't read it.")
        if name in self.badges:
            self._open(name, attributes.get("verify", ""))

    def data(self, text: str) -> None:
        if self._open_at is None:
            return
        self._length += len(text)
        if self._length > MAXIMUM_TEXT_LENGTH:
            raise SvgError("The credential inside this drawing is far larger than any real credential.")
        self._pieces.append(text)

    def end(self, name: str) -> None:
        if self._depth == self._open_at:
            found = self.badges[name]
            found[-1] = found[-1] or "".join(self._pieces).strip()
            self._open_at, self._pieces = None, []
        self._depth -= 1

    def close(self) -> dict[str, list[str]]:
        return self.badges

    def _open(self, name: str, text: str) -> None:
        self.badges[name].append(text)
        self._open_at = self._open_at or self._depth


def _read(image: bytes) -> dict[str, list[str]]:
    if b"\0" in image:
        raise SvgError("This drawing is not written in UTF-8. We can't read it.")
    if TOO_MANY_ATTRIBUTES.search(image):
        raise SvgError("This drawing has more parts than any real credential. We can't read it.")
    reader = _BadgeReader()
    # Whatever encoding the file names, UTF-8 is what we read, so that the count above holds.
    parser = DefusedXMLParser(target=reader, encoding="utf-8", forbid_dtd=True)
    try:
        for start in range(0, len(image), PIECE_BYTES):
            parser.feed(image[start : start + PIECE_BYTES])
        parser.close()
    except DefusedXmlException as problem:
        raise SvgError("This drawing declares its own document type. We don't open such files.") from problem
    except SvgError:
        raise
    except (ParseError, ValueError) as problem:
        raise SvgError("This drawing is damaged. Download it again.") from problem
    return reader.badges
