"""Adding evidence and taking it away."""

from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind as AcceptedKind
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.models import Person
from waypost.submissions.actions.drafts import NotOpenForWriting
from waypost.submissions.actions.locks import locked
from waypost.submissions.actions.receiving import StoredFile, store
from waypost.submissions.files.checks import UnusableFile, UnusableLink, accepted_words, check_link
from waypost.submissions.files.quota import KEEP_REMOVED, refusal
from waypost.submissions.models import Enrollment, Evidence, EvidenceKind
from waypost.submissions.queries.evidence import amounts
from waypost.submissions.queries.outline import open_work


class NoRoomLeft(Exception):
    """The evidence item, the work or the day holds as much as it may; the message says what to do."""


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


@transaction.atomic
def _add_stored(by: Actor, enrollment: Enrollment, item: EvidenceItem, stored: StoredFile) -> Evidence:
    check_open(by, enrollment, item)
    present = _present(enrollment, item).filter(sha256=stored.sha256).first()
    if present:
        return present
    check_room(enrollment, item)
    check_quota(enrollment, f"“{stored.name}”", stored.size_bytes)
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
        names_left=stored.names_left,
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
    check_quota(enrollment, "This link", 0)
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

    Raises UnusableFile after 30 days, and where the same one was added again meanwhile, here or as a team's elsewhere.
    """
    check_open(by, evidence.enrollment, evidence.item)
    current = Evidence.objects.get(pk=evidence.pk)
    if current.removed_at is None:
        return
    if current.removed_at < clock.now() - KEEP_REMOVED:
        raise UnusableFile(f"“{current.name}” was removed more than 30 days ago. Add it again.")
    if _present(current.enrollment, current.item).filter(sha256=current.sha256, url=current.url).exists():
        raise UnusableFile(f"“{current.name}” is there again already, so nothing needs to be brought back.")
    _check_stands_nowhere(current)
    check_room(current.enrollment, current.item)
    _set_removed(by, current, "bring back evidence", None)


def _check_stands_nowhere(removed: Evidence) -> None:
    """A work holds an artifact of its team once. Raises UnusableFile where another place uses it meanwhile."""
    same = Evidence.objects.filter(team_part__artifact__parts__evidence=removed, enrollment=removed.enrollment)
    if used := same.filter(removed_at=None).select_related("item").first():
        raise UnusableFile(
            f"“{removed.name}” stands under “{used.item.title}” now. Remove it there first, then bring this one back."
        )


def check_open(by: Actor, enrollment: Enrollment, item: EvidenceItem) -> None:
    """Lock the work of `by` until the transaction ends. Raises NotOpenForWriting where `item` is closed now."""
    current = locked(enrollment, by)
    if not open_work(current).holds(item):
        raise NotOpenForWriting


def _present(enrollment: Enrollment, item: EvidenceItem) -> QuerySet[Evidence]:
    return Evidence.objects.filter(enrollment=enrollment, item=item, removed_at=None)


def check_room(enrollment: Enrollment, item: EvidenceItem) -> None:
    """Raises NoRoomLeft where `item` holds all that it may."""
    if _present(enrollment, item).count() >= item.number_allowed:
        raise NoRoomLeft(f"“{item.title}” holds {item.number_allowed} already. Remove one first, then add this one.")


def check_quota(enrollment: Enrollment, what: str, size_bytes: int) -> None:
    """Raises NoRoomLeft where the work or the day holds all that it may. Call it on a locked enrollment.

    The person is locked too: work on two enrollments counts toward one day.
    """
    Person.objects.select_for_update(no_key=True).get(pk=enrollment.member.person_id)
    kept, today = amounts(enrollment)
    sentence = refusal(what, size_bytes, kept=kept, today=today)
    if sentence:
        raise NoRoomLeft(sentence)


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
