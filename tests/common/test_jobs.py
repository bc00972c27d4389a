"""Background jobs stand or fall with the change that needs them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.models import Schedule
from time_machine import Traveller

from waypost.common import clock, jobs

pytestmark = pytest.mark.django_db
ran: list[str] = []


def ran_word(word: str) -> None:
    ran.append(word)


@pytest.fixture(autouse=True)
def noting_job() -> Iterator[None]:
    """A job that notes that it ran."""
    ran.clear()
    jobs.job("tests.note_word")(ran_word)
    yield
    del jobs._jobs["tests.note_word"]


def test_a_job_runs_with_its_arguments() -> None:
    jobs.enqueue("tests.note_word", word="hello")
    assert jobs.run_waiting() == 1
    assert ran == ["hello"]


def test_the_queue_knows_how_many_jobs_of_a_name_stand_in_it_taken_ones_too() -> None:
    jobs.job("tests.note_other")(ran_word)
    for name in ("tests.note_word", "tests.note_other", "tests.note_word"):
        jobs.enqueue(name, word="hello")
    get_broker().dequeue()
    assert (jobs.queued("tests.note_word"), jobs.queued("tests.note_other")) == (2, 1)
    del jobs._jobs["tests.note_other"]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_job() -> None:
    with transaction.atomic():
        jobs.enqueue("tests.note_word", word="hello")
        transaction.set_rollback(True)
    assert jobs.waiting() == 0


def test_a_delayed_job_waits_for_its_instant(frozen_clock: Traveller) -> None:
    jobs.enqueue("tests.note_word", word="later", run_at=clock.now() + timedelta(minutes=10))
    assert jobs.run_waiting() == 0
    frozen_clock.shift(timedelta(minutes=10))
    assert jobs.run_waiting() == 1
    assert ran == ["later"]


def test_the_job_of_a_killed_worker_comes_again_to_another(frozen_clock: Traveller) -> None:
    jobs.enqueue("tests.note_word", word="hello")
    frozen_clock.shift(timedelta(seconds=1))
    taken = get_broker().dequeue()
    assert len(taken) == 1
    assert not get_broker().dequeue()  # nobody else gets it as long as the first may still be at it
    frozen_clock.shift(timedelta(seconds=Conf.RETRY + 1))
    assert get_broker().dequeue() == taken
    get_broker().acknowledge(taken[0][0])
    assert jobs.waiting() == 0


def test_a_job_that_may_run_long_is_not_given_to_a_second_worker_meanwhile() -> None:
    assert Conf.TIMEOUT < Conf.RETRY


def test_a_name_that_nobody_registered_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match=r"tests\.unknown"):
        jobs.enqueue("tests.unknown")


def test_recurring_jobs_follow_what_is_registered() -> None:
    jobs.job("tests.note_often", every_minutes=5)(ran_word)
    jobs.schedule_recurring()
    assert recurring()["every:tests.note_often"] == 5
    del jobs._recurring["tests.note_often"], jobs._jobs["tests.note_often"]
    jobs.schedule_recurring()
    assert "every:tests.note_often" not in recurring()


def recurring() -> dict[str, int]:
    return dict(Schedule.objects.filter(name__startswith="every:").values_list("name", "minutes"))
