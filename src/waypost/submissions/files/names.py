"""Keeps scoring blind where a file itself names who made it: taken out where that is safe, said where it is not (EA3).

Pictures are cleaned in `pictures.py`. Of every other kind at most some blocks are written over, never the work.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from waypost.submissions.files import formats
from waypost.submissions.files.carried import NOTHING, SENTENCES, Carried, Left, Patch
from waypost.submissions.files.formats import Format, format_of
from waypost.submissions.files.office import OFFICE, read_office
from waypost.submissions.files.pdf import read_pdf
from waypost.submissions.files.recordings import RECORDINGS, read_recording


def carried(file: BinaryIO, kind: Format) -> Carried:
    """What `file` of this `kind` carries about who made it. Raises UnreadableFile."""
    if kind in OFFICE:
        return read_office(file, kind)
    if kind in RECORDINGS:
        return read_recording(file, kind)
    return read_pdf(file) if kind is formats.PDF else NOTHING


@contextmanager
def neutral_copy(file: BinaryIO, patches: tuple[Patch, ...]) -> Iterator[IO[bytes]]:
    """A temporary copy of `file`, of the same length, in which the patches are written over."""
    with TemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy)
        for patch in patches:
            copy.seek(patch.offset)
            copy.write(patch.data)
        copy.seek(0)
        yield copy


def taken_out(media_type: str) -> str:
    """One sentence on what was taken out of a file of this type."""
    kind = format_of(media_type)
    if kind in formats.PICTURES:
        return "The place and camera data inside this picture were taken out."
    if kind in RECORDINGS:
        return "What this file said of place, device and people was taken out; picture and sound stay as they were."
    return "The names and other properties inside this document were taken out; what it shows stays as it was."


def left_sentences(left: str) -> list[str]:
    """For each thing that still names somebody, from their stored words: what it is and how its owner takes it out."""
    return [" ".join(SENTENCES[Left(word)]) for word in left.split()]


def found_sentences(left: str) -> list[str]:
    """The same without how to take it out, for colleagues, who can only ask for it."""
    return [SENTENCES[Left(word)][0] for word in left.split()]
