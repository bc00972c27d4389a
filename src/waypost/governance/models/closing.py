"""What a committee sets aside with a reason, and can take up again."""

from django.db import models

from waypost.common.models import Record


class Closable(Record):
    """A meeting that is canceled, a question withdrawn, an action dropped, a committee ended: each stays readable.

    `closed_at` is the instant at which it was, `closed_why` the reason.
    """

    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        abstract = True
