"""Using what a colleague shares, telling one's own part in it, and hiding it (EA2, decision 0013)."""

from datetime import datetime
from typing import NoReturn

from django.db import transaction

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind as AcceptedKind
from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Person
from waypost.submissions.actions.evidence import check_open, check_quota, check_room
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.files.checks import accepted_words
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, TeamPart
from waypost.submissions.queries.places import takes
from waypost.submissions.queries.team import is_offered
from waypost.submissions.queries.team_names import names_around
from waypost.submissions.rules.team import own_part_gap

#: What a row of evidence says of its file or link; rows that come from one artifact say the same.
SAME = (
    "kind",
    "name",
    "stored_file",
    "url",
    "media_type",
    "size_bytes",
    "sha256",
    "hidden_details_removed",
    "names_left",
)


class NoLongerShared(Exception):
    """The owner stopped sharing it, or removed it; the message says what to do."""

    def __init__(self) -> None:
        super().__init__("Your colleague no longer shares this one. Ask them, or add a file of your own.")


class CannotUse(Exception):
    """It cannot be used here; the message says what to do."""


@transaction.atomic
def use_artifact(
    *, by: Actor, share: ArtifactShare, enrollment: Enrollment, item: EvidenceItem, own_part: str
) -> Evidence:
    """Make it evidence for one item of one's own work: the same stored file, with one's own part beside it.

    Pressing twice uses it once. Raises NoLongerShared, CannotUse, NoRoomLeft or NotOpenForWriting.
    """
    check_open(by, enrollment, item)
    _check_theirs(share, by)
    current = _offered_now(share)
    source = current.artifact.evidence
    if source is None:
        raise NoLongerShared
    present = Evidence.objects.filter(enrollment=enrollment, team_part__artifact=current.artifact, removed_at=None)
    if used := present.select_related("item", "team_part").first():
        return used if (used.item, used.team_part.own_part) == (item, own_part) else _already(used)
    if gap := own_part_gap(own_part, names_around(current.artifact, enrollment.member.person)):
        raise CannotUse(gap)
    _check_fits(enrollment, item, source)
    evidence = Evidence.objects.create(
        enrollment=enrollment, item=item, **{name: getattr(source, name) for name in SAME}
    )
    TeamPart.objects.create(evidence=evidence, artifact=current.artifact, own_part=own_part)
    _set_hidden(current, None)
    after = {"artifact": current.artifact.uid, "name": evidence.name, "sha256": evidence.sha256, "own_part": own_part}
    audit.record(by=by, verb="use shared evidence", on=evidence, after=after)
    return evidence


def _offered_now(share: ArtifactShare) -> ArtifactShare:
    """The share as it stands, locked, so that using and stopping come in turn. Raises NoLongerShared."""
    offered = ArtifactShare.objects.select_for_update(of=("self",)).select_related("artifact__evidence")
    current = offered.filter(is_offered(), pk=share.pk).first()
    if current is None:
        raise NoLongerShared
    return current


def _already(used: Evidence) -> NoReturn:
    raise CannotUse(f"It stands under “{used.item.title}” already. You can change the words about your part there.")


def _check_fits(enrollment: Enrollment, item: EvidenceItem, source: Evidence) -> None:
    if not takes(item, source):
        accepted = accepted_words([AcceptedKind(kind) for kind in item.accepted_kinds])
        raise CannotUse(f"This is {source.kind_in_words}. Under “{item.title}” you can add {accepted}.")
    same = Evidence.objects.filter(
        enrollment=enrollment, item=item, removed_at=None, url=source.url, sha256=source.sha256
    )
    if same.exists():
        raise CannotUse(
            f"You added the same one yourself under “{item.title}”. Remove that first, then use the shared one."
        )
    check_room(enrollment, item)
    check_quota(enrollment, "This artifact", 0)  # its file is kept already


@transaction.atomic
def state_own_part(*, by: Actor, part: TeamPart, started_from: int, own_part: str) -> TeamPart:
    """Change the words about one's own part while the work is open; what was sent keeps those it was sent with.

    `started_from` is the version that the writer saw. Raises NotOpenForWriting, CannotUse, EditConflict.
    """
    check_open(by, part.evidence.enrollment, part.evidence.item)
    current = TeamPart.objects.get(pk=part.pk)
    if current.own_part == own_part:
        return current
    check_version(current, started_from)
    if gap := own_part_gap(own_part, names_around(part.artifact, part.evidence.enrollment.member.person)):
        raise CannotUse(gap)
    before = {"own_part": current.own_part}
    current.own_part = own_part
    current.version += 1
    current.save(update_fields=["own_part", "version"])
    audit.record(by=by, verb="state own part", on=current, before=before, after={"own_part": own_part})
    return current


@transaction.atomic
def hide_artifact(*, by: Actor, share: ArtifactShare) -> None:
    """Put it out of sight; the owner is not told. Twice changes nothing."""
    _hide(by, share, is_hidden=True)


@transaction.atomic
def show_artifact(*, by: Actor, share: ArtifactShare) -> None:
    """Undo hiding. Twice changes nothing."""
    _hide(by, share, is_hidden=False)


def _hide(by: Actor, share: ArtifactShare, *, is_hidden: bool) -> None:
    _check_theirs(share, by)
    current = ArtifactShare.objects.select_for_update().get(pk=share.pk)
    if (current.hidden_at is not None) != is_hidden:
        _set_hidden(current, clock.now() if is_hidden else None)
        verb = "hide shared evidence" if is_hidden else "show shared evidence"
        audit.record(by=by, verb=verb, on=current, after={"hidden_at": current.hidden_at})


def _set_hidden(share: ArtifactShare, hidden_at: datetime | None) -> None:
    share.hidden_at = hidden_at
    share.save(update_fields=["hidden_at"])


def _check_theirs(share: ArtifactShare, by: Actor) -> None:
    if isinstance(by, Person) and share.member.person_id != by.pk:
        raise NotTheirs(f"Share {share.uid} is not with {by.audit_id}.")
