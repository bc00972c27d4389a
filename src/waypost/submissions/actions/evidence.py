"""Adding evidence and taking it away. Files are checked and stored before the transaction, so that it stays short."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind as AcceptedKind
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.models import Person
from waypost.submissions.actions.drafts import NotOpenForWriting
from waypost.submissions.actions.locks import locked
from waypost.submissions.files.checks import (
    UnusableFile,
    UnusableLink,
    accepted_words,
    check_file,
    check_link,
    clean_name,
)
from waypost.submissions.files.formats import PICTURES, Format, ending
from waypost.submissions.files.pictures import UnusablePicture, without_hidden_details
from waypost.submissions.models import Enrollment, Evidence, EvidenceKind
from waypost.submissions.queries.outline import outline_of

FOLDER = "evidence"


class NoRoomLeft(Exception):
    """The evidence item holds as many pieces as it may; the message says what to do."""


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the store under a random name and has no row yet."""

    path: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    hidden_details_removed: bool


def add_file(*, by: Actor, enrollment: Enrollment, item: EvidenceItem, file: "File[bytes]") -> Evidence:
    """Receive a file for `item`. The same file added again returns the first one.

    Raises UnusableFile, NoRoomLeft, or NotOpenForWriting; nothing is kept then.
    """
    stored = store(file, item)
    try:
        evidence = _add_stored(by, enrollment, item, stored)
    except BaseException:
        default_storage.delete(stored.path)
        raise
    if evidence.stored_file.name != stored.path:
        default_storage.delete(stored.path)
    return evidence


def store(file: "File[bytes]", item: EvidenceItem) -> StoredFile:
    """Check a file by its content and write it to the store. Raises UnusableFile."""
    name = clean_name(file.name or "")
    accepted = [AcceptedKind(kind) for kind in item.accepted_kinds]
    # An uploaded file has all that reading needs; Django's types do not say so.
    found = check_file(name, cast("BinaryIO", file), file.size, accepted)
    content = _cleaned(name, file, found)
    checksum = sha256()
    for chunk in content.chunks():
        checksum.update(chunk)
    path = f"{FOLDER}/{clock.now():%Y-%m}/{get_random_string(40)}"
    return StoredFile(
        path=default_storage.save(path, content),
        name=name if ending(name) else f"{name}.{found.names[0]}",
        media_type=found.media_type,
        size_bytes=content.size,
        sha256=checksum.hexdigest(),
        hidden_details_removed=content is not file and content.size != file.size,
    )


def _cleaned(name: str, file: "File[bytes]", found: Format) -> "File[bytes]":
    if found not in PICTURES:
        return file
    file.seek(0)
    try:
        return ContentFile(without_hidden_details(file.read(), found))
    except UnusablePicture as error:
        raise UnusableFile(f"“{name}” {error}") from error


@transaction.atomic
def _add_stored(by: Actor, enrollment: Enrollment, item: EvidenceItem, stored: StoredFile) -> Evidence:
    check_open(by, enrollment, item)
    present = _present(enrollment, item).filter(sha256=stored.sha256).first()
    if present:
        return present
    check_room(enrollment, item)
    evidence = Evidence.objects.create(
        enrollment=enrollment,
        item=item,
        kind=EvidenceKind.FILE,
        name=stored.name,
        stored_file=stored.path,
        media_type=stored.media_type,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        hidden_details_removed=stored.hidden_details_removed,
    )
    after = {"name": evidence.name, "sha256": evidence.sha256, "size_bytes": evidence.size_bytes}
    audit.record(by=by, verb="add evidence", on=evidence, after=after)
    return evidence


@transaction.atomic
def add_link(*, by: Actor, enrollment: Enrollment, item: EvidenceItem, url: str) -> Evidence:
    """Add a link for `item`; the same link again returns the first one.

    Raises UnusableLink, NoRoomLeft, or NotOpenForWriting.
    """
    if AcceptedKind.LINK not in item.accepted_kinds:
        accepted = accepted_words([AcceptedKind(kind) for kind in item.accepted_kinds])
        raise UnusableLink(f"Links cannot be added here. You can add {accepted}.")
    link = check_link(url)
    check_open(by, enrollment, item)
    present = _present(enrollment, item).filter(url=link).first()
    if present:
        return present
    check_room(enrollment, item)
    evidence = Evidence.objects.create(
        enrollment=enrollment, item=item, kind=EvidenceKind.LINK, name=link[:255], url=link
    )
    audit.record(by=by, verb="add evidence", on=evidence, after={"url": link})
    return evidence


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: Evidence) -> None:
    """Take a piece away; it can be brought back, and what was sent with it stays whole. Twice changes nothing."""
    check_open(by, evidence.enrollment, evidence.item)
    current = Evidence.objects.get(pk=evidence.pk)
    if current.removed_at is None:
        _set_removed(by, current, "remove evidence", clock.now())


@transaction.atomic
def bring_back_evidence(*, by: Actor, evidence: Evidence) -> None:
    """Undo a removal. Raises NoRoomLeft where something else took its place.

    Raises UnusableFile once its file is gone, and where the same one was added again meanwhile.
    """
    check_open(by, evidence.enrollment, evidence.item)
    current = Evidence.objects.get(pk=evidence.pk)
    if current.removed_at is None:
        return
    if not (current.is_link or current.stored_file):
        raise UnusableFile(f"“{current.name}” was removed more than 30 days ago. Add it again from your device.")
    if _present(current.enrollment, current.item).filter(sha256=current.sha256, url=current.url).exists():
        raise UnusableFile(f"“{current.name}” is there again already, so nothing needs to be brought back.")
    check_room(current.enrollment, current.item)
    _set_removed(by, current, "bring back evidence", None)


def check_open(by: Actor, enrollment: Enrollment, item: EvidenceItem) -> None:
    """Lock the work of `by` until the transaction ends. Raises NotOpenForWriting where `item` is closed now."""
    current = locked(enrollment, by)
    if item not in outline_of(current).open_items:
        raise NotOpenForWriting


def _present(enrollment: Enrollment, item: EvidenceItem) -> QuerySet[Evidence]:
    return Evidence.objects.filter(enrollment=enrollment, item=item, removed_at=None)


def check_room(enrollment: Enrollment, item: EvidenceItem) -> None:
    """Raises NoRoomLeft where `item` holds all that it may."""
    if _present(enrollment, item).count() >= item.number_allowed:
        raise NoRoomLeft(f"“{item.title}” holds {item.number_allowed} already. Remove one first, then add this one.")


@transaction.atomic
def note_reading(*, by: Person, evidence: Evidence) -> None:
    """Leave an audit row where somebody opens evidence that is not theirs; owners leave none."""
    if evidence.enrollment.member.person_id != by.pk:
        audit.record(by=by, verb="open evidence", on=evidence)


def _set_removed(by: Actor, evidence: Evidence, verb: str, removed_at: datetime | None) -> None:
    before = {"removed_at": evidence.removed_at}
    evidence.removed_at = removed_at
    evidence.save(update_fields=["removed_at"])
    audit.record(by=by, verb=verb, on=evidence, before=before, after={"removed_at": removed_at})
