"""Scoring, deciding, taking a decision back, and concluding it."""

from django.db import transaction

from waypost.assessment.actions.letters import post_feedback
from waypost.assessment.actions.locks import locked, locked_for
from waypost.assessment.events import ReviewConcluded
from waypost.assessment.models import Review, Score
from waypost.assessment.rules import CLAIM_LENGTH, Decision, Gap, Judgement, decision, gap
from waypost.common import audit, clock, events, jobs
from waypost.common.actors import System
from waypost.common.conflicts import check_version
from waypost.common.limits import UNDO_WINDOW
from waypost.people.models import Person
from waypost.submissions.rules.states import is_final

CONCLUDE = "assessment.conclude_review"
WINDOW_CLOSED = System("the undo window closed")


class ClaimEnded(Exception):
    """Somebody else may have the submission now, or it was decided; the message says what to do."""


class NotDecidable(Exception):
    """The decision still needs something; `gaps` says what, by the uid of the criterion."""

    def __init__(self, gaps: dict[str, Gap]) -> None:
        super().__init__("Some criteria need a level or a comment before you can send.")
        self.gaps = gaps


class TooLateToTakeBack(Exception):
    """The undo window of the decision has closed."""


@transaction.atomic
def save_scores(*, by: Person, review: Review, started_from: int, judgement: Judgement) -> Review:
    """Keep a draft judgement that nobody else sees; the claim lasts 48 hours from here.

    `started_from` is the `version` that the assessor's tab began with. What was carried over stays as it is; the same
    judgement again changes nothing. Saved judgements leave no audit row, the decision does.
    A claim that ran out and that nobody took is simply held again. Raises EditConflict where another tab saved
    meanwhile, and ClaimEnded.
    """
    current = locked_for(by, review)
    changed = _changed_scores(current, judgement)
    if not changed:
        return current
    if current.decided_at is not None:
        raise ClaimEnded("You already sent this decision. To change it, take it back first.")
    if current.released_at is not None:
        raise ClaimEnded("Your claim ended and this one is back in line. Claim it again to go on with your scores.")
    check_version(current, started_from)
    Score.objects.bulk_update(changed, ["level", "comment"])
    current.version += 1
    current.saved_at = clock.now()
    current.claim_expires_at = current.saved_at + CLAIM_LENGTH
    current.save(update_fields=["version", "saved_at", "claim_expires_at"])
    return current


def _changed_scores(review: Review, judgement: Judgement) -> list[Score]:
    """The open scores that `judgement` would change, with its values and not saved."""
    changed = []
    for score in review.scores.select_related("criterion").filter(carried_from=None):
        level, comment = judgement.of(score.criterion.uid)
        if (score.level, score.comment) != (level, comment):
            score.level, score.comment = level, comment
            changed.append(score)
    return changed


def decide(*, by: Person, review: Review, started_from: int, judgement: Judgement) -> Review:
    """Save `judgement` and send the decision that follows from it; sending it twice changes nothing.

    Where something is still needed the judgement is kept as a draft and NotDecidable says what.
    Raises also what `save_scores` raises.
    """
    return _decide(by, save_scores(by=by, review=review, started_from=started_from, judgement=judgement))


@transaction.atomic
def _decide(by: Person, review: Review) -> Review:
    current = locked_for(by, review)
    if current.decided_at is not None:
        return current
    if current.released_at is not None:
        raise ClaimEnded("Your claim ended and this one is back in line. Claim it again to go on with your scores.")
    scores = {score.criterion.uid: score for score in current.scores.select_related("criterion")}
    if gaps := _gaps(scores):
        raise NotDecidable(gaps)
    current.decided_at = clock.now()
    current.save(update_fields=["decided_at"])
    levels = {uid: score.level for uid, score in scores.items()}
    audit.record(by=by, verb="decide review", on=current, after={"decision": decision(levels), "levels": levels})
    jobs.enqueue(CONCLUDE, run_at=current.decided_at + UNDO_WINDOW, uid=current.uid)
    return current


def _gaps(scores: dict[str, Score]) -> dict[str, Gap]:
    found = {uid: gap(score.level, score.comment) for uid, score in scores.items()}
    return {uid: missing for uid, missing in found.items() if missing}


@transaction.atomic
def take_back(*, by: Person, review: Review) -> None:
    """Take a decision back within ten minutes; the scores are a draft again. Twice changes nothing.

    Raises TooLateToTakeBack once the ten minutes are over.
    """
    current = locked_for(by, review)
    if current.decided_at is None:
        return
    if is_final(current.decided_at, clock.now()):
        raise TooLateToTakeBack("The ten minutes are over, and the educator has your feedback.")
    audit.record(by=by, verb="take back decision", on=current, before={"decided_at": current.decided_at})
    current.decided_at = None
    current.claim_expires_at = clock.now() + CLAIM_LENGTH
    current.save(update_fields=["decided_at", "claim_expires_at"])


@transaction.atomic
def conclude_review(*, review: Review) -> bool:
    """Announce a decision whose undo window has closed; returns whether that happened now.

    Announces once whatever is retried: a decision that was concluded, or taken back meanwhile, is left alone.
    """
    current = locked(review)
    if current.concluded_at or current.decided_at is None or not is_final(current.decided_at, clock.now()):
        return False
    current.concluded_at = clock.now()
    current.save(update_fields=["concluded_at"])
    levels = dict(current.scores.values_list("criterion__uid", "level"))
    follows = decision(levels)
    audit.record(by=WINDOW_CLOSED, verb="conclude review", on=current, after={"decision": follows})
    if follows is Decision.REVISE:  # of an award the educator hears from `credentials`, once it is issued
        post_feedback(current)
    events.announce(ReviewConcluded(current, is_demonstrated=follows is Decision.AWARD))
    return True
