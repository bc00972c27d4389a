"""Makes zip files, good and hostile, in memory."""

import io
import struct
import zipfile
from collections.abc import Mapping

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
GOAL = "<w:p><w:r><w:t>GOAL: Read every night</w:t></w:r></w:p>"


def document_xml(body: str, *, before: str = "", namespace: str = WORD_NAMESPACE) -> bytes:
    start = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{namespace}">'
    return f"{start}<w:body>{body}</w:body></w:document>".encode()


def zipped(members: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_file(body: str = GOAL, members: Mapping[str, bytes] | None = None) -> bytes:
    """The smallest Word file: a main part, and whatever else a test puts beside it."""
    return zipped({"word/document.xml": document_xml(body), **(members or {})})


def rezipped(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same archive with members replaced, added, or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    merged = {**members, **changes}
    return zipped({name: content for name, content in merged.items() if content is not None})


def claiming_size(data: bytes, size: int) -> bytes:
    """The archive with every member's uncompressed size overwritten, in both places where it is written."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(signature)
        while start >= 0:
            changed[start + offset : start + offset + 4] = struct.pack("<I", size)
            start = data.find(signature, start + 4)
    return bytes(changed)


def with_false_checksum(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(changed)


def flagged_as_encrypted(data: bytes) -> bytes:
    """The archive with the flag of a zip password on every member."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            changed[start + offset] |= 0x1
            start = data.find(signature, start + 4)
    return bytes(changed)
