"""Secret addresses at which calendars read a plan's dates, or those that a person leads (PL11)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.plans import Plan


class CalendarAddress(Record):
    """Opens one calendar without signing in until it is revoked. Only a hash of its secret part is kept.

    Without a `plan` it holds what its owner leads. It shows no more than its owner may see on that day.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["owner", "created_at"], name="calendars_by_owner")]
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"Calendar of {self.plan or self.owner}"
