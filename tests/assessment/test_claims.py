"""Taking a submission to score, and handing it back (EA3)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.assessment.builders import FEEDBACK, NOT_YET, SHOWN, SOME, audit_of, concluded, score, scores_of
from tests.builders import BUILDER, District
from tests.submissions.builders import Offer, complete, send_work, sent
from waypost.assessment.actions.claims import NotClaimable, claim_review, hand_back
from waypost.assessment.actions.locks import NotTheirs
from waypost.assessment.models import Review
from waypost.common import clock
from waypost.people.actions.people import grant_role
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Submission

TWO_DAYS = timedelta(hours=48)
EMPTY = [("", ""), ("", ""), ("", "")]


def test_claiming_opens_one_score_for_each_criterion_for_two_days(ana: Person, submission: Submission) -> None:
    review = claim_review(by=ana, submission=submission)
    assert (review.assessor, review.submission) == (ana, submission)
    assert review.claim_expires_at == clock.now() + TWO_DAYS
    assert scores_of(review) == EMPTY
    assert audit_of(review) == [(ana.audit_id, "claim review")]


def test_claiming_twice_returns_the_same_review(ana: Person, submission: Submission) -> None:
    first = claim_review(by=ana, submission=submission)
    assert claim_review(by=ana, submission=submission) == first
    assert audit_of(first) == [(ana.audit_id, "claim review")]


def test_a_second_assessor_is_told_kindly_and_changes_nothing(
    ana: Person, omar: Person, submission: Submission
) -> None:
    review = claim_review(by=ana, submission=submission)
    with pytest.raises(NotClaimable, match=r"^Another assessor has this one now\. Choose the next one in the queue\.$"):
        claim_review(by=omar, submission=submission)
    assert list(submission.reviews.all()) == [review]


def test_nobody_claims_in_another_district_or_within_the_undo_window(
    ana: Person, stan: Person, submission: Submission, offer: Offer, theo: Person
) -> None:
    just_sent = sent(offer, theo)
    for by, wanted in ((stan, submission), (ana, just_sent)):
        with pytest.raises(NotClaimable):
            claim_review(by=by, submission=wanted)
    assert not Review.objects.exists()


def test_nobody_claims_their_own_work(dana: Person, submission: Submission, tree: District) -> None:
    grant_role(by=BUILDER, person=dana, role=Role.ASSESSOR, organization=tree.district)
    with pytest.raises(NotClaimable):
        claim_review(by=dana, submission=submission)
    assert not Review.objects.exists()


def test_an_expired_claim_goes_to_whoever_takes_it_next(
    ana: Person, omar: Person, submission: Submission, frozen_clock: time_machine.Traveller
) -> None:
    first = claim_review(by=ana, submission=submission)
    score(first, SHOWN, SOME, None)
    frozen_clock.shift(TWO_DAYS)
    second = claim_review(by=omar, submission=submission)
    assert scores_of(second) == EMPTY
    assert audit_of(first) == [
        (ana.audit_id, "claim review"),
        ("system:the claim expired", "release review"),
    ]


def test_draft_scores_wait_for_the_one_who_held_them(
    ana: Person, omar: Person, submission: Submission, frozen_clock: time_machine.Traveller
) -> None:
    first = claim_review(by=ana, submission=submission)
    score(first, SHOWN, SOME, None)
    frozen_clock.shift(TWO_DAYS)
    hand_back(by=omar, review=claim_review(by=omar, submission=submission), why="I know this class.")
    again = claim_review(by=ana, submission=submission)
    assert (again, again.claim_expires_at) == (first, clock.now() + TWO_DAYS)
    assert scores_of(again) == [("demonstrated", ""), ("progressing", FEEDBACK), ("", "")]


def test_handing_back_says_why_and_twice_changes_nothing(ana: Person, omar: Person, submission: Submission) -> None:
    review = claim_review(by=ana, submission=submission)
    hand_back(by=ana, review=review, why="I know this class.")
    hand_back(by=ana, review=review, why="Again.")
    assert audit_of(review) == [(ana.audit_id, "claim review"), (ana.audit_id, "release review")]
    assert claim_review(by=omar, submission=submission).assessor == omar


def test_nobody_hands_back_the_claim_of_another(ana: Person, omar: Person, submission: Submission) -> None:
    review = claim_review(by=ana, submission=submission)
    with pytest.raises(NotTheirs):
        hand_back(by=omar, review=review, why="Mine now.")
    review.refresh_from_db()
    assert review.released_at is None


def test_a_decided_submission_is_not_claimed_again(ana: Person, omar: Person, submission: Submission) -> None:
    concluded(ana, submission, SHOWN, NOT_YET, SHOWN)
    with pytest.raises(NotClaimable):
        claim_review(by=omar, submission=submission)


def test_what_was_demonstrated_is_carried_over_from_the_attempt_that_showed_it(
    ana: Person, omar: Person, submission: Submission, frozen_clock: time_machine.Traveller
) -> None:
    first = concluded(ana, submission, SHOWN, NOT_YET, SOME)
    second = concluded(omar, again(submission, frozen_clock), SHOWN, SOME)
    third = claim_review(by=ana, submission=again(submission, frozen_clock))
    assert list(third.scores.values_list("level", "carried_from")) == [
        ("demonstrated", first.pk),
        ("demonstrated", second.pk),
        ("", None),
    ]


def test_the_database_holds_one_claim_on_a_submission(ana: Person, omar: Person, submission: Submission) -> None:
    claim_review(by=ana, submission=submission)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(submission=submission, assessor=omar, claim_expires_at=clock.now())


def again(submission: Submission, frozen_clock: time_machine.Traveller) -> Submission:
    """The next attempt, in line."""
    sent_again = send_work(complete(submission.enrollment))
    frozen_clock.shift(timedelta(hours=1))
    return sent_again
