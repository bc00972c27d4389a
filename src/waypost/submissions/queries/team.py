"""Artifacts that a team made: who may be chosen, what may be shared and used, and who knows of it (decision 0013)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from waypost.people.models import Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import school_of
from waypost.people.rules import roles_with
from waypost.programs.models import CohortMember
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SentEvidence, SharedArtifact, TeamPart
from waypost.submissions.queries.coaching import works_known_to

OWNER = "artifact__evidence__enrollment__member"


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


def offered_to(person: Person) -> QuerySet[ArtifactShare]:
    """What `person` may open and use now."""
    return ArtifactShare.objects.filter(is_offered(), member__person=person)


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
