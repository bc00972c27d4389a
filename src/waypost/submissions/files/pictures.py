"""Takes place, camera and comments out of pictures without touching a dot of what they show.

Evidence may show children, and phones write the place into every photo (EXIF). Only the order of blocks in the file
is read (ISO/IEC 10918-1 for JPEG, W3C PNG, Google's WebP container, GIF89a), so nothing is decoded and no quality is
lost.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

from waypost.submissions.files import formats
from waypost.submissions.files.formats import Format

#: Pillow's own bound against pictures that are small as a file and huge once unpacked.
MOST_DOTS = Image.MAX_IMAGE_PIXELS or 0
_READERS = ("JPEG", "PNG", "WEBP", "GIF")
_ORIENTATION_TAG = 0x0112
_TOO_MANY_DOTS = "has too many dots to be shown. Save a smaller copy and add that."
#: One FF, not a run of them: a run would be tried again from each of its bytes. Fill bytes are skipped later anyway.
_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_TEXTS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


class UnusablePicture(Exception):
    """The picture is broken or too large to be shown; the message ends the sentence "“name” …"."""


def without_hidden_details(data: bytes, kind: Format) -> bytes:
    """The same picture without what it does not show; how it is turned stays. Raises UnusablePicture."""
    try:
        with Image.open(BytesIO(data), formats=_READERS) as image:
            dots = image.width * image.height
            # Asking any other format would unpack it, and only cameras write how a picture is turned.
            orientation = int(image.getexif().get(_ORIENTATION_TAG, 1)) if kind is formats.JPEG else 1
            image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusablePicture(_TOO_MANY_DOTS) from error
    except (OSError, SyntaxError, TypeError, ValueError, struct.error, zlib.error) as error:
        raise UnusablePicture("cannot be opened as a picture. Save it again, then add that.") from error
    if dots > MOST_DOTS:
        raise UnusablePicture(_TOO_MANY_DOTS)
    return _cleaned(data, kind, orientation)


def _cleaned(data: bytes, kind: Format, orientation: int) -> bytes:
    try:
        if kind is formats.JPEG:
            return b"".join(_jpeg(data, orientation))
        return _CLEANERS.get(kind, bytes)(data)
    except (IndexError, struct.error) as error:
        raise UnusablePicture("is not whole. Open it to see, then send it to this device again.") from error


def _jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    """Segments up to the end of the first image; application data and comments stay behind, color profiles do not."""
    yield data[:2]
    if 1 < orientation <= 8:
        yield _turned(orientation)
    place = 2
    while (marker := data[place + 1]) != 0xD9:
        if marker == 0xFF:
            place += 1
            continue
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        if _is_kept(marker, data[place + 4 : place + 16]):
            yield data[place:end]
        place = end
        if marker == 0xDA:
            place = _end_of_scan(data, end)
            yield data[end:place]
    yield b"\xff\xd9"


def _end_of_scan(data: bytes, start: int) -> int:
    found = _MARKER_AFTER_SCAN.search(data, start)
    if found is None:
        raise IndexError("the picture has no end")
    return found.end() - 2


def _is_kept(marker: int, begins: bytes) -> bool:
    if marker == 0xE2:
        return begins.startswith(b"ICC_PROFILE\x00")
    return marker in {0xE0, 0xEE} or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says how the picture is turned, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION_TAG, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(tiff)) + b"Exif\x00\x00" + tiff


def _png(data: bytes) -> bytes:
    kept, place = [data[:8]], 8
    while place < len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        block = _whole(data, place, length + 12)
        if name not in _PNG_TEXTS:
            kept.append(block)
        place += length + 12
        if name == b"IEND":
            break
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, place, last = [], 12, 8 + struct.unpack_from("<I", data, 4)[0]
    while place + 8 <= last:
        name, length = struct.unpack_from("<4sI", data, place)
        chunk = _whole(data, place, 8 + length + length % 2)
        if name == b"VP8X":
            # Flags in the first byte: 8 announces EXIF, 4 announces XMP.
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if name not in {b"EXIF", b"XMP "}:
            kept.append(chunk)
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _gif(data: bytes) -> bytes:
    """Blocks up to the end; comments and blocks of other applications, XMP among them, stay behind."""
    place = 13 + _table_length(data[10])
    kept = [_whole(data, 0, place)]
    while (mark := data[place]) != 0x3B:
        start = place
        if mark == 0x2C:
            place = _end_of_blocks(data, place + 11 + _table_length(data[place + 9]))
        elif mark == 0x21:
            place = _end_of_blocks(data, place + 2)
        else:
            raise IndexError("the picture holds a block that no picture has")
        if mark == 0x2C or _is_shown(data[start + 1], data[start + 3 : start + 14]):
            kept.append(_whole(data, start, place - start))
    return b"".join([*kept, b"\x3b"])


def _table_length(flags: int) -> int:
    """How long the table of colors is that `flags` announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, place: int) -> int:
    while length := data[place]:
        place += 1 + length
    return place + 1


def _is_shown(label: int, application: bytes) -> bool:
    """Of an extension block: comments and applications other than those that repeat the pictures are not shown."""
    if label == 0xFF:
        return application in {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}
    return label != 0xFE


def _whole(data: bytes, place: int, length: int) -> bytes:
    if place + length > len(data):
        raise IndexError("the picture ends before its last block")
    return data[place : place + length]


_CLEANERS: dict[Format, Callable[[bytes], bytes]] = {formats.PNG: _png, formats.WEBP: _webp, formats.GIF: _gif}
