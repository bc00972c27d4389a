"""The mail server of the demo: it takes letters and mails nobody, since the people of the demo have no mailboxes."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from waypost.demo.content_files import content


class Backend(BaseEmailBackend):
    """Knows one address less than there are, so that invitations can be seen with a letter that came back."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        unknown = content("people")["mistyped"]
        for message in messages:
            if unknown in message.to:
                raise SMTPRecipientsRefused({unknown: (550, b"5.1.1 No such mailbox")})
        return len(messages)
