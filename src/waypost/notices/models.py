"""What was mailed, so that a job that runs twice mails once."""

from django.db import models

from waypost.common.models import Record


class Letter(Record):
    """A mail that a mail server took. Its text is not kept: it may hold a link that opens an account."""

    #: names the occasion, such as `invitation:UID:1`
    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"
