"""The names that may not stand in what an educator says of their part in what a team made (decision 0013)."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.models import ArtifactShare, Enrollment, SharedArtifact, TeamPart
from waypost.submissions.rules.names import person_named_in


def names_in_cohort(enrollment: Enrollment) -> list[str]:
    """Everybody who is or was in the cohort of this work, its owner included: somebody chosen tomorrow counts today."""
    members = CohortMember.objects.filter(cohort__members=enrollment.member_id)
    return list(members.values_list("person__name", flat=True).distinct())


def names_around(artifact: SharedArtifact, writer: Person) -> list[str]:
    """The names that may not stand in what an assessor reads of an artifact: of the cohort in which it is shared, also
    once its owner is erased, and of `writer`, who may use it in another one.
    """
    is_shown = Q(artifact_shares__artifact=artifact) | Q(enrollments__evidence__shared_artifact=artifact)
    cohorts = CohortMember.objects.filter(is_shown).values("cohort")
    members = CohortMember.objects.filter(cohort__in=cohorts)
    return [writer.name, *members.values_list("person__name", flat=True).distinct()]


def people_named(parts: Collection[TeamPart]) -> dict[int, str]:
    """By the id of a part, whom it names by now: somebody may have joined since it was written.

    The names are those of `names_around`. Two queries, however many parts; none without any. Each part comes with
    its artifact's owner; its writer is among those with whom it is shared.
    """
    if not parts:
        return {}
    cohorts = _cohorts_of({part.artifact for part in parts})
    here = {cohort for found in cohorts.values() for cohort in found}
    names: dict[int, list[str]] = defaultdict(list)
    for cohort, name in CohortMember.objects.filter(cohort__in=here).values_list("cohort", "person__name"):
        names[cohort].append(name)
    around = {pk: [name for cohort in found for name in names[cohort]] for pk, found in cohorts.items()}
    named = {part.pk: person_named_in(part.own_part, around[part.artifact_id]) for part in parts}
    return {pk: name for pk, name in named.items() if name}


def _cohorts_of(artifacts: Collection[SharedArtifact]) -> dict[int, set[int]]:
    """By the id of an artifact, the cohorts in which it is shared."""
    found = {artifact.pk: _cohorts_of_owner(artifact) for artifact in artifacts}
    for artifact, cohort in ArtifactShare.objects.filter(artifact__in=found).values_list("artifact", "member__cohort"):
        found[artifact].add(cohort)
    return found


def _cohorts_of_owner(artifact: SharedArtifact) -> set[int]:
    return {artifact.evidence.enrollment.member.cohort_id} if artifact.evidence else set()
