"""Where enrollments stand: the facts, gathered in a constant number of queries, and what is open for work."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.rules import VersionState
from waypost.common import clock
from waypost.people.models import Person
from waypost.submissions.models import Draft, Enrollment, Evidence, Submission
from waypost.submissions.review_facts import review_facts
from waypost.submissions.rules.states import EnrollmentFacts, EnrollmentState, ReviewFacts, enrollment_state

#: What every page of a work shows: the cohort's dates, the program's time zone, the version's title.
RELATED = ("member__cohort__program__organization", "version")


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
    return Enrollment.objects.filter(member__person=person).select_related(*RELATED)


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
    return [_standing(row, latest.get(row.pk), reviews, has_work=row.has_text or row.has_evidence) for row in found]


def standing_of_work(enrollment: Enrollment) -> Standing:
    """As `standing_of`, for an enrollment just read, where it makes no difference whether anything is written yet."""
    latest = _latest_submissions([enrollment])
    reviews = review_facts([submission.pk for submission in latest.values()])
    return _standing(enrollment, latest.get(enrollment.pk), reviews, has_work=True)


def standing_of(enrollment: Enrollment) -> Standing:
    """Where one enrollment stands now."""
    return standings(Enrollment.objects.filter(pk=enrollment.pk))[0]


def _latest_submissions(enrollments: Iterable[Enrollment]) -> dict[int, Submission]:
    sent = Submission.objects.filter(enrollment__in=list(enrollments), recalled_at=None).order_by("attempt")
    return {submission.enrollment_id: submission for submission in sent}


def _standing(
    enrollment: Enrollment, submission: Submission | None, reviews: dict[int, ReviewFacts], *, has_work: bool
) -> Standing:
    review = reviews.get(submission.pk) if submission else None
    facts = EnrollmentFacts(
        withdrawn_at=enrollment.withdrawn_at,
        has_work=has_work,
        sent_at=submission.sent_at if submission else None,
        review=review,
    )
    return Standing(enrollment, enrollment_state(facts, clock.now()), submission, review)
