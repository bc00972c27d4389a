"""Sharing an artifact with the colleagues who made it too, and ending that (EA2, decision 0013)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from waypost.common import audit, clock, events
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict, check_version
from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.actions.locks import NotTheirs, locked
from waypost.submissions.events import AuthorBecameKnown
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SharedArtifact, TeamPart
from waypost.submissions.queries.team import colleagues
from waypost.submissions.queries.team_names import names_in_cohort
from waypost.submissions.rules.names import person_named_in
from waypost.submissions.rules.team import MOST_COLLEAGUES, own_part_gap
from waypost.submissions.rules.texts import AcceptedStatement


class CannotShareArtifact(Exception):
    """It cannot be shared like this; the message says what to do."""


@dataclass(frozen=True)
class ArtifactOffer:
    """With whom, what it is in one sentence, and the statement where its owner accepted it for these colleagues."""

    colleagues: Collection[CohortMember]
    description: str
    statement: AcceptedStatement | None


@transaction.atomic
def share_evidence(*, by: Actor, evidence: Evidence, given: ArtifactOffer, own_part: str) -> SharedArtifact:
    """Share a piece of one's own with colleagues of the cohort; pressing twice shares once.

    Raises CannotShareArtifact, or EditConflict where another window shared it in another way.
    """
    owner = locked(evidence.enrollment, by)
    shared = SharedArtifact.objects.filter(evidence=evidence).first()
    if shared:
        if not _stands(shared, given) or _own_part(shared) != own_part:
            raise EditConflict(shared)
        return shared
    if gap := own_part_gap(own_part, names_in_cohort(owner)):
        raise CannotShareArtifact(gap)
    statement = _checked(owner, evidence, given, added=given.colleagues)
    artifact = SharedArtifact.objects.create(
        evidence=evidence,
        description=given.description,
        statement_number=statement.number,
        statement=statement.words,
    )
    TeamPart.objects.create(evidence=evidence, artifact=artifact, own_part=own_part)
    _offer(artifact, given.colleagues)
    audit.record(by=by, verb="share evidence", on=artifact, after=_facts(artifact) | {"evidence": evidence.uid})
    return artifact


@transaction.atomic
def change_sharing(*, by: Actor, artifact: SharedArtifact, started_from: int, given: ArtifactOffer) -> SharedArtifact:
    """Change with whom it is shared and what is said of it; whoever uses it already keeps it.

    `started_from` is the version that the owner saw. The same again changes nothing.
    Raises CannotShareArtifact, EditConflict.
    """
    evidence = _evidence_of(artifact)
    owner = locked(evidence.enrollment, by)
    current = SharedArtifact.objects.get(pk=artifact.pk)
    if _stands(current, given):
        return current
    check_version(current, started_from)
    before, members = _facts(current), {member.pk for member in _members(current)}
    added = [member for member in given.colleagues if member.pk not in members]
    if added:
        statement = _checked(owner, evidence, given, added=added)
        _check_unnamed(current, added)
        current.statement_number, current.statement = statement.number, statement.words
    current.shares.filter(ended_at=None).exclude(member__in=given.colleagues).update(ended_at=clock.now())
    _offer(current, added)
    current.description = given.description
    _save(current)
    audit.record(by=by, verb="change sharing", on=current, before=before, after=_facts(current))
    return current


@transaction.atomic
def stop_sharing_artifact(*, by: Actor, artifact: SharedArtifact) -> None:
    """Offer it to nobody any longer; what colleagues use or sent stays with them. Twice changes nothing."""
    locked(_evidence_of(artifact).enrollment, by)
    current = SharedArtifact.objects.get(pk=artifact.pk)
    before = _facts(current)
    if current.shares.filter(ended_at=None).update(ended_at=clock.now()):
        _save(current)
        audit.record(by=by, verb="stop sharing", on=current, before=before, after=_facts(current))


def _checked(
    owner: Enrollment, evidence: Evidence, given: ArtifactOffer, *, added: Collection[CohortMember]
) -> AcceptedStatement:
    """The statement that was accepted for those who are `added`. Raises CannotShareArtifact where they cannot be."""
    current = Evidence.objects.select_related("team_part__artifact").get(pk=evidence.pk)
    if current.removed_at:
        raise CannotShareArtifact("You removed this one from your work. Bring it back first, then share it.")
    if TeamPart.objects.filter(evidence=current).exclude(artifact__evidence=current).exists():
        raise CannotShareArtifact("A colleague shares this one with you. Ask them to share it with others.")
    if not {member.pk for member in added} <= {one.member.pk for one in colleagues(owner)}:
        raise CannotShareArtifact("Somebody you chose is no longer in your cohort. Look at the names once more.")
    if len(given.colleagues) > MOST_COLLEAGUES:
        raise CannotShareArtifact(f"Choose up to {MOST_COLLEAGUES} colleagues: those who made it with you.")
    if not added or given.statement is None:
        raise CannotShareArtifact("Choose at least one colleague, and tick the line on student privacy.")
    return given.statement


def _check_unnamed(artifact: SharedArtifact, added: Collection[CohortMember]) -> None:
    """Somebody may have joined the cohort since the owner wrote. Raises CannotShareArtifact."""
    people = Person.objects.filter(cohort_memberships__in=[member.pk for member in added])
    if named := person_named_in(_own_part(artifact), people.values_list("name", flat=True)):
        raise CannotShareArtifact(f"Your own part names “{named}”. Tell it without the name first, then add them.")


def _own_part(artifact: SharedArtifact) -> str:
    """The owner's."""
    return TeamPart.objects.get(evidence=artifact.evidence_id).own_part


def _offer(artifact: SharedArtifact, members: Collection[CohortMember]) -> None:
    for member in members:
        ArtifactShare.objects.update_or_create(
            artifact=artifact, member=member, defaults={"ended_at": None, "hidden_at": None}
        )
    events.announce(AuthorBecameKnown(_evidence_of(artifact).enrollment, [member.person for member in members]))


def _stands(artifact: SharedArtifact, given: ArtifactOffer) -> bool:
    """Whether it is shared exactly as `given` says already."""
    now = {member.pk for member in _members(artifact)}
    return artifact.description == given.description and now == {member.pk for member in given.colleagues}


def _members(artifact: SharedArtifact) -> list[CohortMember]:
    """Those with whom it is shared now and who are still in the cohort."""
    shares = artifact.shares.filter(ended_at=None, member__left_at=None).select_related("member")
    return [share.member for share in shares]


def _facts(artifact: SharedArtifact) -> dict[str, object]:
    """What the audit trail keeps: the words, and the memberships with whom it is shared."""
    return {"description": artifact.description, "colleagues": sorted(member.uid for member in _members(artifact))}


def _save(artifact: SharedArtifact) -> None:
    artifact.version += 1
    artifact.save(update_fields=["description", "statement_number", "statement", "version"])


def _evidence_of(artifact: SharedArtifact) -> Evidence:
    """The owner's piece. Raises NotTheirs once it is erased: then nobody owns it."""
    if artifact.evidence is None:
        raise NotTheirs(f"Nobody owns artifact {artifact.uid} any longer.")
    return artifact.evidence
