"""Pauses, and what a mail server's refusal means."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest

from waypost.notices.rules.letters import Trouble, pause_after, trouble_of


def refused(code: int, said: str) -> Trouble:
    return trouble_of(SMTPRecipientsRefused({"dana@example.org": (code, said.encode())}))


def test_pauses_grow_to_an_hour() -> None:
    minutes = [pause_after(tries) // timedelta(minutes=1) for tries in (1, 2, 3, 4, 5, 6, 100)]
    assert minutes == [5, 10, 20, 40, 60, 60, 60]


@pytest.mark.parametrize("said", ["5.1.1 No such user", "5.1.2 No such host", "5.1.10 Takes no mail"])
def test_an_address_that_nobody_has_is_final(said: str) -> None:
    assert refused(550, said) == Trouble(f"550 {said}", of_address=True, is_final=True)


def test_an_address_that_is_refused_without_a_reason_is_tried_again() -> None:
    assert refused(550, "mailbox unavailable") == Trouble("550 mailbox unavailable", of_address=True)


@pytest.mark.parametrize(("code", "said"), [(450, "4.2.0 Greylisted"), (550, "5.7.1 Relaying not allowed")])
def test_a_policy_or_a_pause_says_nothing_of_the_address(code: int, said: str) -> None:
    assert refused(code, said) == Trouble(f"{code} {said}")


def test_content_that_is_refused_concerns_this_letter_alone() -> None:
    assert trouble_of(SMTPDataError(554, b"5.6.0 Too long")) == Trouble("554 5.6.0 Too long")


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected(), SMTPSenderRefused(530, b"sign in", "us")],
)
def test_a_server_that_takes_nothing_concerns_every_letter(error: OSError) -> None:
    assert trouble_of(error).of_server
