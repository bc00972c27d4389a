"""Sending mail: once for each occasion."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from waypost.common import audit
from waypost.common.actors import System
from waypost.notices.models import Letter


def send_letter(*, key: str, to: str, template: str, context: dict[str, object]) -> bool:
    """Mail `template` (`…_subject.txt`, `….txt` and `….html`) to `to`, unless a letter with this `key` is out.

    Returns whether it was mailed now. Call it from a job, outside a transaction: a mail server may take long, and no
    lock may wait for it. A process that is killed right after the mail server took the mail sends it once more.
    """
    if Letter.objects.filter(key=key).exists():
        return False
    subject = render_to_string(f"{template}_subject.txt", context).strip()
    letter = EmailMultiAlternatives(
        subject, render_to_string(f"{template}.txt", context), settings.DEFAULT_FROM_EMAIL, [to]
    )
    letter.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    letter.send()
    _note(key, to, subject)
    return True


@transaction.atomic
def _note(key: str, to: str, subject: str) -> None:
    letter, is_new = Letter.objects.get_or_create(key=key, defaults={"to": to, "subject": subject[:200]})
    if is_new:
        audit.record(by=System("mail"), verb="send letter", on=letter, after={"key": key, "to": to})
