"""A job is tried a few times, then nobody tries it again by itself: a recurring job must find what it left."""

import pytest
from django_q.models import OrmQ
from time_machine import Traveller

from tests.conftest import FROZEN
from tests.credentials.builders import Earned, build_earned, build_review
from tests.insight.builders import Running, build_running
from tests.insight.test_measures import indicator_fed_by, kept, plan_of
from waypost.assessment.models import Review
from waypost.common import jobs
from waypost.common.limits import UNDO_WINDOW
from waypost.credentials.queries.awards import award_for

#: Each job that a change writes, and the recurring one that makes up for it. Tests: beside the package of the job,
#: or below.
NETS = {
    "assessment.conclude_review": "assessment.conclude_reviews",
    "credentials.issue_award": "credentials.issue_missing_awards",
    "credentials.renew_credential": "credentials.renew_outdated_credentials",
    "credentials.sign_list": "credentials.sign_due_lists",
    "improvement.see_first_value": "improvement.see_first_values",
    "insight.measure_plan": "insight.measure_every_plan",
    "insight.measure_plan_daily": "insight.measure_every_plan",
}


@pytest.fixture
def running(db: None) -> Running:
    return build_running()


@pytest.fixture
def earned(db: None) -> Earned:
    return build_earned()


def lose_every_job() -> None:
    """As after the last try."""
    OrmQ.objects.all().delete()


def test_every_job_recurs_or_has_a_net() -> None:
    assert set(jobs._jobs) - set(jobs._recurring) == set(NETS)
    assert set(NETS.values()) - set(jobs._recurring) == set()


def test_a_decision_whose_job_was_lost_is_concluded_and_its_award_issued(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo)
    Review.objects.filter(pk=review.pk).update(concluded_at=None, decided_at=FROZEN - UNDO_WINDOW)
    lose_every_job()
    jobs.run(NETS["assessment.conclude_review"])
    jobs.run_waiting()
    review.refresh_from_db()
    assert (review.concluded_at, award_for(review.submission) is None) == (FROZEN, False)


def test_an_award_whose_job_was_lost_is_issued(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo)
    lose_every_job()
    jobs.run(NETS["credentials.issue_award"])
    jobs.run_waiting()
    assert award_for(review.submission) is not None


def test_a_plan_whose_measuring_was_lost_is_measured_the_next_day(running: Running, frozen_clock: Traveller) -> None:
    indicator = indicator_fed_by(plan_of(running), "insight.educators_enrolled")
    lose_every_job()
    before = len(kept(indicator))
    frozen_clock.shift(86_400)
    jobs.run(NETS["insight.measure_plan"])
    jobs.run_waiting()
    assert len(kept(indicator)) == before + 1
