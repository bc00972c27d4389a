"""Reviews in every stage, made through the actions that assessors use."""

from datetime import timedelta

from waypost.assessment.actions.claims import claim_review
from waypost.assessment.actions.decisions import decide, save_scores
from waypost.assessment.models import Review
from waypost.assessment.rules import Judgement
from waypost.catalog.rules import Level
from waypost.common import clock, jobs
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission

SHOWN, SOME, NOT_YET = Level.DEMONSTRATED, Level.PROGRESSING, Level.NOT_YET
FEEDBACK = "Add one example of what happened the next day."


def open_uids(review: Review) -> list[str]:
    """The criteria that this attempt is about, in their order."""
    return list(review.scores.filter(carried_from=None).values_list("criterion__uid", flat=True))


def judgement(review: Review, *levels: Level | None, comment: str = FEEDBACK) -> Judgement:
    """One level for each open criterion, in their order, with `comment` wherever it is not demonstrated."""
    chosen = dict(zip(open_uids(review), levels, strict=True))
    comments = {uid: comment for uid, level in chosen.items() if level not in {SHOWN, None}}
    return Judgement({uid: level for uid, level in chosen.items() if level}, comments)


def score(review: Review, *levels: Level | None, comment: str = FEEDBACK) -> Review:
    """What a tab does that was opened just now."""
    started_from = Review.objects.get(pk=review.pk).version
    given = judgement(review, *levels, comment=comment)
    return save_scores(by=review.assessor, review=review, started_from=started_from, judgement=given)


def send_decision(review: Review, *levels: Level | None, comment: str = FEEDBACK) -> Review:
    """Decide in a tab that was opened just now."""
    started_from = Review.objects.get(pk=review.pk).version
    given = judgement(review, *levels, comment=comment)
    return decide(by=review.assessor, review=review, started_from=started_from, judgement=given)


def concluded(assessor: Person, submission: Submission, *levels: Level) -> Review:
    """A review that was decided eleven minutes ago, of which everybody was told."""
    with clock.at(clock.now() - timedelta(minutes=11)):
        review = send_decision(claim_review(by=assessor, submission=submission), *levels)
    jobs.run_waiting()
    return Review.objects.get(pk=review.pk)


def scores_of(review: Review) -> list[tuple[str, str]]:
    """Level and comment of each criterion, as stored."""
    return list(Review.objects.get(pk=review.pk).scores.values_list("level", "comment"))


def audit_of(review: Review) -> list[tuple[str, str]]:
    """Who did what to the review, in order."""
    rows = AuditEntry.objects.filter(subject_label="assessment.review", subject_uid=review.uid)
    return list(rows.order_by("pk").values_list("actor", "verb"))
