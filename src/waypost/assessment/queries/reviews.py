"""Reviews: an assessor's own, and those whose decision is due to be announced."""

from django.db.models import QuerySet

from waypost.assessment.models import Review, Score
from waypost.assessment.queries.blindness import known_to
from waypost.assessment.queries.queue import CLAIM, PROGRAM_ORGANIZATION
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.common.actors import System
from waypost.common.limits import UNDO_WINDOW
from waypost.people.models import Person
from waypost.people.queries import within_branches
from waypost.submissions.models import Submission


def own_reviews(viewer: Person) -> QuerySet[Review]:
    """The reviews of `viewer`, and of nobody else, in the branch in which they assess today.

    Once they know whose work it is they cannot read it blind, so its review is out of their hands.
    """
    return _reviews_of(viewer).exclude(submission__in=known_to(viewer))


def reviews_out_of_hands(viewer: Person) -> QuerySet[Review]:
    """What `viewer` held or decided and cannot read blind any more: to tell them so, and to show nothing of it."""
    return _reviews_of(viewer).filter(submission__in=known_to(viewer))


def _reviews_of(viewer: Person) -> QuerySet[Review]:
    within = within_branches(viewer, CLAIM, f"submission__{PROGRAM_ORGANIZATION}")
    return Review.objects.filter(within, assessor=viewer).select_related("submission__enrollment__version")


def claims_held(viewer: Person) -> QuerySet[Review]:
    """What `viewer` holds and has to decide, the one that expires first on top."""
    held = own_reviews(viewer).filter(released_at=None, decided_at=None, claim_expires_at__gt=clock.now())
    return held.select_related(f"submission__{PROGRAM_ORGANIZATION}").order_by("submission__sent_at", "pk")


def just_decided(viewer: Person) -> QuerySet[Review]:
    """The decisions of `viewer` that can still be taken back, the latest first."""
    within = own_reviews(viewer).filter(decided_at__gt=clock.now() - UNDO_WINDOW)
    return within.select_related(f"submission__{PROGRAM_ORGANIZATION}").order_by("-decided_at")


def submissions_assigned_to(viewer: Person) -> list[int]:
    """The ids of the submissions whose evidence `viewer` may open now: those that they hold and have to decide."""
    return list(claims_held(viewer).values_list("submission", flat=True))


def reviews_to_conclude() -> QuerySet[Review]:
    """Decisions whose undo window has closed and of which nobody was told yet, the oldest first."""
    return Review.objects.filter(concluded_at=None, decided_at__lte=clock.now() - UNDO_WINDOW).order_by("decided_at")


def review_called(_viewer: System, uid: str) -> Review:
    """The review that a job is about. Raises Review.DoesNotExist."""
    return Review.objects.select_related(
        "submission__enrollment__version", "submission__enrollment__member__person"
    ).get(uid=uid)


def demonstrated_before(submission: Submission) -> dict[int, Score]:
    """By criterion, the score with which an earlier attempt demonstrated it, once that decision was final (EA4)."""
    scores = Score.objects.filter(
        review__submission__enrollment=submission.enrollment_id,
        review__released_at=None,
        review__decided_at__lte=clock.now() - UNDO_WINDOW,
        level=Level.DEMONSTRATED,
    ).exclude(review__submission=submission)
    return {score.criterion_id: score for score in scores.order_by("review__decided_at")}
