"""What a file really is, told from its content alone; its name is never believed."""

import codecs
import re
import zipfile
from typing import BinaryIO

import puremagic

from waypost.submissions.files import formats
from waypost.submissions.files.formats import Format, Refusal

HEAD_BYTES = 8192
MOST_ENTRIES = 10_000
#: About 100 bytes an entry, as office files have. What the archive says of its size itself is never believed.
MOST_DIRECTORY_BYTES = 100 * MOST_ENTRIES

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"<?php")
_SIGNED_TEXT = (b"%PDF", b"{\\rtf")
_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|iframe|svg|\?xml|meta|link|object|embed)\b", re.IGNORECASE)
_OFFICE_FOLDERS = {"word/": formats.WORD, "xl/": formats.EXCEL, "ppt/": formats.POWERPOINT}
_OPEN_TYPES = {
    known.media_type.encode(): known for known in (formats.OPEN_TEXT, formats.OPEN_SHEET, formats.OPEN_SLIDES)
}
_BY_ENDING: dict[str, Format | Refusal] = {
    **{name: known for known in formats.FORMATS if known is not formats.TEXT for name in known.names},
    **dict.fromkeys(("3gp", "3g2", "f4v"), formats.MP4),
    **dict.fromkeys(("mpga", "mp2"), formats.MP3),
    **dict.fromkeys(("heif", "heic", "avif"), formats.HEIC),
    **dict.fromkeys(("rar", "7z", "gz", "bz2", "xz", "tar", "cab", "zst"), formats.ARCHIVE),
    **dict.fromkeys(("html", "htm", "xml", "mhtml"), formats.WEB_PAGE),
    **dict.fromkeys(("exe", "dll", "class", "wasm", "dex", "swf", "lnk"), formats.PROGRAM),
    "rtf": formats.RICH_TEXT,
    "svg": formats.SVG,
}


def recognize(file: BinaryIO) -> Format | Refusal:
    """What `file` holds; it is read from its beginning, and left at no place in particular."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(_PROGRAMS):
        return formats.PROGRAM
    if head.startswith(_OLE):
        return formats.OLD_OFFICE
    if head.startswith(_ZIP):
        return _in_zip(file)
    return _as_text(head) or _by_signature(head)


class BoundedReading:
    """A file of which no more is read at once than a list of names may take, whatever size the archive claims."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1, /) -> bytes:
        if size > MOST_DIRECTORY_BYTES:
            raise ValueError("the list of names is longer than that of any office file")
        return self._file.read(MOST_DIRECTORY_BYTES if size < 0 else size)


def _in_zip(file: BinaryIO) -> Format | Refusal:
    """Office files are zip archives; only their list of names is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(BoundedReading(file)) as archive:
            return _open_document(archive) or _office_document(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return formats.ARCHIVE


def _open_document(archive: zipfile.ZipFile) -> Format | None:
    first = archive.infolist()[:1]
    if not first or first[0].filename != "mimetype" or first[0].file_size > 200:
        return None
    return _OPEN_TYPES.get(archive.read(first[0]).strip())


def _office_document(names: list[str]) -> Format | Refusal:
    if "[Content_Types].xml" not in names or len(names) > MOST_ENTRIES:
        return formats.ARCHIVE
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return formats.MACROS
    folders = {name.partition("/")[0] + "/" for name in names}
    return next((known for folder, known in _OFFICE_FOLDERS.items() if folder in folders), formats.ARCHIVE)


def _as_text(head: bytes) -> Format | Refusal | None:
    """Text is what decodes as text; markup that a browser would run is no text."""
    try:
        # The head of a long file may end inside a character, so only a short one has to decode to its end.
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return None
    if head.startswith(_SIGNED_TEXT) or any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        return None
    if _MARKUP.search(head):
        return formats.SVG if b"<svg" in head.lower() else formats.WEB_PAGE
    return formats.TEXT


def _by_signature(head: bytes) -> Format | Refusal:
    """The likeliest reading of the first bytes that is known here."""
    try:
        readings = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return formats.UNKNOWN
    known = (_BY_ENDING.get(reading.extension.lstrip(".").lower()) for reading in readings)
    return next((reading for reading in known if reading), formats.UNKNOWN)
