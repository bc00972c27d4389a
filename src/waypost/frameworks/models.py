"""Frameworks of standards or competencies, kept from files so that plans can name their items (PL6)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.standards.competency_framework import LONGEST_SHORT

#: An outline of 64 hexadecimal digits, an identifier of a package or a code.
LONGEST_IDENTIFIER = LONGEST_SHORT


class Framework(Record):
    """A published list of standards. `identifier` names it in its files: a later one with the same updates it.

    `source` is an address that is kept as text: nothing is fetched from it. `imported_at` is when the last file came.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="frameworks")
    identifier = models.CharField(max_length=LONGEST_IDENTIFIER)
    title = models.CharField(max_length=LONGEST_SHORT)
    creator = models.CharField(max_length=LONGEST_SHORT, blank=True)
    edition = models.CharField(max_length=LONGEST_SHORT, blank=True)
    adoption_status = models.CharField(max_length=LONGEST_SHORT, blank=True)
    licence = models.CharField(max_length=LONGEST_SHORT, blank=True)
    source = models.CharField(max_length=LONGEST_SHORT, blank=True)
    language = models.CharField(max_length=LONGEST_SHORT, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "identifier"], name="framework_once_in_an_organization")
        ]

    def __str__(self) -> str:
        return self.title


class FrameworkItem(Record):
    """One standard, or a heading over standards. What a later file no longer holds is withdrawn, never deleted.

    `position` counts through the whole tree, each item after the one that it stands under; all that stands below an
    item has the positions up to `last_position`. `depth` is 0 at the top.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="items")
    identifier = models.CharField(max_length=LONGEST_IDENTIFIER)
    code = models.CharField(max_length=LONGEST_SHORT, blank=True)
    statement = models.TextField()
    short_statement = models.CharField(max_length=LONGEST_SHORT, blank=True)
    levels = models.CharField(max_length=LONGEST_SHORT, blank=True)
    kind = models.CharField(max_length=LONGEST_SHORT, blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField()
    last_position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["framework", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "identifier"], name="item_once_in_a_framework"),
        ]
        indexes = [
            models.Index(fields=["framework", "position"], name="items_in_tree_order"),
            models.Index(fields=["framework", "depth", "position"], name="items_by_depth"),
            models.Index(fields=["code"], name="items_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}".strip()

    @property
    def below_count(self) -> int:
        """How many items stand below it, at any depth."""
        return self.last_position - self.position


class FrameworkUpload(Record):
    """A file that was read and shown; `content` is dropped once it is applied. `title` names what a table holds."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    title = models.CharField(max_length=LONGEST_SHORT, blank=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    framework = models.ForeignKey(Framework, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
