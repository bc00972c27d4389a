"""Nothing that was posted is lost, and nothing is mailed twice."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from time_machine import Traveller

from tests.builders import BUILDER
from tests.notices.mail_servers import MailServer, down, refusing, takes_all
from waypost.common import jobs
from waypost.common.events import announce
from waypost.common.models import AuditEntry
from waypost.notices import writers
from waypost.notices.actions.outbox import SEND, Post, post_letters, send_again, send_letters
from waypost.notices.models import Letter
from waypost.notices.writers import Facts, Text, Writer
from waypost.people.events import AccountChanged

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def post(*names: str, kind: str = "tests.word") -> None:
    facts = {name: {"to": f"{name}@example.org", "word": f"Hello {name}"} for name in names}
    post_letters(kind=kind, posts=[Post(f"test:{name}", f"{name}@example.org", facts[name]) for name in names])


def mailed_to() -> list[str]:
    return [message.to[0].partition("@")[0] for message in mail.outbox]


def pass_minutes(clock: Traveller, minutes: int) -> Iterator[int]:
    """The recurring job runs every minute."""
    for minute in range(minutes):
        clock.shift(MINUTE)
        jobs.run(SEND)
        yield minute


def test_a_letter_goes_out_by_a_job_at_once() -> None:
    post("dana")
    assert mail.outbox == []
    jobs.run_waiting()
    assert [(message.to, message.subject, message.body) for message in mail.outbox] == [
        (["dana@example.org"], "A word", "Hello dana")
    ]


def test_one_occasion_is_mailed_once_however_often_it_is_posted_or_sent() -> None:
    for _ in range(3):
        post("dana")
        jobs.run_waiting()
    assert (mailed_to(), Letter.objects.count()) == (["dana"], 1)
    assert AuditEntry.objects.filter(verb="send letter").count() == 1


def test_what_a_letter_was_made_of_is_emptied_once_it_is_out() -> None:
    post("dana")
    jobs.run_waiting()
    letter = Letter.objects.get()
    assert (letter.facts, letter.due_at, letter.subject) == ({}, None, "A word")


def test_a_mail_server_that_is_down_for_two_days_loses_nothing(
    mail_server: MailServer, frozen_clock: Traveller
) -> None:
    mail_server.answer = down
    post("dana", "theo", "stan")
    jobs.run_waiting()
    assert len(list(pass_minutes(frozen_clock, 48 * 60))) == 48 * 60
    assert mail.outbox == []
    assert mail_server.tries < 48 * 60 / 5 + 10
    mail_server.answer = takes_all
    assert len(list(pass_minutes(frozen_clock, 61))) == 61
    assert sorted(mailed_to()) == ["dana", "stan", "theo"]


def test_while_no_server_answers_one_letter_tries_for_all(mail_server: MailServer) -> None:
    mail_server.answer = down
    post(*(f"educator-{number}" for number in range(50)))
    send_letters()
    post("one-more")
    send_letters()
    assert mail_server.tries == 1


def test_an_operator_who_mended_the_server_waits_for_nothing(mail_server: MailServer) -> None:
    mail_server.answer = down
    post("dana")
    send_letters()
    mail_server.answer = takes_all
    post("theo")
    send_again(by=BUILDER)
    jobs.run_waiting()
    assert mailed_to() == ["theo"]


def test_sending_goes_on_in_one_job_however_many_stand_in_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waypost.notices.actions.outbox.TURN", timedelta(seconds=-1))
    post(*(f"educator-{number}" for number in range(8)))
    jobs.enqueue(SEND)
    jobs.enqueue(SEND)
    assert jobs.run_waiting() == 9  # eight turns of one letter each, and one that finds nothing
    assert len(mailed_to()) == 8


def test_a_letter_that_is_out_is_not_mailed_again_where_others_can_not_be_told(frozen_clock: Traveller) -> None:
    def stumble(_facts: Facts) -> None:
        raise RuntimeError("no such invitation")

    writers.register("tests.untold", Writer(writers.writer_of("tests.word").write, note_sent=stumble))
    post("dana", kind="tests.untold")
    send_letters()
    assert len(list(pass_minutes(frozen_clock, 10))) == 10
    assert mailed_to() == ["dana"]
    assert Letter.objects.get().sent_at is not None


def test_a_writer_that_can_not_reach_a_file_says_nothing_of_the_mail_server() -> None:
    def stumble(_facts: Facts) -> Text:
        raise FileNotFoundError("no such file")

    writers.register("tests.broken", Writer(stumble))
    post("dana", kind="tests.broken")
    post("theo")
    send_letters()
    assert mailed_to() == ["theo"]


def test_the_words_of_a_letter_that_was_given_up_are_gone_and_never_mailed(
    mail_server: MailServer, frozen_clock: Traveller
) -> None:
    mail_server.answer = refusing("maya@example.org", 550, "5.1.1 No such user")
    announce(AccountChanged("maya@example.org", "Your password was changed", "Words of that minute"))
    jobs.run_waiting()
    assert Letter.objects.get().facts == {}
    mail_server.answer = takes_all
    send_again(by=BUILDER)
    jobs.run_waiting()
    assert (mail.outbox, Letter.objects.get().due_at) == ([], None)


def test_old_news_of_an_account_are_dropped(frozen_clock: Traveller) -> None:
    announce(AccountChanged("maya@example.org", "Your password was changed", "Words of that minute"))
    frozen_clock.shift(timedelta(days=5, minutes=1))
    send_letters()
    assert (mail.outbox, Letter.objects.get().facts) == ([], {})


def test_tries_of_a_letter_come_after_growing_pauses(mail_server: MailServer, frozen_clock: Traveller) -> None:
    mail_server.answer = refusing("dana@example.org", 450, "4.2.0 Greylisted")
    post("dana")
    jobs.run_waiting()
    tries = [mail_server.tries for _ in pass_minutes(frozen_clock, 80)]
    assert [minute + 1 for minute in range(1, 80) if tries[minute] > tries[minute - 1]] == [5, 15, 35, 75]


def test_a_refused_letter_holds_up_no_other(mail_server: MailServer) -> None:
    mail_server.answer = refusing("dana@example.org", 450, "4.2.0 Greylisted")
    post("dana", "theo")
    jobs.run_waiting()
    assert mailed_to() == ["theo"]


def test_a_letter_that_can_not_be_written_holds_up_no_other_and_is_tried_again(frozen_clock: Traveller) -> None:
    def stumble(_facts: Facts) -> Text:
        raise RuntimeError("no ink")

    writers.register("tests.broken", Writer(stumble))
    post("dana", kind="tests.broken")
    post("theo")
    send_letters()
    assert mailed_to() == ["theo"]
    assert Letter.objects.get(sent_at=None).trouble == "Not written: RuntimeError: no ink"
    writers.register("tests.broken", writers.writer_of("tests.word"))
    assert len(list(pass_minutes(frozen_clock, 5))) == 5
    assert mailed_to() == ["theo", "dana"]


def test_an_address_that_nobody_has_is_given_up_at_once(mail_server: MailServer, frozen_clock: Traveller) -> None:
    mail_server.answer = refusing("dana@example.org", 550, "5.1.1 No such user")
    post("dana")
    jobs.run_waiting()
    frozen_clock.shift(timedelta(days=1))
    send_letters()
    letter = Letter.objects.get()
    assert (mail_server.tries, letter.due_at, letter.is_address_refused) == (1, None, True)
    assert AuditEntry.objects.get(verb="give letter up").after == {"key": "test:dana", "said": letter.trouble}


def test_after_five_days_a_letter_is_given_up_until_an_operator_sends_it_again(
    mail_server: MailServer, frozen_clock: Traveller
) -> None:
    mail_server.answer = down
    post("dana")
    jobs.run_waiting()
    frozen_clock.shift(timedelta(days=5, minutes=1))
    tried = mail_server.tries
    send_letters()
    assert (mail_server.tries, Letter.objects.get().due_at) == (tried, None)
    mail_server.answer = takes_all
    assert send_again(by=BUILDER) == 1
    jobs.run_waiting()
    assert mailed_to() == ["dana"]
    assert send_again(by=BUILDER) == 0


def test_a_letter_that_no_worker_saw_for_weeks_is_still_tried(frozen_clock: Traveller) -> None:
    post("dana")
    frozen_clock.shift(timedelta(days=30))
    send_letters()
    assert mailed_to() == ["dana"]


def test_a_letter_that_is_no_longer_wanted_is_dropped_with_a_reason() -> None:
    writers.register("tests.unwanted", Writer(lambda _facts: None))
    post("dana", kind="tests.unwanted")
    send_letters()
    letter = Letter.objects.get()
    assert (mail.outbox, letter.due_at, letter.sent_at, letter.facts) == ([], None, None, {})
    assert AuditEntry.objects.get(verb="drop letter").why == "It is no longer wanted."


def test_a_kind_that_nobody_writes_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match=r"tests\.unknown"):
        post("dana", kind="tests.unknown")


@pytest.mark.django_db(transaction=True)
def test_workers_that_send_at_once_mail_each_letter_once(frozen_clock: Traveller) -> None:
    names = [f"educator-{number}" for number in range(12)]
    post(*names)

    def work() -> None:
        send_letters()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(mailed_to()) == sorted(names)
    assert Letter.objects.filter(sent_at=None).count() == 0
