"""Files that tell who made them, in each of the ways that educators' programs have."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO, RawIOBase

from docx import Document

from tests.submissions.files import OFFICE

NAME = "Dana Ruiz"
CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Plan</dc:title><dc:creator>{}'
    "</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{}</Company>'
    "<Application>Some Office</Application></Properties>"
)
OPEN_META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/'
    'elements/1.1/" office:version="1.3"><office:meta><dc:creator>{}</dc:creator></office:meta></office:document-meta>'
)
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
BODY = {
    "word": ("word/document.xml", "<w:document>Work</w:document>"),
    "xl": ("xl/workbook.xml", "<workbook>Work</workbook>"),
    "ppt": ("ppt/presentation.xml", "<p:presentation>Work</p:presentation>"),
}


class _Pipe(RawIOBase):
    """A place that can only be written to, so that `zipfile` writes sizes behind each member, as web programs do."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        content = bytes(data)  # type: ignore[call-overload]  # an interface sets the signature
        self.written += content
        return len(content)


def office(
    program: str, parts: Mapping[str, str | bytes], *, streamed: bool = False, packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An office file of `program` with these parts beside the usual ones."""
    out = _Pipe() if streamed else BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, text in {OFFICE: "<Types/>", **parts, BODY[program][0]: BODY[program][1], **parts}.items():
            archive.writestr(name, text)
    return bytes(out.written) if isinstance(out, _Pipe) else out.getvalue()


def word_by_library(author: str = NAME) -> bytes:
    """A document as a widespread library writes it."""
    document, out = Document(), BytesIO()
    document.add_paragraph("What my students showed me.")
    document.core_properties.author = document.core_properties.last_modified_by = author
    document.save(out)
    return out.getvalue()


def open_text(meta: str = OPEN_META.format(NAME), content: str = "<office:text>Work</office:text>") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", OPEN_TEXT, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of an ISO base media file."""
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def film(*in_movie: bytes, brand: bytes = b"mp42") -> bytes:
    """A video whose movie box holds `in_movie` too, with pictures before and after it."""
    movie = box(b"moov", box(b"mvhd", bytes(100)), *in_movie)
    return box(b"ftyp", brand, bytes(8)) + box(b"mdat", b"\xa9xyz in a picture") + movie + box(b"mdat", b"sound")


PLACE = box(b"udta", box(b"\xa9xyz", b"+41.52-087.55/"), box(b"\xa9ART", NAME.encode()))
ENCODER = box(b"udta", box(b"meta", b"\xa9too", b"An encoder"))


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WAV file of these chunks."""
    body = b"".join(struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2) for name, data in chunks)
    return struct.pack("<4sI", b"RIFF", 4 + len(body)) + b"WAVE" + body


def id3(*frames: tuple[bytes, str], sound: bytes = b"\xff\xfbsound") -> bytes:
    """An MP3 file with these frames of text before its sound."""
    body = b"".join(
        struct.pack(">4sIH", name, 1 + len(text), 0) + b"\0" + text.encode() for name, text in frames
    ) + bytes(20)
    return b"ID3\x03\x00\x00" + struct.pack(">I", len(body)) + body + sound
