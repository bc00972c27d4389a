"""A mail server that tests can break: it counts every try and answers as it is told."""

import smtplib
from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends import locmem

Answer = Callable[[str], OSError | None]


def down(_to: str) -> OSError:
    """Nobody answers."""
    return ConnectionRefusedError("nobody answers")


def takes_all(_to: str) -> None:
    """As it should be."""


def refusing(address: str, code: int, said: str) -> Answer:
    """Takes mail for everybody but `address`."""

    def answer(to: str) -> OSError | None:
        return smtplib.SMTPRecipientsRefused({to: (code, said.encode())}) if to == address else None

    return answer


class MailServer:
    """What stands behind `Backend`."""

    def __init__(self) -> None:
        self.answer: Answer = takes_all
        self.tries = 0


server = MailServer()


class Backend(locmem.EmailBackend):
    """Django's own for tests, behind that server."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            server.tries += 1
            if (error := server.answer(message.to[0])) is not None:
                raise error
        return super().send_messages(messages)
