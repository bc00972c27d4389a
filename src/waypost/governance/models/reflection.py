"""What the parts of a reflection share."""

from typing import Any

from django.db import models

from waypost.people.models import Organization, Person
from waypost.plans.models.parts import Part

LONGEST_NAME, LONGEST_TITLE, LONGEST_KIND = 200, 300, 40


class Reflection(Part):
    """A part of what an organization looks back on; edited by version, and taken out so that it can come back."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def somebody() -> "models.ForeignKey[Any, Any]":
    """A person with an account; a name beside it stands where they have none."""
    return models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
