"""Checking a file and writing it to the store, before the transaction that writes its row, so that this stays short."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, cast

import structlog
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.crypto import get_random_string

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind
from waypost.common import clock
from waypost.submissions.files.carried import UnreadableFile
from waypost.submissions.files.checks import UnusableFile, check_file, clean_name
from waypost.submissions.files.formats import PICTURES, Format, ending
from waypost.submissions.files.names import carried, neutral_copy
from waypost.submissions.files.pictures import UnusablePicture, without_hidden_details

FOLDER = "evidence"
log = structlog.get_logger("waypost.files")


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the store under a random name and has no row yet. Size and checksum are those of the copy
    that is kept, from which names and other hidden details were taken; `names_left` says what could not be.
    """

    path: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    hidden_details_removed: bool
    names_left: str


@dataclass(frozen=True)
class _Kept:
    """What is kept of a file, and whether it differs from what was sent."""

    content: "File[bytes]"
    is_changed: bool
    names_left: str = ""


def store(file: "File[bytes]", item: EvidenceItem) -> StoredFile:
    """Check a file by its content and write it to the store. Raises UnusableFile."""
    return store_as(file, [EvidenceKind(kind) for kind in item.accepted_kinds])


def store_as(file: "File[bytes]", accepted: Collection[EvidenceKind], folder: str = FOLDER) -> StoredFile:
    """The same for any of the `accepted` kinds, in a folder of the store. Raises UnusableFile."""
    name = clean_name(file.name or "")
    # An uploaded file has all that reading needs; Django's types do not say so.
    found = check_file(name, cast("BinaryIO", file), file.size, accepted)
    try:
        with _kept(file, found) as kept:
            return _written(name if ending(name) else f"{name}.{found.names[0]}", found, kept, folder)
    except (UnusablePicture, UnreadableFile) as error:
        raise UnusableFile(f"“{name}” {error}") from error


@contextmanager
def _kept(file: "File[bytes]", found: Format) -> Iterator[_Kept]:
    """The file without what tells who made it. Raises UnusablePicture and UnreadableFile."""
    source = cast("BinaryIO", file)
    if found in PICTURES:
        file.seek(0)
        content = ContentFile(without_hidden_details(file.read(), found))
        yield _Kept(content, is_changed=content.size != file.size)
        return
    told = carried(source, found)
    names_left = " ".join(sorted(told.left))
    if not told.patches:
        yield _Kept(file, is_changed=False, names_left=names_left)
        return
    with neutral_copy(source, told.patches) as copy:
        yield _Kept(File(copy), is_changed=True, names_left=names_left)


def _written(name: str, found: Format, kept: _Kept, folder: str) -> StoredFile:
    checksum = sha256()
    for chunk in kept.content.chunks():
        checksum.update(chunk)
    return StoredFile(
        path=_saved(name, kept.content, folder),
        name=name,
        media_type=found.media_type,
        size_bytes=kept.content.size,
        sha256=checksum.hexdigest(),
        hidden_details_removed=kept.is_changed,
        names_left=kept.names_left,
    )


def _saved(name: str, content: "File[bytes]", folder: str) -> str:
    """Where in the store it lies now. A store that takes nothing costs its owner no word that they typed (OP4)."""
    path = f"{folder}/{clock.now():%Y-%m}/{get_random_string(40)}"
    try:
        return default_storage.save(path, content)
    except Exception as error:
        log.exception("the store of evidence takes no file", path=path)
        raise UnusableFile(f"“{name}” can't be kept just now. Your words are safe: add it again later.") from error
