"""What an operator types."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from time_machine import Traveller

from tests.notices.mail_servers import MailServer, refusing, takes_all
from waypost.common import jobs
from waypost.notices.actions.outbox import Post, post_letters

pytestmark = pytest.mark.django_db
UNKNOWN = "dana@example.org"


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("letters", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_an_operator_sees_what_waits_and_what_came_back_and_sends_it_again(
    mail_server: MailServer, frozen_clock: Traveller
) -> None:
    mail_server.answer = refusing(UNKNOWN, 550, "5.1.1 No such user")
    for to in (UNKNOWN, "theo@example.org"):
        post_letters(kind="tests.word", posts=[Post(f"test:{to}", to, {"to": to, "word": "Hello"})])
    assert run()[0] == "Waiting: 2"
    jobs.run_waiting()
    assert run() == [
        "Waiting: 0",
        "Could not be delivered: 1",
        f"  2027-01-14 15:00 UTC test:{UNKNOWN} to {UNKNOWN}: 550 5.1.1 No such user",
    ]
    mail_server.answer = takes_all
    assert run("--send-again") == ["Back in line: 1"]
    jobs.run_waiting()
    assert [message.to for message in mail.outbox] == [["theo@example.org"], [UNKNOWN]]
