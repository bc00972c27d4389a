"""An organization's own set of phases (FR1)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Organization
from waypost.programs.rules.phase_sets import LONGEST_NAME, SetWords, phases_of


class PhaseSet(Record):
    """Names, order, outcomes and questions; `phases` is the JSON form of `rules.phase_sets`.

    A program keeps the words that it started on; a later change here touches none of them.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="phase_sets")
    name = models.CharField(max_length=LONGEST_NAME)
    phases = models.JSONField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="phase_set_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> SetWords:
        """The set as the rules read it."""
        return SetWords(self.name, phases_of(self.phases))
