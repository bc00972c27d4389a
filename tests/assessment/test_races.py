"""Two assessors, or two clicks, at the same moment: on PostgreSQL in threads, on SQLite one after the other."""

from collections.abc import Callable

import pytest

from tests.assessment.builders import SHOWN, judgement
from tests.races import at_once
from waypost.assessment.actions.claims import NotClaimable, claim_review
from waypost.assessment.actions.decisions import decide
from waypost.assessment.models import Review
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission

pytestmark = pytest.mark.django_db(transaction=True)


def claiming(by: Person, submission: Submission) -> Callable[[], str]:
    def call() -> str:
        try:
            return claim_review(by=by, submission=submission).uid
        except NotClaimable as answer:
            return str(answer)

    return call


def test_of_two_assessors_one_gets_the_submission_and_the_other_a_kind_sentence(
    submission: Submission, ana: Person, omar: Person
) -> None:
    answers = at_once(claiming(ana, submission), claiming(omar, submission))
    review = Review.objects.get()
    assert sorted(answers, key=len) == [
        review.uid,
        "Another assessor has this one now. Choose the next one in the queue.",
    ]


def test_two_clicks_on_claim_make_one_review(submission: Submission, ana: Person) -> None:
    answers = at_once(*[claiming(ana, submission)] * 3)
    assert answers == [Review.objects.get().uid] * 3
    assert AuditEntry.objects.filter(verb="claim review").count() == 1


def test_two_clicks_on_send_make_one_decision(submission: Submission, ana: Person) -> None:
    review = claim_review(by=ana, submission=submission)
    given = judgement(review, SHOWN, SHOWN, SHOWN)

    def send() -> str:
        return str(decide(by=ana, review=review, started_from=1, judgement=given).version)

    assert at_once(send, send) == ["2", "2"]
    assert AuditEntry.objects.filter(verb="decide review").count() == 1
