"""What became of submissions, for the one state that everybody sees (`submissions.review_facts`)."""

from collections.abc import Collection

from django.db.models import Prefetch

from waypost.assessment.models import Review, Score
from waypost.assessment.rules import is_live
from waypost.catalog.rules import Level
from waypost.common import clock
from waypost.submissions.rules.states import ReviewFacts


def review_facts(submission_ids: Collection[int]) -> dict[int, ReviewFacts]:
    """The facts of each submission that somebody holds or decided, in two queries however many there are."""
    scores = Prefetch("scores", Score.objects.select_related("criterion"))
    reviews = Review.objects.filter(submission__in=submission_ids, released_at=None).prefetch_related(scores)
    return {review.submission_id: _facts(review) for review in reviews}


def _facts(review: Review) -> ReviewFacts:
    """Draft levels and comments stay with the assessor until they decide."""
    scores = list(review.scores.all()) if review.decided_at else []
    return ReviewFacts(
        is_claimed=is_live(review.claim, clock.now()),
        decided_at=review.decided_at,
        levels={score.criterion.uid: Level(score.level) for score in scores},
        comments={score.criterion.uid: score.comment for score in scores},
    )
