"""The outbox: every letter that Waypost owes somebody, from the change that promised it until a mail server took it."""

from django.db import models

from waypost.common import clock
from waypost.common.models import Record


class Letter(Record):
    """One mail for one occasion. It waits while `due_at` is set; then it was sent, given up, or no longer wanted.

    Its text is never kept: it may hold a link that opens an account. `facts` is what the text is made of when it goes
    out; they are emptied once it is out.
    """

    #: names the occasion, such as `invitation:UID:1`
    key = models.CharField(max_length=120, unique=True)
    #: names the writer that makes the text (`writers.py`)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, default=clock.now, db_index=True)
    #: once it was tried, no try after this instant
    deadline_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    #: what the mail server answered last, empty unless it refused
    trouble = models.CharField(max_length=300, blank=True)
    #: the mail server knows no such mailbox, so another try would help only with another address
    is_address_refused = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["to"], name="letters_by_address")]

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"
