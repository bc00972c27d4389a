"""Micro-credentials that belong together (EA7)."""

from typing import ClassVar

from django.db import models

from waypost.catalog.models.content import Content
from waypost.catalog.models.versions import MicroCredential
from waypost.common.models import Record
from waypost.people.models import Organization


class Stack(Content):
    """Micro-credentials that belong together; earning `required` of them earns the stack (EA7)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="stacks")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    summary = models.TextField()
    outcome = models.TextField()
    required = models.PositiveSmallIntegerField()
    is_ordered = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class StackMembership(Record):
    """A micro-credential's place in a stack."""

    stack = models.ForeignKey(Stack, on_delete=models.CASCADE, related_name="memberships")
    micro_credential = models.ForeignKey(MicroCredential, on_delete=models.PROTECT, related_name="stack_memberships")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stack", "micro_credential"], name="micro_credential_once_in_a_stack")
        ]

    def __str__(self) -> str:
        return f"{self.micro_credential} in {self.stack}"
