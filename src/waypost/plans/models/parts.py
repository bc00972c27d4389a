"""What the parts of a plan share."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from waypost.common.models import Record

#: Twelve digits before the point and four after it: head counts, dollars and shares alike.
DIGITS, PLACES = 16, 4
#: Characters of a kind's value.
LONGEST_KIND = 40
PartT = TypeVar("PartT", bound=models.Model)


class StandingManager(models.Manager[PartT]):
    """Only what was not taken out."""

    def get_queryset(self) -> models.QuerySet[PartT]:
        return super().get_queryset().filter(taken_out_at=None)


class Part(Record):
    """A part of a plan that people edit: `version` counts saved edits, and what was taken out can come back (PL7)."""

    version = models.PositiveIntegerField(default=1)
    taken_out_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: "ClassVar[StandingManager[Self]]" = StandingManager()
    #: With the parts that were taken out.
    ever: "ClassVar[models.Manager[Self]]" = models.Manager()

    class Meta:
        abstract = True


def measured_number(**options: Any) -> "models.DecimalField[Any, Any]":
    """A number that is counted or measured; None where nobody has said."""
    return models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True, **options)
