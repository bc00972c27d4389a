"""A decision is announced once, when its undo window has closed, and the educator hears of it by mail."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django_q.models import Schedule

from tests.assessment.builders import NOT_YET, SHOWN, audit_of, send_decision
from waypost.assessment.actions.claims import claim_review
from waypost.assessment.actions.decisions import conclude_review, take_back
from waypost.assessment.actions.letters import post_feedback
from waypost.assessment.events import ReviewConcluded
from waypost.assessment.models import Review
from waypost.assessment.tasks import conclude_what_is_due
from waypost.common import clock, events, jobs
from waypost.people.models import Person
from waypost.submissions.models import Submission


@pytest.fixture
def review(ana: Person, submission: Submission) -> Review:
    return claim_review(by=ana, submission=submission)


@pytest.fixture
def heard() -> Iterator[list[ReviewConcluded]]:
    """What an upper package hears."""
    found: list[ReviewConcluded] = []
    hear = found.append
    events.subscribe(ReviewConcluded, hear)
    yield found
    events._handlers[ReviewConcluded].remove(hear)


def test_the_job_of_the_decision_concludes_it_at_the_minute_when_the_window_closes(
    review: Review, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    frozen_clock.shift(timedelta(minutes=9, seconds=59))
    jobs.run_waiting()
    assert heard == []
    frozen_clock.shift(timedelta(seconds=1))
    jobs.run_waiting()
    assert heard == [ReviewConcluded(review, is_demonstrated=True)]
    review.refresh_from_db()
    assert review.concluded_at == clock.now()
    assert audit_of(review)[-1] == ("system:the undo window closed", "conclude review")


def test_a_return_with_feedback_is_announced_as_such(
    review: Review, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, NOT_YET, SHOWN)
    frozen_clock.shift(timedelta(minutes=10))
    jobs.run_waiting()
    assert heard == [ReviewConcluded(review, is_demonstrated=False)]


def test_a_conclusion_is_announced_once_whatever_is_retried(
    review: Review, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    frozen_clock.shift(timedelta(minutes=10))
    assert [conclude_review(review=review) for _ in range(3)] == [True, False, False]
    conclude_what_is_due()
    jobs.run_waiting()
    assert len(heard) == 1


def test_the_net_concludes_what_a_lost_job_left(
    review: Review, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    Schedule.objects.filter(schedule_type=Schedule.ONCE).delete()
    frozen_clock.shift(timedelta(minutes=10))
    conclude_what_is_due()
    jobs.run_waiting()
    assert heard == [ReviewConcluded(review, is_demonstrated=True)]


def test_what_was_taken_back_and_sent_again_is_concluded_ten_minutes_after_the_last_sending(
    review: Review, ana: Person, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, SHOWN)
    frozen_clock.shift(timedelta(minutes=6))
    take_back(by=ana, review=review)
    send_decision(review, SHOWN, SHOWN, NOT_YET)
    frozen_clock.shift(timedelta(minutes=6))
    jobs.run_waiting()
    assert heard == []
    frozen_clock.shift(timedelta(minutes=4))
    jobs.run_waiting()
    assert heard == [ReviewConcluded(review, is_demonstrated=False)]


def test_a_subscriber_that_raises_leaves_the_conclusion_to_the_next_try(
    review: Review, heard: list[ReviewConcluded], frozen_clock: time_machine.Traveller
) -> None:
    def stumble(_event: ReviewConcluded) -> None:
        raise RuntimeError("no ink")

    send_decision(review, SHOWN, SHOWN, SHOWN)
    frozen_clock.shift(timedelta(minutes=10))
    events.subscribe(ReviewConcluded, stumble)
    with pytest.raises(RuntimeError, match="no ink"):
        conclude_review(review=review)
    events._handlers[ReviewConcluded].remove(stumble)
    review.refresh_from_db()
    assert review.concluded_at is None
    assert conclude_review(review=review)


def test_feedback_is_mailed_once_and_names_neither_level_nor_assessor(
    review: Review, frozen_clock: time_machine.Traveller
) -> None:
    send_decision(review, SHOWN, SHOWN, NOT_YET)
    frozen_clock.shift(timedelta(minutes=10))
    jobs.run_waiting()
    post_feedback(review)
    jobs.run_waiting()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["dana.ruiz@example.org"],
        "Your feedback on Checking for Understanding is here",
    )
    for hidden in ("Ana", "Not yet", "not_yet"):
        assert hidden not in str(letter.message())
    assert f"{settings.SITE_URL}{reverse('submissions_work', args=[review.submission.enrollment.uid])}" in letter.body
