"""Where the talent system is and where it should be, element by element (FR2)."""

from decimal import Decimal

from django.db import models

from waypost.catalog.models import MicroCredential
from waypost.common.models import Record
from waypost.governance.models.reflection import LONGEST_KIND, LONGEST_NAME, LONGEST_TITLE, Reflection
from waypost.governance.rules.gaps import HIGH_WORDS, LOW_WORDS, GapPriority, gap, is_large
from waypost.people.models import Organization
from waypost.plans.models import Objective
from waypost.plans.rules.kinds import choices


class GapScale(Record):
    """What 1 and 4 mean in an organization's analysis; the default words stand where it has no row."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="+")
    low = models.CharField(max_length=LONGEST_TITLE, default=LOW_WORDS)
    high = models.CharField(max_length=LONGEST_TITLE, default=HIGH_WORDS)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"1: {self.low}; 4: {self.high}"


def _on_the_scale() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)


class TalentElement(Reflection):
    """One element of the talent system: now and wanted from 1 to 4, the data behind it, and what it leads to."""

    position = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    now = _on_the_scale()
    wanted = _on_the_scale()
    now_words = models.TextField(blank=True)
    wanted_words = models.TextField(blank=True)
    measure_key = models.CharField(max_length=LONGEST_NAME, blank=True)
    document_url = models.URLField(max_length=500, blank=True)
    is_survey_later = models.BooleanField(default=False)
    data_words = models.TextField(blank=True)
    priority = models.CharField(max_length=LONGEST_KIND, choices=choices(GapPriority), blank=True)
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    micro_credential = models.ForeignKey(
        MicroCredential, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["organization", "position", "pk"]
        indexes = [models.Index(fields=["organization", "position"], name="elements_of_organization")]

    def __str__(self) -> str:
        return self.name

    @property
    def gap(self) -> Decimal | None:
        return gap(self.now, self.wanted)

    @property
    def leads_somewhere(self) -> bool:
        return bool(self.objective_id or self.micro_credential_id)

    @property
    def needs_a_way(self) -> bool:
        """A large gap without a next step yet."""
        return is_large(self.gap) and not self.leads_somewhere

    @property
    def has_data(self) -> bool:
        return bool(self.measure_key or self.document_url or self.is_survey_later or self.data_words)
