"""Where enrollments stand: the facts, gathered in a constant number of queries, and what is open for work."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from waypost.catalog.models import Criterion, EvidenceItem, MicroCredential, MicroCredentialVersion, Prompt
from waypost.catalog.rules import VersionState
from waypost.common import clock
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.submissions.models import Draft, Enrollment, Evidence, Submission
from waypost.submissions.review_facts import review_facts
from waypost.submissions.rules import (
    EnrollmentFacts,
    EnrollmentState,
    Gap,
    ReviewFacts,
    criteria_to_revise,
    enrollment_state,
    evidence_gap,
    may_write,
    text_gap,
)


@dataclass(frozen=True)
class Standing:
    """One enrollment with its state, its last submission that was not recalled, and what the review said of it."""

    enrollment: Enrollment
    state: EnrollmentState
    submission: Submission | None
    review: ReviewFacts | None

    @property
    def next_attempt(self) -> int:
        return self.submission.attempt + 1 if self.submission else 1


def published_version(micro_credential: MicroCredential) -> MicroCredentialVersion | None:
    """The version that new enrollments start on, None where none is open."""
    return micro_credential.versions.filter(state=VersionState.PUBLISHED).first()


def own_enrollments(person: Person) -> QuerySet[Enrollment]:
    """The work of `person`, and of nobody else: no role reaches into it."""
    return Enrollment.objects.filter(member__person=person).select_related(
        "member__cohort__program__organization", "version", "micro_credential__organization"
    )


def enrollments_in_branch(viewer: Viewer) -> QuerySet[Enrollment]:
    """Who takes part in the branch, without any of the work: for principals and program leads."""
    return Enrollment.objects.filter(
        within_branches(viewer, Permission.SUBMISSIONS_PARTICIPATION_READ, "member__organization")
    ).select_related("member__person", "member__organization", "member__cohort__program", "version")


def standings(enrollments: QuerySet[Enrollment]) -> list[Standing]:
    """Each enrollment with where it stands now; two queries and those of the reviews, however many there are."""
    found = list(
        enrollments.annotate(
            has_text=Exists(Draft.objects.filter(enrollment=OuterRef("pk")).exclude(text="")),
            has_evidence=Exists(Evidence.objects.filter(enrollment=OuterRef("pk"), removed_at=None)),
        )
    )
    latest = _latest_submissions(found)
    reviews = review_facts([submission.pk for submission in latest.values()])
    return [_standing(enrollment, latest.get(enrollment.pk), reviews) for enrollment in found]


def standing_of(enrollment: Enrollment) -> Standing:
    """Where one enrollment stands now."""
    return standings(Enrollment.objects.filter(pk=enrollment.pk).select_related("version"))[0]


def _latest_submissions(enrollments: Iterable[Enrollment]) -> dict[int, Submission]:
    sent = Submission.objects.filter(enrollment__in=list(enrollments), recalled_at=None).order_by("attempt")
    return {submission.enrollment_id: submission for submission in sent}


def _standing(enrollment: Enrollment, submission: Submission | None, reviews: dict[int, ReviewFacts]) -> Standing:
    review = reviews.get(submission.pk) if submission else None
    facts = EnrollmentFacts(
        withdrawn_at=enrollment.withdrawn_at,
        has_work=enrollment.has_text or enrollment.has_evidence,  # type: ignore[attr-defined]  # the query annotates it
        sent_at=submission.sent_at if submission else None,
        review=review,
    )
    return Standing(enrollment, enrollment_state(facts, clock.now()), submission, review)


def criteria_open(standing: Standing) -> QuerySet[Criterion]:
    """The criteria to work on: all at first, after feedback only those not demonstrated yet; none while in review."""
    criteria = Criterion.objects.filter(version=standing.enrollment.version)
    if not may_write(standing.state):
        return criteria.none()
    if standing.state is EnrollmentState.REVISING and standing.review:
        return criteria.filter(uid__in=criteria_to_revise(standing.review.levels))
    return criteria


def open_prompts(standing: Standing) -> QuerySet[Prompt]:
    """The prompts that can be answered now: those that an open criterion looks at."""
    prompts = Prompt.objects.filter(part__version=standing.enrollment.version)
    if standing.state is not EnrollmentState.REVISING:
        return prompts if may_write(standing.state) else prompts.none()
    criteria = criteria_open(standing)
    whole_parts = criteria.filter(prompt=None, evidence_item=None).values("part")
    return prompts.filter(Q(pk__in=criteria.values("prompt")) | Q(part__in=whole_parts))


def open_items(standing: Standing) -> QuerySet[EvidenceItem]:
    """The evidence items that can be changed now: those that an open criterion looks at."""
    items = EvidenceItem.objects.filter(part__version=standing.enrollment.version)
    if standing.state is not EnrollmentState.REVISING:
        return items if may_write(standing.state) else items.none()
    criteria = criteria_open(standing)
    whole_parts = criteria.filter(prompt=None, evidence_item=None).values("part")
    return items.filter(Q(pk__in=criteria.values("evidence_item")) | Q(part__in=whole_parts))


def gaps(enrollment: Enrollment) -> list[Gap]:
    """What is still needed before sending, in the order of the parts; empty when the work is complete."""
    found = [*_text_gaps(enrollment), *_evidence_gaps(enrollment)]
    return [gap for _, gap in sorted(found, key=lambda entry: entry[0])]


def _text_gaps(enrollment: Enrollment) -> Iterable[tuple[tuple[int, int], Gap]]:
    texts = dict(Draft.objects.filter(enrollment=enrollment).values_list("prompt_id", "text"))
    prompts = Prompt.objects.filter(part__version=enrollment.version).select_related("part")
    for prompt in prompts:
        sentence = text_gap(prompt.title, texts.get(prompt.pk, ""), prompt.minimum_words, prompt.maximum_words)
        if sentence:
            yield (prompt.part.position, prompt.position), Gap(prompt.part.uid, sentence)


def _evidence_gaps(enrollment: Enrollment) -> Iterable[tuple[tuple[int, int], Gap]]:
    standing = Evidence.objects.filter(enrollment=enrollment, removed_at=None)
    counts = dict(standing.values_list("item").annotate(Count("pk")))
    items = EvidenceItem.objects.filter(part__version=enrollment.version).select_related("part")
    for item in items:
        sentence = evidence_gap(item.title, counts.get(item.pk, 0), item.number_required)
        if sentence:
            yield (item.part.position, item.position), Gap(item.part.uid, sentence)
