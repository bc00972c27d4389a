"""Submissions derive one state from what assessors did, and everybody sees it."""

from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.assessment.builders import FEEDBACK, NOT_YET, SHOWN, SOME, concluded, open_uids, score, send_decision
from tests.submissions.builders import Offer, waiting
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.actions.decisions import take_back
from waypost.assessment.queries.facts import review_facts
from waypost.common import clock
from waypost.people.models import Person
from waypost.submissions.models import Submission
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState, ReviewFacts


def state(submission: Submission) -> EnrollmentState:
    return standing_of(submission.enrollment).state


def test_a_claim_shows_as_in_review_until_it_is_handed_back_or_expires(
    submission: Submission, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    assert state(submission) is EnrollmentState.WAITING
    review = claim_review(by=ana, submission=submission)
    assert state(submission) is EnrollmentState.IN_REVIEW
    hand_back(by=ana, review=review, why="I know this class.")
    assert state(submission) is EnrollmentState.WAITING
    claim_review(by=ana, submission=submission)
    frozen_clock.shift(timedelta(hours=48))
    assert state(submission) is EnrollmentState.WAITING


def test_a_draft_judgement_is_told_to_nobody(submission: Submission, ana: Person) -> None:
    score(claim_review(by=ana, submission=submission), SHOWN, NOT_YET, None)
    expected = ReviewFacts(is_claimed=True, decided_at=None, levels={}, comments={})
    assert review_facts([submission.pk]) == {submission.pk: expected}


def test_a_decision_shows_when_its_undo_window_has_closed(
    submission: Submission, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    review = claim_review(by=ana, submission=submission)
    send_decision(review, SHOWN, SOME, SHOWN)
    frozen_clock.shift(timedelta(minutes=9, seconds=59))
    assert state(submission) is EnrollmentState.IN_REVIEW
    frozen_clock.shift(timedelta(seconds=1))
    assert state(submission) is EnrollmentState.REVISING
    first, second, third = open_uids(review)
    assert review_facts([submission.pk])[submission.pk] == ReviewFacts(
        is_claimed=True,
        decided_at=clock.now() - timedelta(minutes=10),
        levels={first: SHOWN, second: SOME, third: SHOWN},
        comments={first: "", second: FEEDBACK, third: ""},
    )


def test_a_decision_that_was_taken_back_never_shows(
    submission: Submission, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    review = claim_review(by=ana, submission=submission)
    send_decision(review, SHOWN, SHOWN, SHOWN)
    take_back(by=ana, review=review)
    frozen_clock.shift(timedelta(hours=1))
    assert state(submission) is EnrollmentState.IN_REVIEW


def test_every_criterion_demonstrated_shows_as_demonstrated(submission: Submission, ana: Person) -> None:
    concluded(ana, submission, SHOWN, SHOWN, SHOWN)
    assert state(submission) is EnrollmentState.DEMONSTRATED


def test_facts_take_two_queries_however_many_submissions_there_are(
    submission: Submission, offer: Offer, theo: Person, ana: Person
) -> None:
    second = waiting(offer, theo)
    concluded(ana, submission, SHOWN, SHOWN, SHOWN)
    claim_review(by=ana, submission=second)
    with CaptureQueriesContext(connection) as queries:
        assert set(review_facts([submission.pk, second.pk])) == {submission.pk, second.pk}
    assert len(queries) == 2
