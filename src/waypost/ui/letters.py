"""Which letters the one font of PDF and PNG has, and what stands where it lacks one.

A plan holds what people paste into it: arrows, emoji, names in other scripts. Without this a file of it could not be
written at all, because an accessible PDF refuses a letter that nobody would see.
"""

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

import fontpkg_atkinson_hyperlegible

FONT = "files/AtkinsonHyperlegible-Regular.ttf"
#: What stands for a letter that the font lacks, and that no plainer one stands for.
MISSING = "?"
#: What an XML file may hold below the space.
WHITE = frozenset("\n\r\t")
#: Signs that people use, in letters that every font has.
PLAIN = {"→": "->", "⇒": "=>", "✓": "x", "✔": "x", "☐": "[ ]", "☑": "[x]"}
#: Letters with a meaning of their own in a drawing: none may come from another one.
MARKUP = frozenset("<&")
#: Formats of a font's table of letters: spans of 16 bits, and groups of 32 bits.
SPANS, GROUPS = 4, 12


def writable(text: str) -> str:
    """The text without what no XML file may hold."""
    return "".join(letter for letter in text if letter in WHITE or unicodedata.category(letter) not in ("Cc", "Cs"))


def printable(text: str) -> str:
    """The text in letters that the font has: as they are, plainer ("ễ" is "e"), or a question mark."""
    text = writable(text)
    return text if letters_of_the_font().issuperset(text) else "".join(map(_plainer, text))


def printable_content(content: Any) -> Any:
    """The same for every text inside of mappings and lists."""
    if isinstance(content, str):
        return printable(content)
    if isinstance(content, Mapping):
        return {key: printable_content(value) for key, value in content.items()}
    return [printable_content(each) for each in content] if isinstance(content, list | tuple) else content


def _plainer(letter: str) -> str:
    known = letters_of_the_font()
    if letter in known:
        return letter
    decomposed = unicodedata.normalize("NFKD", PLAIN.get(letter, letter))
    plain = "".join(part for part in decomposed if not unicodedata.combining(part))
    is_mark = unicodedata.category(letter) in ("Mn", "Cf")
    if is_mark:
        return ""
    return plain if plain and known.issuperset(plain) and MARKUP.isdisjoint(plain) else MISSING


@cache
def letters_of_the_font() -> frozenset[str]:
    """Every letter that the font draws, and the white space that breaks lines."""
    font = (fontpkg_atkinson_hyperlegible.ROOT / FONT).read_bytes()
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    places = (struct.unpack_from(">I", table, 8 + 8 * number)[0] for number in range(count))
    return frozenset(chain(WHITE, map(chr, chain.from_iterable(_codes(table[place:]) for place in places))))


def _table(font: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, place, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return font[place : place + length]
    raise ValueError(f"The font has no table {name!r}.")


def _codes(table: bytes) -> Iterator[int]:
    """The code points of one subtable; of the other formats, which repeat them for old machines, none."""
    (form,) = struct.unpack_from(">H", table)
    if form == SPANS:
        (doubled,) = struct.unpack_from(">H", table, 6)
        ends = struct.unpack_from(f">{doubled // 2}H", table, 14)
        starts = struct.unpack_from(f">{doubled // 2}H", table, 16 + doubled)
        for start, end in zip(starts, ends, strict=True):
            yield from range(start, min(end, 0xFFFE) + 1)
    if form == GROUPS:
        (count,) = struct.unpack_from(">I", table, 12)
        for number in range(count):
            start, end = struct.unpack_from(">II", table, 16 + 12 * number)
            yield from range(start, end + 1)
