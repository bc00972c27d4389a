"""How an organization adapts the template of its plans (PL11)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Organization


class PlanWording(Record):
    """What an organization calls parts of the plan template, and which sections it shows (`rules.template_words`).

    A key that is not there is said by an organization above it, or by the template.
    """

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="plan_wording")
    words = models.JSONField(default=dict, blank=True)
    sections = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Words of {self.organization}"
