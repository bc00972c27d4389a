"""Unpacks an office file of a stranger within bounds: bytes are counted as they come out, not as the file claims."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from waypost.standards.implementation_plan.errors import (
    DamagedFileError,
    EmptyFileError,
    ExpandsTooFarError,
    FileTooLargeError,
    PasswordProtectedError,
)
from waypost.standards.implementation_plan.xml_tree import refuse_unsafe_xml

MAX_FILE_BYTES = 10 * 1024 * 1024
#: What people choose by mistake, by the bytes that it begins with.
OTHER_STARTS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
MAX_EXPANDED_BYTES = 64 * 1024 * 1024
MAX_XML_PART_BYTES = 16 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 100
_RATIO_COUNTS_FROM_BYTES = 4 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CENTRAL_RECORD = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1


def refuse_by_size(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n "):
        raise EmptyFileError
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLargeError


def refuse_many_members(data: bytes) -> None:
    """Each record of the directory costs memory before any other limit applies, so they are counted first."""
    if data.count(_CENTRAL_RECORD) > MAX_MEMBERS:
        raise ExpandsTooFarError


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
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


def checked_parts(archive: zipfile.ZipFile, *, packed_bytes: int) -> dict[str, bytes]:
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
