"""Badges baked into PNG images: an iTXt chunk carries the credential.

Source: Open Badges 3.0, section 5.3.1 (keyword `openbadgecredential`); Open Badges 2.0, Baking (keyword
`openbadges`); PNG specification, section 11.3.4.5.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
OB3_KEYWORD = "openbadgecredential"
OB2_KEYWORD = "openbadges"
# Length, type and checksum around the data of a chunk.
CHUNK_OVERHEAD = 12
CHECKSUM_BYTES = 4
MAXIMUM_TEXT_BYTES = 512 * 1024
# Encoders write chunks of kilobytes; 5 MB of empty ones would keep a server busy.
MAXIMUM_CHUNKS = 20_000


class PngError(ValueError):
    """The image is damaged, or its badge is. The message is one sentence for a reader."""


@dataclass(frozen=True)
class Chunk:
    """One chunk of a PNG file."""

    kind: bytes
    data: bytes

    def encoded(self) -> bytes:
        checksum = zlib.crc32(self.kind + self.data)
        return len(self.data).to_bytes(4, "big") + self.kind + self.data + checksum.to_bytes(4, "big")


def bake_png(image: bytes, text: str) -> bytes:
    """`image` with `text` (a credential as JSON or VC-JWT) inside; an older badge is replaced."""
    chunks = [chunk for chunk in _chunks(image) if _keyword(chunk) not in (OB2_KEYWORD, OB3_KEYWORD)]
    badge = Chunk(b"iTXt", OB3_KEYWORD.encode() + b"\0\0\0\0\0" + text.encode())
    return SIGNATURE + b"".join(chunk.encoded() for chunk in (*chunks[:-1], badge, chunks[-1]))


def unbake_png(image: bytes) -> dict[str, str]:
    """Texts of the badges inside by keyword; empty where there is none. Raises PngError, also for doubles."""
    found: dict[str, str] = {}
    for chunk in _chunks(image):
        keyword = _keyword(chunk)
        if keyword not in (OB2_KEYWORD, OB3_KEYWORD):
            continue
        if keyword in found:
            raise PngError("This image holds more than one credential, so we can't tell which one is meant.")
        found[keyword] = _text(chunk)
    return found


def _chunks(image: bytes) -> Iterator[Chunk]:
    position = len(SIGNATURE)
    for _ in range(MAXIMUM_CHUNKS):
        size = int.from_bytes(image[position : position + 4], "big")
        kind = image[position + 4 : position + 8]
        data = image[position + 8 : position + 8 + size]
        checksum = image[position + 8 + size : position + CHUNK_OVERHEAD + size]
        if len(checksum) != CHECKSUM_BYTES or zlib.crc32(kind + data) != int.from_bytes(checksum, "big"):
            raise PngError("This image is damaged. Download it again.")
        yield Chunk(kind, data)
        if kind == b"IEND":
            return
        position += size + CHUNK_OVERHEAD
    raise PngError("This image has more parts than any real credential. We can't read it.")


def _keyword(chunk: Chunk) -> str:
    return chunk.data.partition(b"\0")[0].decode("latin-1") if chunk.kind == b"iTXt" else ""


def _text(chunk: Chunk) -> str:
    """The text of an iTXt chunk: keyword, flag, method, language, translated keyword, text."""
    flags = chunk.data.partition(b"\0")[2]
    parts = flags[2:].split(b"\0", maxsplit=2)
    if len(parts) != len(("language", "translated keyword", "text")):
        raise PngError("The credential inside this image is damaged.")
    try:
        text = _inflated(parts[2]) if flags[0] else parts[2]
        if len(text) > MAXIMUM_TEXT_BYTES:
            raise PngError("The credential inside this image is far larger than any real credential.")
        return text.decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as problem:
        raise PngError("The credential inside this image is damaged.") from problem


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, MAXIMUM_TEXT_BYTES)
    if not unpacker.eof:
        raise PngError("The credential inside this image is damaged, or far larger than any real credential.")
    return text
