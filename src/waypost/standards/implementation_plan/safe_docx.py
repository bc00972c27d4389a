"""Opens the bytes of a Word file within bounds; touches neither disk nor network and runs nothing in it."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from waypost.standards.implementation_plan.errors import (
    DamagedFileError,
    EmptyFileError,
    ExpandsTooFarError,
    FileTooLargeError,
    MissingTextError,
    NotAWordFileError,
    OldWordFileError,
    PasswordProtectedError,
)
from waypost.standards.implementation_plan.xml_tree import read_xml, refuse_unsafe_xml

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_EXPANDED_BYTES = 64 * 1024 * 1024
MAX_XML_PART_BYTES = 16 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 100
_RATIO_COUNTS_FROM_BYTES = 4 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024

_OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_CENTRAL_RECORD = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1
_ROOT_RELATIONS = "_rels/.rels"
_SIDE_PART = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_OTHER_PACKAGES = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "mimetype": "an OpenDocument file",
}
_OTHER_STARTS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


@dataclass(frozen=True)
class WordPackage:
    """`document` is the root of the main text; `side_parts` are headers, footers, notes and comments."""

    document: Element
    side_parts: tuple[tuple[str, Element], ...]


def open_word_package(data: bytes) -> WordPackage:
    """Raises a subclass of UnreadablePlanFileError, never anything else."""
    _refuse_by_content(data)
    with _archive(data) as archive:
        parts = _wanted_parts(archive, packed_bytes=len(data))
        names = archive.namelist()
    main = _main_part(parts, names)
    document = read_xml(parts[main])
    if document.tag != "w:document":
        raise MissingTextError
    sides = ((match[1], read_xml(raw)) for name, raw in parts.items() if (match := _SIDE_PART.fullmatch(name)))
    return WordPackage(document=document, side_parts=tuple(sides))


def _refuse_by_content(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n "):
        raise EmptyFileError
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLargeError
    if data.startswith(_OLE_SIGNATURE):
        _refuse_compound_file(data)
    if not data.startswith(b"PK"):
        found = (kind for start, kind in _OTHER_STARTS.items() if data.startswith(start))
        raise NotAWordFileError(next(found, "another kind of file"))
    # Each record of the directory costs memory before any other limit applies, so they are counted first.
    if data.count(_CENTRAL_RECORD) > MAX_MEMBERS:
        raise ExpandsTooFarError


def _refuse_compound_file(data: bytes) -> None:
    if _ENCRYPTED_STREAM in data:
        raise PasswordProtectedError
    if _OLD_WORD_STREAM in data:
        raise OldWordFileError
    raise NotAWordFileError("a file of an old Office program")


@contextmanager
def _archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise DamagedFileError from error


def _wanted_parts(archive: zipfile.ZipFile, *, packed_bytes: int) -> dict[str, bytes]:
    """The XML parts that are read later. Every member is unpacked and counted, every XML part is checked."""
    members = archive.infolist()
    if len({member.filename for member in members}) < len(members):
        raise DamagedFileError
    budget = _Budget(packed_bytes)
    wanted: dict[str, bytes] = {}
    for member in members:
        _refuse_unusual_member(member)
        if not member.filename.lower().endswith((".xml", ".rels")):
            budget.spend_on(archive, member)
            continue
        raw = b"".join(budget.chunks(archive, member, at_most=MAX_XML_PART_BYTES))
        refuse_unsafe_xml(raw)
        wanted[member.filename] = raw
    return wanted


def _refuse_unusual_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise PasswordProtectedError
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DamagedFileError


class _Budget:
    """Counts the bytes that really come out, because the sizes in a zip file are only claims."""

    def __init__(self, packed_bytes: int) -> None:
        self._limit = min(MAX_EXPANDED_BYTES, max(_RATIO_COUNTS_FROM_BYTES, packed_bytes * MAX_RATIO))
        self._spent = 0

    def chunks(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, at_most: int) -> Iterator[bytes]:
        taken = 0
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                taken += len(chunk)
                self._spent += len(chunk)
                if taken > at_most or self._spent > self._limit:
                    raise ExpandsTooFarError
                yield chunk

    def spend_on(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        for _ in self.chunks(archive, member, at_most=MAX_EXPANDED_BYTES):
            pass


def _main_part(parts: dict[str, bytes], names: list[str]) -> str:
    main = _related_main_part(parts) or "word/document.xml"
    if main in parts and main.startswith("word/"):
        return main
    for start, kind in _OTHER_PACKAGES.items():
        if any(name.startswith(start) for name in names):
            raise NotAWordFileError(kind)
    if any(name.startswith("word/") for name in names):
        raise MissingTextError
    raise NotAWordFileError("a zip archive")


def _related_main_part(parts: dict[str, bytes]) -> str:
    """Word on the web may call the main part something else than `word/document.xml`."""
    if _ROOT_RELATIONS not in parts:
        return ""
    for relation in read_xml(parts[_ROOT_RELATIONS]):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").removeprefix("/")
    return ""
