"""Blanks what videos and sound recordings say of place, device and people, without touching picture or sound.

Only the order of blocks is read. A block with such details becomes one of the same length that players skip: "free"
in MP4, MOV and M4A files (ISO/IEC 14496-12, section 8.1.2), "JUNK" in WAV files, padding in the tags of MP3 files
(ID3v2.4, section 3.3). Ogg and WebM files are only looked at.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from waypost.submissions.files import formats
from waypost.submissions.files.carried import Carried, Left, Patch
from waypost.submissions.files.formats import Format

#: Details take some kilobytes, a cover picture up to a few megabytes; a larger block is left as it is.
MOST_DETAIL_BYTES = 8_000_000
_MOST_BLOCKS = 2_000
_LOOKED_AT_BYTES = 65_536
_ID3_LENGTH, _ID3V1_LENGTH = 10, 128

_BOXES_OF_DETAILS = {b"udta", b"meta", b"uuid"}
_BOXES_TO_OPEN = {b"moov", b"trak"}
_TELLING_BOXES = re.compile(
    rb"\xa9(?:xyz|ART|aut|wrt|nam|cmt|des|cpy|mak|mod|inf|swr)|aART|auth|perf|loci|cprt|titl|desc|"
    rb"com\.apple\.quicktime\.|com\.android\.|x:xmpmeta|creator"
)
_TELLING_CHUNKS = re.compile(rb"IART|ICMT|INAM|IENG|ICOP|ISBJ|ITCH|ISRC")
_CHUNKS_OF_DETAILS = {b"bext", b"iXML", b"id3 ", b"ID3 ", b"_PMX", b"aXML"}
_TELLING_FRAMES = re.compile(
    rb"T(?:PE[1-4]|COM|EXT|OPE|OLY|XXX|IT[1-3]|PUB|OWN|CO[PN]|ALB|ENC)|COMM|PRIV|GEOB|APIC|IPLS"
)
_TELLING_TAGS = re.compile(rb"(?i)(?:artist|author|performer|composer|contact|comment|title)(?:=|D\x87.)[^\0]")


def read_recording(file: BinaryIO, kind: Format) -> Carried:
    """What a video or recording of this `kind` carries."""
    return _READERS[kind](file)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, start, start of content, and end of each box between two places."""
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        content = start + 8
        if size == 1 and content + 8 <= end:
            size, content = struct.unpack(">Q", file.read(8))[0], content + 8
        after = start + size if size else end
        if after < content or after > end:
            return
        yield kind, start, content, after
        start = after


def _of_boxes(file: BinaryIO) -> Carried:
    patches, left, to_look_at, count = list[Patch](), set[Left](), [(0, _size(file))], 0
    while to_look_at and count < _MOST_BLOCKS:
        for kind, start, content, end in _boxes(file, *to_look_at.pop()):
            count += 1
            if kind in _BOXES_TO_OPEN:
                to_look_at.append((content, end))
            elif kind in _BOXES_OF_DETAILS:
                _blank(file, content, end, _TELLING_BOXES, Patch(start + 4, b"free"), patches, left)
    return Carried(tuple(patches), frozenset(left))


def _blank(
    file: BinaryIO,
    start: int,
    end: int,
    telling: re.Pattern[bytes],
    renamed: Patch,
    patches: list[Patch],
    left: set[Left],
) -> None:
    """Zeros from `start` to `end` and another name, where what stands there is `telling`."""
    if end - start > MOST_DETAIL_BYTES:
        left.add(Left.TAGS)
        return
    file.seek(start)
    if telling.search(file.read(end - start)):
        patches += [renamed, Patch(start, bytes(end - start))]


def _of_chunks(file: BinaryIO) -> Carried:
    """A RIFF file: chunks with a name, a length and content."""
    patches, left, place, size = list[Patch](), set[Left](), 12, _size(file)
    for _ in range(_MOST_BLOCKS):
        file.seek(place)
        head = file.read(8)
        if len(head) < 8:
            break
        name, length = struct.unpack("<4sI", head)
        end = min(place + 8 + length, size)
        if name == b"LIST" or name in _CHUNKS_OF_DETAILS:
            telling = _TELLING_CHUNKS if name == b"LIST" else re.compile(rb"[^\0]")
            _blank(file, place + 8, end, telling, Patch(place, b"JUNK"), patches, left)
        place = end + length % 2
    return Carried(tuple(patches), frozenset(left))


def _of_tags(file: BinaryIO) -> Carried:
    """An MP3 file: a tag before the sound, and an older one of 128 bytes at the very end."""
    patches, left, size = list[Patch](), set[Left](), _size(file)
    file.seek(0)
    head = file.read(_ID3_LENGTH)
    if head[:3] == b"ID3" and len(head) == _ID3_LENGTH:
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        end = min(_ID3_LENGTH + length, size)
        _blank(file, _ID3_LENGTH, end, _TELLING_FRAMES, Patch(5, b"\0"), patches, left)
    last = size - _ID3V1_LENGTH
    if last >= _ID3_LENGTH:
        file.seek(last)
        tag = file.read(_ID3V1_LENGTH)
        if tag.startswith(b"TAG") and tag[3:127].strip(b"\0 "):
            patches.append(Patch(last + 3, bytes(124)))
    return Carried(tuple(patches), frozenset(left))


def _of_comments(file: BinaryIO) -> Carried:
    """An Ogg or WebM file, of which only the beginning and the end can say who made it."""
    file.seek(0)
    seen = file.read(_LOOKED_AT_BYTES)
    file.seek(max(0, _size(file) - _LOOKED_AT_BYTES))
    seen += file.read(_LOOKED_AT_BYTES)
    return Carried(left=frozenset({Left.TAGS}) if _TELLING_TAGS.search(seen) else frozenset())


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


_READERS: dict[Format, Callable[[BinaryIO], Carried]] = {
    **dict.fromkeys((formats.MP4, formats.QUICKTIME, formats.M4A), _of_boxes),
    **dict.fromkeys((formats.OGG, formats.WEBM), _of_comments),
    formats.WAV: _of_chunks,
    formats.MP3: _of_tags,
}
RECORDINGS = frozenset(_READERS)
