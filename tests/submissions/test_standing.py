"""Where work stands, and what is open in it (EA4)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import District, person
from tests.submissions.builders import Offer, begin, complete, send_work, waiting
from tests.submissions.reviews import SimulatedReviews
from waypost.catalog.rules import Level
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.outline import outline_of, outlines
from waypost.submissions.queries.standing import (
    own_enrollments,
    standing_of,
    standings,
)
from waypost.submissions.rules.states import EnrollmentState

SHOWN, SOME, NOT_YET = Level.DEMONSTRATED, Level.PROGRESSING, Level.NOT_YET


@pytest.fixture
def submission(offer: Offer, dana: Person, frozen_clock: time_machine.Traveller) -> Submission:
    return waiting(offer, dana)


def decide(
    reviews: SimulatedReviews, submission: Submission, clock: time_machine.Traveller, *levels: Level
) -> Enrollment:
    """A decision whose undo window is over."""
    reviews.decide(submission, *levels)
    clock.shift(timedelta(minutes=10))
    return submission.enrollment


def open_titles(enrollment: Enrollment) -> list[str]:
    return [task.title for task in outline_of(enrollment).tasks if task.is_open]


def test_everything_is_open_before_sending_and_nothing_after(
    offer: Offer, dana: Person, theo: Person, submission: Submission
) -> None:
    assert open_titles(submission.enrollment) == []
    assert open_titles(begin(offer, theo)) == [
        "Your goal and your check",
        "What students showed you",
        "What you carry forward",
    ]


def test_only_what_is_not_demonstrated_opens_again(
    submission: Submission, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = decide(reviews, submission, frozen_clock, SHOWN, NOT_YET, SHOWN)
    assert standing_of(work).state is EnrollmentState.REVISING
    assert open_titles(work) == ["What students showed you"]


def test_a_criterion_on_a_whole_part_opens_all_of_it(
    submission: Submission, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = decide(reviews, submission, frozen_clock, SOME, SHOWN, SOME)
    assert open_titles(work) == ["Your goal and your check", "What you carry forward"]


def test_work_is_sent_again_as_often_as_needed(
    submission: Submission, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = submission.enrollment
    for attempt in (2, 3, 4):
        decide(reviews, submission, frozen_clock, SHOWN, SHOWN, SOME)
        submission = send_work(work)
        frozen_clock.shift(timedelta(minutes=10))
        assert submission.attempt == attempt
    decide(reviews, submission, frozen_clock, SHOWN, SHOWN, SHOWN)
    assert standing_of(work).state is EnrollmentState.DEMONSTRATED
    assert open_titles(work) == []


def test_revising_keeps_all_evidence_and_texts_of_earlier_attempts(
    submission: Submission, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    work = decide(reviews, submission, frozen_clock, SOME, SHOWN, SHOWN)
    complete(work)
    again = send_work(work)
    assert (submission.texts.count(), submission.sent_evidence.count()) == (2, 1)
    assert (again.texts.count(), again.sent_evidence.count()) == (2, 1)


def test_only_the_owner_finds_their_work(work: Enrollment, dana: Person, theo: Person, tree: District) -> None:
    stranger = person("Stan Lee", Role.EDUCATOR, tree.other_school)
    lead = person("Lena Lead", Role.PROGRAM_LEAD, tree.district)
    found = [list(own_enrollments(somebody)) for somebody in (dana, theo, stranger, lead)]
    assert found == [[work], [], [], []]


def test_standings_take_a_constant_number_of_queries(
    offer: Offer, dana: Person, theo: Person, reviews: SimulatedReviews
) -> None:
    waiting(offer, dana)
    with CaptureQueriesContext(connection) as one:
        outlines(standings(own_enrollments(dana)))
    waiting(offer, theo)
    with CaptureQueriesContext(connection) as two:
        assert len(outlines(standings(Enrollment.objects.all()))) == 2
    assert (len(one), len(two)) == (7, 7)
