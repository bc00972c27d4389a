"""Artifacts that a team made: who may be chosen, what is offered to whom, and who uses it (decision 0013)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet

from waypost.people.models import Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import school_of
from waypost.people.rules import roles_with
from waypost.programs.models import CohortMember
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SentEvidence, SharedArtifact, TeamPart
from waypost.submissions.queries.coaching import works_known_to
from waypost.submissions.rules.team import ArtifactShareState, artifact_share_state

OWNER = "artifact__evidence__enrollment__member"
WITH_ZONE = "member__cohort__program__organization"


def is_offered() -> Q:
    """A filter on shares: not stopped, both still in the cohort, it stands in the owner's work, and its owner can
    still come and stop it.
    """
    working = RoleAssignment.objects.filter(role__in=roles_with(Permission.SUBMISSIONS_ENROLLMENT_WORK), ended_at=None)
    stands = Q(artifact__evidence__isnull=False, artifact__evidence__removed_at=None)
    can_stop = Q(**{f"{OWNER}__person__is_active": True, f"{OWNER}__person__in": working.values("person")})
    return stands & can_stop & Q(**{"ended_at": None, "member__left_at": None, f"{OWNER}__left_at": None})


@dataclass(frozen=True)
class Colleague:
    """Somebody of the same cohort, by name; only two of the same name are told apart by their school."""

    member: CohortMember
    label: str


def colleagues(enrollment: Enrollment) -> list[Colleague]:
    """Those who are in the cohort of this work today, by name, without its owner; nothing of what they work on.

    Nobody, once its owner left the cohort.
    """
    here = Q(cohort__members=enrollment.member_id, cohort__members__left_at=None)
    members = CohortMember.objects.filter(here, left_at=None, person__is_active=True).exclude(pk=enrollment.member_id)
    found = members.annotate(school_name=school_of("organization", "name")).select_related("person")
    rows = [
        (member, member.person.name, member.school_name) for member in found.order_by("person__name", "school_name")
    ]
    names = Counter(name for _, name, _ in rows)
    return [Colleague(member, name if names[name] == 1 else f"{name}, {school}") for member, name, school in rows]


def sharable(person: Person) -> QuerySet[Evidence]:
    """What `person` shares or may share: what stands in their work and does not come from a colleague."""
    may_be = Q(team_part=None, removed_at=None) | Q(shared_artifact__isnull=False)
    found = Evidence.objects.filter(may_be, enrollment__member__person=person)
    return found.select_related("item__part", "enrollment__member__person", "enrollment__version")


def own_team_parts(person: Person) -> QuerySet[TeamPart]:
    """What `person` said of their part in what a team made."""
    found = TeamPart.objects.filter(evidence__enrollment__member__person=person)
    return found.select_related("artifact", "evidence__item__part", "evidence__enrollment__version")


def was_sent_alone(evidence: Evidence) -> bool:
    """Whether it was sent last before it was shared, so that nothing of a team was sent with it."""
    sent = SentEvidence.objects.filter(evidence=evidence, submission__recalled_at=None)
    last = sent.order_by("-submission__sent_at", "-pk").first()
    return last is not None and not last.own_part


def shares_with(person: Person) -> QuerySet[ArtifactShare]:
    """What colleagues shared with `person` up to now, each with `is_offered`; the latest first."""
    found = ArtifactShare.objects.filter(member__person=person).annotate(
        is_offered=ExpressionWrapper(is_offered(), BooleanField())
    )
    return found.select_related(WITH_ZONE, f"{OWNER}__person").order_by("-created_at", "-pk")


def offered_to(person: Person) -> QuerySet[ArtifactShare]:
    """What `person` may open and use now."""
    return ArtifactShare.objects.filter(is_offered(), member__person=person)


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


def shared_with(person: Person) -> list[SharedWithMe]:
    """What is offered to `person`, and what they use of what was; two queries, however many there are."""
    return [row for row in _rows(person, shares_with(person)) if row.state is not ArtifactShareState.ENDED]


def share_called(person: Person, uid: str) -> SharedWithMe | None:
    """What was shared with `person` under this uid, also once it ended; None where nothing ever was."""
    return next(iter(_rows(person, shares_with(person).filter(uid=uid))), None)


def _rows(person: Person, found: QuerySet[ArtifactShare]) -> list[SharedWithMe]:
    shares = list(found)
    uses = TeamPart.objects.filter(
        artifact__in=[share.artifact_id for share in shares],
        evidence__enrollment__member__person=person,
        evidence__removed_at=None,
    ).select_related("evidence__item__part", "evidence__enrollment__version")
    pieces: dict[int, list[Evidence]] = {}
    for use in uses:
        pieces.setdefault(use.artifact_id, []).append(use.evidence)
    return [_with_me(share, pieces.get(share.artifact_id, [])) for share in shares]


def _with_me(share: ArtifactShare, pieces: list[Evidence]) -> SharedWithMe:
    state = artifact_share_state(
        is_offered=share.is_offered,  # type: ignore[attr-defined]  # the query annotates it
        is_used=bool(pieces),
        is_hidden=share.hidden_at is not None,
    )
    return SharedWithMe(share, state, pieces)


def news_for(person: Person) -> list[SharedWithMe]:
    """What colleagues offer that `person` neither uses nor hid."""
    return [row for row in shared_with(person) if row.state is ArtifactShareState.OFFERED]


@dataclass(frozen=True)
class SharedByMe:
    """One artifact as its owner sees it: each colleague with where it stands; that one hid it is not told."""

    artifact: SharedArtifact
    colleagues: list[tuple[str, ArtifactShareState]]

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
    artifacts = SharedArtifact.objects.filter(evidence__enrollment__member__person=person)
    found = artifacts.select_related("evidence__item").order_by("-created_at", "-pk")
    return [_sharing_of(artifact) for artifact in _with_colleagues(found)]


def shared_artifact(evidence: Evidence) -> SharedByMe | None:
    """How the owner shares `evidence`, None where they never did."""
    found = _with_colleagues(SharedArtifact.objects.filter(evidence=evidence).select_related("evidence"))
    return next(map(_sharing_of, found), None)


def _with_colleagues(artifacts: QuerySet[SharedArtifact]) -> QuerySet[SharedArtifact]:
    shares = ArtifactShare.objects.annotate(is_offered=ExpressionWrapper(is_offered(), BooleanField()))
    with_people = Prefetch("shares", shares.select_related("member__person"))
    return artifacts.prefetch_related(with_people, "parts__evidence__enrollment__member")


def _sharing_of(artifact: SharedArtifact) -> SharedByMe:
    """The sharing of an artifact whose `shares` and `parts` were fetched."""
    standing = [part.evidence for part in artifact.parts.all() if part.evidence.removed_at is None]
    users = {evidence.enrollment.member.person_id for evidence in standing}
    rows = [
        (
            share.member.person.name,
            artifact_share_state(
                is_offered=share.is_offered,  # type: ignore[attr-defined]  # the query annotates it
                is_used=share.member.person_id in users,
                is_hidden=False,
            ),
        )
        for share in artifact.shares.all()
    ]
    return SharedByMe(artifact, sorted(rows, key=lambda row: row[0]))


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
    """What is shared with `person` and by them; six queries, however much it is."""
    return Shelf(shared_with(person), shared_by(person))


def sent_with_the_team_of(person: Person) -> QuerySet[SentEvidence]:
    """What was sent of artifacts that `person` shares, was shown, or knows as coach of a work that holds it: they know
    whose it is, so never read it blind.
    """
    theirs = SharedArtifact.objects.filter(
        Q(evidence__enrollment__member__person=person)
        | Q(shares__member__person=person)
        | Q(parts__evidence__enrollment__in=works_known_to(person))
    )
    return SentEvidence.objects.filter(evidence__team_part__artifact__in=theirs)
