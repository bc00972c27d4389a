"""Scoring, deciding, and taking a decision back (EA3, EA4)."""

from datetime import timedelta

import pytest
import time_machine

from tests.assessment.builders import (
    FEEDBACK,
    NOT_YET,
    SHOWN,
    SOME,
    audit_of,
    concluded,
    judgement,
    open_uids,
    score,
    scores_of,
    send_decision,
)
from tests.submissions.builders import complete, send_work
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.actions.decisions import (
    ClaimEnded,
    NotDecidable,
    TooLateToTakeBack,
    decide,
    save_scores,
    take_back,
)
from waypost.assessment.actions.locks import NotTheirs
from waypost.assessment.models import Review
from waypost.assessment.rules import Gap
from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState


@pytest.fixture
def review(ana: Person, submission: Submission) -> Review:
    return claim_review(by=ana, submission=submission)


def test_a_draft_judgement_is_kept_and_the_claim_lasts_from_there(
    review: Review, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(hours=30))
    saved = score(review, SHOWN, SOME, None)
    assert scores_of(review) == [("demonstrated", ""), ("progressing", FEEDBACK), ("", "")]
    assert (saved.version, saved.saved_at, saved.claim_expires_at) == (
        2,
        clock.now(),
        clock.now() + timedelta(hours=48),
    )
    assert [verb for _, verb in audit_of(review)] == ["claim review"]


def test_the_same_judgement_again_changes_nothing_whatever_it_started_from(review: Review, ana: Person) -> None:
    score(review, SHOWN, SOME, None)
    same = judgement(review, SHOWN, SOME, None)
    assert save_scores(by=ana, review=review, started_from=1, judgement=same).version == 2


def test_a_second_tab_is_told_and_overwrites_nothing(review: Review, ana: Person) -> None:
    score(review, SHOWN, SOME, None)
    with pytest.raises(EditConflict) as raised:
        save_scores(by=ana, review=review, started_from=1, judgement=judgement(review, NOT_YET, None, None))
    assert raised.value.current == review
    assert scores_of(review) == [("demonstrated", ""), ("progressing", FEEDBACK), ("", "")]


def test_an_expired_claim_that_nobody_took_is_held_again_by_saving(
    review: Review, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(days=5))
    saved = score(review, SHOWN, None, None)
    assert saved.claim_expires_at == clock.now() + timedelta(hours=48)


def test_after_handing_back_nothing_is_saved_or_decided(review: Review, ana: Person) -> None:
    score(review, SHOWN, SHOWN, SHOWN)
    hand_back(by=ana, review=review, why="I know this class.")
    for levels in ((SHOWN, SHOWN, NOT_YET), (SHOWN, SHOWN, SHOWN)):
        with pytest.raises(ClaimEnded, match="Claim it again to go on with your scores"):
            send_decision(review, *levels)
    assert scores_of(review) == [("demonstrated", "")] * 3
    review.refresh_from_db()
    assert review.decided_at is None


def test_nobody_scores_for_another(review: Review, omar: Person) -> None:
    with pytest.raises(NotTheirs):
        save_scores(by=omar, review=review, started_from=1, judgement=judgement(review, SHOWN, SHOWN, SHOWN))
    assert scores_of(review) == [("", "")] * 3


def test_a_decision_needs_each_level_and_words_and_what_was_typed_stays(review: Review) -> None:
    with pytest.raises(NotDecidable) as raised:
        send_decision(review, SHOWN, SOME, None, comment=" ")
    _, second, third = open_uids(review)
    assert raised.value.gaps == {second: Gap.COMMENT, third: Gap.LEVEL}
    assert scores_of(review) == [("demonstrated", ""), ("progressing", " "), ("", "")]
    review.refresh_from_db()
    assert review.decided_at is None


def test_deciding_is_recorded_with_its_levels(review: Review, ana: Person) -> None:
    decided = send_decision(review, SHOWN, SOME, NOT_YET)
    assert decided.decided_at == clock.now()
    row = AuditEntry.objects.get(verb="decide review")
    levels = dict(review.scores.values_list("criterion__uid", "level"))
    assert (row.actor, row.after) == (ana.audit_id, {"decision": "revise", "levels": levels})


def test_sending_a_decision_twice_changes_nothing(
    review: Review, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    given = judgement(review, SHOWN, SHOWN, SHOWN)
    first = decide(by=ana, review=review, started_from=1, judgement=given)
    frozen_clock.shift(timedelta(minutes=1))
    second = decide(by=ana, review=review, started_from=1, judgement=given)
    assert (second.decided_at, second.version) == (first.decided_at, first.version)
    assert AuditEntry.objects.filter(verb="decide review").count() == 1


def test_a_sent_decision_is_changed_only_after_taking_it_back(review: Review) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    with pytest.raises(ClaimEnded, match="take it back first"):
        score(review, SHOWN, SHOWN, NOT_YET)
    assert scores_of(review) == [("demonstrated", "")] * 3


def test_a_decision_is_taken_back_within_ten_minutes(
    review: Review, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SOME, SHOWN)
    frozen_clock.shift(timedelta(minutes=9, seconds=59))
    take_back(by=ana, review=review)
    take_back(by=ana, review=review)
    review.refresh_from_db()
    assert (review.decided_at, review.claim_expires_at) == (None, clock.now() + timedelta(hours=48))
    assert [verb for _, verb in audit_of(review)] == ["claim review", "decide review", "take back decision"]
    assert scores_of(review) == [("demonstrated", ""), ("progressing", FEEDBACK), ("demonstrated", "")]


def test_after_ten_minutes_the_decision_stands(
    review: Review, ana: Person, frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    frozen_clock.shift(timedelta(minutes=10))
    with pytest.raises(TooLateToTakeBack):
        take_back(by=ana, review=review)
    review.refresh_from_db()
    assert review.decided_at == clock.now() - timedelta(minutes=10)


def test_nobody_takes_back_the_decision_of_another(review: Review, omar: Person) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    with pytest.raises(NotTheirs):
        take_back(by=omar, review=review)
    review.refresh_from_db()
    assert review.decided_at == clock.now()


def test_what_was_carried_over_is_not_scored_again(
    ana: Person, submission: Submission, frozen_clock: time_machine.Traveller
) -> None:
    first = concluded(ana, submission, SHOWN, NOT_YET, SHOWN)
    shown = first.scores.select_related("criterion")[0].criterion.uid
    next_attempt = send_work(complete(submission.enrollment))
    frozen_clock.shift(timedelta(hours=1))
    review = claim_review(by=ana, submission=next_attempt)
    given = judgement(review, SHOWN)
    tampered = type(given)({**given.levels, shown: NOT_YET}, {**given.comments, shown: "Changed my mind."})
    decide(by=ana, review=review, started_from=1, judgement=tampered)
    assert scores_of(review) == [("demonstrated", "")] * 3
    frozen_clock.shift(timedelta(minutes=10))
    assert standing_of(submission.enrollment).state is EnrollmentState.DEMONSTRATED
