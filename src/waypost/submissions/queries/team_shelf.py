"""What colleagues share with an educator, and what they share themselves, with where each stands (decision 0013)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, QuerySet

from waypost.people.models import Person
from waypost.submissions.models import ArtifactShare, Evidence, SharedArtifact, TeamPart
from waypost.submissions.queries.team import OWNER, is_offered
from waypost.submissions.rules.team import ArtifactShareState, artifact_share_state

WITH_ZONE = "member__cohort__program__organization"


@dataclass(frozen=True)
class SharedWithMe:
    """One artifact as a colleague sees it; `pieces` are their own that come from it and stand in their work."""

    share: ArtifactShare
    state: ArtifactShareState
    pieces: list[Evidence]

    @property
    def artifact(self) -> SharedArtifact:
        return self.share.artifact

    @property
    def source(self) -> Evidence | None:
        """The owner's piece, None once it is erased."""
        return self.artifact.evidence

    @property
    def owner(self) -> str:
        return self.source.enrollment.member.person.name if self.source else "A colleague"

    @property
    def kind(self) -> str:
        return self.source.kind_in_words if self.source else ""

    @property
    def is_offered(self) -> bool:
        return self.state in {ArtifactShareState.OFFERED, ArtifactShareState.HIDDEN, ArtifactShareState.USED}


@dataclass(frozen=True)
class _Share:
    """A share, and whether it is offered now."""

    share: ArtifactShare
    is_offered: bool


def shared_with(person: Person) -> list[SharedWithMe]:
    """What is offered to `person`, and what they use of what was; two queries, however many there are."""
    return [row for row in _rows(person, ArtifactShare.objects.all()) if row.state is not ArtifactShareState.ENDED]


def share_called(person: Person, uid: str) -> SharedWithMe | None:
    """What was shared with `person` under this uid, also once it ended; None where nothing ever was."""
    return next(iter(_rows(person, ArtifactShare.objects.filter(uid=uid))), None)


def _rows(person: Person, found: QuerySet[ArtifactShare]) -> list[SharedWithMe]:
    """Those of `found` that are shared with `person`, the latest first."""
    with_owner = found.select_related(WITH_ZONE, f"{OWNER}__person").order_by("-created_at", "-pk")
    shares = _shares(with_owner.filter(member__person=person))
    uses = TeamPart.objects.filter(
        artifact__in=[row.share.artifact_id for row in shares],
        evidence__enrollment__member__person=person,
        evidence__removed_at=None,
    ).select_related("evidence__item__part", "evidence__enrollment__version")
    pieces: dict[int, list[Evidence]] = defaultdict(list)
    for use in uses:
        pieces[use.artifact_id].append(use.evidence)
    return [_with_me(row, pieces[row.share.artifact_id]) for row in shares]


def _shares(found: QuerySet[ArtifactShare]) -> list[_Share]:
    told = found.annotate(is_offered=ExpressionWrapper(is_offered(), BooleanField()))
    return [_Share(share, share.is_offered) for share in told]


def _with_me(row: _Share, pieces: list[Evidence]) -> SharedWithMe:
    state = artifact_share_state(
        is_offered=row.is_offered, is_used=bool(pieces), is_hidden=row.share.hidden_at is not None
    )
    return SharedWithMe(row.share, state, pieces)


def news_for(person: Person) -> list[SharedWithMe]:
    """What colleagues offer that `person` neither uses nor hid."""
    return [row for row in shared_with(person) if row.state is ArtifactShareState.OFFERED]


@dataclass(frozen=True)
class SharedByMe:
    """One artifact as its owner sees it: each colleague with where it stands; that one hid it is not told.

    `chosen` holds the uids of those whom the owner chose last.
    """

    artifact: SharedArtifact
    colleagues: list[tuple[str, ArtifactShareState]]
    chosen: list[str]

    @property
    def own_part(self) -> str:
        """The owner's own part in it."""
        parts = self.artifact.parts.all()
        return next((part.own_part for part in parts if part.evidence_id == self.artifact.evidence_id), "")

    @property
    def is_shared(self) -> bool:
        return any(state in {ArtifactShareState.OFFERED, ArtifactShareState.USED} for _, state in self.colleagues)


def shared_by(person: Person) -> list[SharedByMe]:
    """What `person` shares or shared, the latest first; three queries, however many there are."""
    found = SharedArtifact.objects.filter(evidence__enrollment__member__person=person)
    return _sharings(found.select_related("evidence__item").order_by("-created_at", "-pk"))


def shared_artifact(evidence: Evidence) -> SharedByMe | None:
    """How the owner shares `evidence`, None where they never did."""
    found = SharedArtifact.objects.filter(evidence=evidence).select_related("evidence")
    return next(iter(_sharings(found)), None)


def _sharings(found: QuerySet[SharedArtifact]) -> list[SharedByMe]:
    parts = Prefetch("parts", TeamPart.objects.select_related("evidence__enrollment__member"))
    artifacts = list(found.prefetch_related(parts))
    shares: dict[int, list[_Share]] = defaultdict(list)
    for row in _shares(ArtifactShare.objects.filter(artifact__in=artifacts).select_related("member__person")):
        shares[row.share.artifact_id].append(row)
    return [_by_me(artifact, shares[artifact.pk]) for artifact in artifacts]


def _by_me(artifact: SharedArtifact, shares: list[_Share]) -> SharedByMe:
    """`artifact` comes with its parts."""
    standing = [part.evidence for part in artifact.parts.all() if part.evidence.removed_at is None]
    users = {evidence.enrollment.member.person_id for evidence in standing}
    colleagues = [
        (
            row.share.member.person.name,
            artifact_share_state(
                is_offered=row.is_offered, is_used=row.share.member.person_id in users, is_hidden=False
            ),
        )
        for row in shares
    ]
    chosen = [row.share.member.uid for row in shares if row.share.ended_at is None]
    return SharedByMe(artifact, sorted(colleagues, key=lambda told: told[0]), chosen)


@dataclass(frozen=True)
class Shelf:
    """Everything that an educator and their team share."""

    with_me: list[SharedWithMe]
    by_me: list[SharedByMe]

    @property
    def offered(self) -> list[SharedWithMe]:
        return [row for row in self.with_me if row.state is ArtifactShareState.OFFERED]

    @property
    def used(self) -> list[SharedWithMe]:
        return [row for row in self.with_me if row.pieces]

    @property
    def hidden(self) -> list[SharedWithMe]:
        return [row for row in self.with_me if row.state is ArtifactShareState.HIDDEN]


def shelf(person: Person) -> Shelf:
    """What is shared with `person` and by them; five queries, however much it is."""
    return Shelf(shared_with(person), shared_by(person))
