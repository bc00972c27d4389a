"""Taking a submission to score, and handing it back."""

from collections.abc import Collection

from django.db import transaction

from waypost.assessment.actions.locks import locked_for
from waypost.assessment.models import Review, Score
from waypost.assessment.queries.blindness import known_to
from waypost.assessment.queries.queue import is_claimable
from waypost.assessment.queries.reviews import demonstrated_before
from waypost.assessment.rules import CLAIM_LENGTH
from waypost.catalog.models import Criterion
from waypost.common import audit, clock
from waypost.common.actors import Actor, System
from waypost.people.models import Person
from waypost.submissions.models import Submission

EXPIRED = System("the claim expired")
KNOWN = System("the assessor knows whose work it is")


class NotClaimable(Exception):
    """The submission cannot be taken now; the message says what to do."""


class AlreadyDecided(Exception):
    """What was decided is not handed back; the message says what to do."""


@transaction.atomic
def claim_review(*, by: Person, submission: Submission) -> Review:
    """Take `submission` to score for 48 hours; taking it twice returns the same review.

    Whoever held it before goes on with the scores they left. An expired claim of somebody else is released first.
    Raises NotClaimable where another assessor holds it, or it is not in the queue of `by`.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    held = current.reviews.filter(released_at=None).first()
    if held and held.assessor_id == by.pk:
        return held if held.decided_at else _extended(held)
    if not is_claimable(by, current):
        raise NotClaimable("Another assessor has this one now. Choose the next one in the queue.")
    if held:
        _release(by=EXPIRED, review=held)
    review = _taken_again(by, current) or _taken(by, current)
    audit.record(by=by, verb="claim review", on=review, after={"submission": current.uid})
    return review


def _extended(review: Review) -> Review:
    review.claim_expires_at = clock.now() + CLAIM_LENGTH
    review.save(update_fields=["claim_expires_at"])
    return review


def _taken_again(by: Person, submission: Submission) -> Review | None:
    review = submission.reviews.filter(assessor=by).first()
    if review:
        review.released_at, review.claimed_at = None, clock.now()
        review.claim_expires_at = clock.now() + CLAIM_LENGTH
        review.save(update_fields=["released_at", "claimed_at", "claim_expires_at"])
    return review


def _taken(by: Person, submission: Submission) -> Review:
    review = Review.objects.create(
        submission=submission, assessor=by, claimed_at=clock.now(), claim_expires_at=clock.now() + CLAIM_LENGTH
    )
    _open_scores(review)
    return review


def _open_scores(review: Review) -> None:
    """One row for each criterion; what an earlier attempt demonstrated is carried over and not scored again (EA4)."""
    earlier = demonstrated_before(review.submission)
    criteria = Criterion.objects.filter(version=review.submission.enrollment.version_id)
    Score.objects.bulk_create(_open_score(review, criterion, earlier.get(criterion.pk)) for criterion in criteria)


def _open_score(review: Review, criterion: Criterion, earlier: Score | None) -> Score:
    if earlier is None:
        return Score(review=review, criterion=criterion)
    origin = earlier.carried_from_id or earlier.review_id
    return Score(
        review=review, criterion=criterion, level=earlier.level, comment=earlier.comment, carried_from_id=origin
    )


@transaction.atomic
def hand_back(*, by: Person, review: Review, why: str) -> None:
    """Put the submission back in line; the draft scores stay with this review.

    Handing back twice changes nothing. Raises AlreadyDecided.
    """
    current = locked_for(by, review)
    if current.decided_at is not None:
        raise AlreadyDecided("You already sent this decision. To change it, take it back first.")
    if current.released_at is None:
        _release(by=by, review=current, why=why)


@transaction.atomic
def release_known(*, people: Collection[Person]) -> None:
    """Put back in line what one of `people` holds and cannot read blind any more; their scores stay with the review.

    What they decided stands. All that is not concluded is locked first, so that nobody takes it, or a decision on it
    back, in this same moment.
    """
    known = {pk for person in people for pk in known_to(person).values_list("pk", flat=True)}
    unconcluded = Submission.objects.exclude(reviews__concluded_at__isnull=False)
    list(unconcluded.select_for_update(of=("self",)).filter(pk__in=known).order_by("pk"))
    held = Review.objects.filter(assessor__in=people, submission__in=known, released_at=None, decided_at=None)
    for review in held:
        _release(by=KNOWN, review=review)


def _release(*, by: Actor, review: Review, why: str = "") -> None:
    review.released_at = clock.now()
    review.save(update_fields=["released_at"])
    audit.record(by=by, verb="release review", on=review, after={"released_at": review.released_at}, why=why)
