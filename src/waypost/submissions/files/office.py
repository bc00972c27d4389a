"""Blanks the properties of office files where they stand, and finds comments and changes that name somebody.

An office file is a zip archive. Its properties (ECMA-376 part 2, section 8; OpenDocument 1.3 part 3, section 4.3) are
members of their own, written over with an empty list of properties of exactly the same length: every other byte
stays, so what the document shows cannot change. No XML is parsed, and no more is unpacked than the limits below.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from waypost.submissions.files import formats
from waypost.submissions.files.carried import Carried, Left, Patch, UnreadableFile
from waypost.submissions.files.formats import Format
from waypost.submissions.files.recognition import BoundedReading

#: Properties take some hundred bytes; of larger ones nothing is read, they count as naming somebody.
MOST_PROPERTY_BYTES = 1_000_000
#: How much of a document is unpacked, a piece at a time, to look for comments and changes.
MOST_SEARCHED_BYTES = 64_000_000
_PIECE = 65_536
#: Longer than any mark that is searched for, so that none hides between two pieces.
_OVERLAP = 512
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, struct.error)

#: Without an XML declaration, which UTF-8 does not need, so that they fit where little was.
_PACKAGE = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_OFFICE = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/%b-properties"/>'
_OPEN = b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'


def _named(elements: bytes) -> re.Pattern[bytes]:
    """One of these elements with something in it."""
    return re.compile(rb"<(?:[\w-]+:)?(?:" + elements + rb")\b[^<>]*(?<!/)>(?!\s*</)")


@dataclass(frozen=True)
class _Properties:
    """Members with such a `name` that match `telling` are replaced by `empty`."""

    name: re.Pattern[str]
    telling: re.Pattern[bytes]
    empty: bytes


_PROPERTIES = (
    _Properties(
        re.compile(r"docprops/core[^/]*\.xml|.*\.psmdcp", re.IGNORECASE),
        _named(b"creator|lastModifiedBy"),
        _PACKAGE,
    ),
    _Properties(
        re.compile(r"docprops/app[^/]*\.xml", re.IGNORECASE),
        _named(b"Company|Manager"),
        _OFFICE % b"extended",
    ),
    _Properties(re.compile(r"docprops/custom[^/]*\.xml", re.IGNORECASE), _named(b"property"), _OFFICE % b"custom"),
    _Properties(re.compile(r"meta\.xml"), _named(b"creator|initial-creator|printed-by|user-defined"), _OPEN),
)

#: Word itself writes "Author" where somebody asked it to leave names out.
_AUTHOR = re.compile(rb"""\w:author\s*=\s*["'](?!Author["']|["'])""")
_OPEN_TRACES = (
    (re.compile(r"content\.xml"), re.compile(rb"<office:annotation\b"), Left.COMMENTS),
    (re.compile(r"content\.xml"), re.compile(rb"<office:change-info\b"), Left.CHANGES),
)
_TRACES: dict[Format, tuple[tuple[re.Pattern[str], re.Pattern[bytes], Left], ...]] = {
    formats.WORD: (
        (re.compile(r"word/comments[^/]*\.xml"), _AUTHOR, Left.COMMENTS),
        (re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml"), _AUTHOR, Left.CHANGES),
    ),
    formats.EXCEL: (
        (re.compile(r"xl/(.*/)?comments?\d*\.xml"), re.compile(rb"<(?:\w+:)?author>[^<\s]"), Left.COMMENTS),
        (re.compile(r"xl/persons/.*\.xml"), re.compile(rb'displayName="[^"]'), Left.COMMENTS),
        (re.compile(r"xl/revisions/.*\.xml"), re.compile(rb'userName="[^"]'), Left.CHANGES),
    ),
    formats.POWERPOINT: (
        (re.compile(r"ppt/(commentAuthors|authors)\.xml"), re.compile(rb'\sname="[^"]'), Left.COMMENTS),
    ),
    **dict.fromkeys((formats.OPEN_TEXT, formats.OPEN_SHEET, formats.OPEN_SLIDES), _OPEN_TRACES),
}
_SIGNATURE = re.compile(r"_xmlsignatures/.*|META-INF/documentsignatures\.xml")
OFFICE = frozenset(_TRACES)


def read_office(file: BinaryIO, kind: Format) -> Carried:
    """What an office file of this `kind` carries. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(BoundedReading(file)) as archive:
            telling = list(_telling(archive))
            patches, left = _blanked(file, archive, telling)
            return Carried(tuple(patches), frozenset({*left, *_traces(archive, kind)}))
    except _BROKEN as error:
        raise UnreadableFile(f"cannot be opened as {kind.label}. Save it again, then add that.") from error


def _telling(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """The members with properties that can name somebody, each with what takes its place."""
    for info in archive.infolist():
        for known in _PROPERTIES:
            if known.name.fullmatch(info.filename) and _tells(archive, info, known.telling):
                yield info, known.empty


def _tells(archive: zipfile.ZipFile, info: zipfile.ZipInfo, telling: re.Pattern[bytes]) -> bool:
    """Whether a list of properties has a name in it; one that is huge, or not in UTF-8, counts as if it had."""
    content = next(_pieces(archive, info, MOST_PROPERTY_BYTES + 1), b"")
    return len(content) > MOST_PROPERTY_BYTES or b"\0" in content or telling.search(content) is not None


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
    if info.compress_type not in _METHODS or info.flag_bits & _ENCRYPTED:
        raise NotImplementedError("no office program packs like this")
    with archive.open(info) as member:
        while piece := member.read(size):
            yield piece


def _traces(archive: zipfile.ZipFile, kind: Format) -> Iterator[Left]:
    """Comments, tracked changes and signatures that name somebody."""
    budget = MOST_SEARCHED_BYTES
    for info in archive.infolist():
        if _SIGNATURE.fullmatch(info.filename):
            yield Left.SIGNATURE
        for name, mark, left in _TRACES[kind]:
            if name.fullmatch(info.filename) and budget > 0:
                searched = min(info.file_size, budget)
                budget -= searched
                if _holds(_pieces(archive, info, _PIECE), mark, searched):
                    yield left


def _holds(pieces: Iterable[bytes], mark: re.Pattern[bytes], most_bytes: int) -> bool:
    before, searched = b"", 0
    for piece in pieces:
        if mark.search(before + piece):
            return True
        before, searched = piece[-_OVERLAP:], searched + len(piece)
        if searched >= most_bytes:
            return False
    return False


def _blanked(
    file: BinaryIO, archive: zipfile.ZipFile, telling: list[tuple[zipfile.ZipInfo, bytes]]
) -> tuple[list[Patch], set[Left]]:
    """Each telling member written over; what has no room for an empty list is left as it is."""
    if not telling:
        return [], set()
    starts = sorted(info.header_offset for info in archive.infolist())
    entries = _directory(file, archive)
    patches, left = list[Patch](), set[Left]()
    for info, empty in telling:
        end = next((start for start in starts if start > info.header_offset), archive.start_dir)
        found = list(_written_over(file, info, entries[id(info)], end, empty))
        patches += found
        left |= set() if found else {Left.PROPERTIES}
    return patches, left


def _directory(file: BinaryIO, archive: zipfile.ZipFile) -> dict[int, int]:
    """Where the entry of each member stands in the archive's list, by the identity of its information."""
    found, place = {}, archive.start_dir
    for info in archive.infolist():
        file.seek(place)
        mark, name, extra, comment = struct.unpack("<4s24xHHH12x", file.read(46))
        if mark != b"PK\x01\x02":
            raise zipfile.BadZipFile("the list of members is not whole")
        found[id(info)] = place
        place += 46 + name + extra + comment
    return found


def _written_over(file: BinaryIO, info: zipfile.ZipInfo, entry: int, end: int, empty: bytes) -> Iterator[Patch]:
    """The member from its header to `end`, stored as `empty` and white space; and its entry in the list."""
    file.seek(info.header_offset)
    mark, version, flags, _, changed, name_length = struct.unpack("<4sHHHI12xH2x", file.read(30))
    if mark != b"PK\x03\x04":
        raise zipfile.BadZipFile("a member does not stand where the list says")
    name = file.read(name_length)
    room = end - info.header_offset - 30 - name_length
    if not len(empty) <= room <= MOST_PROPERTY_BYTES:
        return
    data = empty + b" " * (room - len(empty))
    flags &= ~_SIZES_FOLLOW
    sizes = struct.pack("<III", zlib.crc32(data), room, room)
    header = struct.pack("<4sHHHI", mark, version, flags, zipfile.ZIP_STORED, changed) + sizes
    yield Patch(info.header_offset, header + struct.pack("<HH", name_length, 0) + name + data)
    yield Patch(entry + 8, struct.pack("<HH", flags, zipfile.ZIP_STORED))
    yield Patch(entry + 16, sizes)
