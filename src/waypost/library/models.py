"""The library: studies and cases in a few words, and memos of organizations about their own work (ST7)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.library.rules import (
    AUDIENCE_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    LONGEST_TAG,
    LONGEST_TITLE,
    STRENGTH_LABELS,
    STRENGTH_MEANINGS,
    Audience,
    Kind,
    Strength,
    reference,
)
from waypost.people.models import Organization

#: Characters of a choice's value.
LONGEST_CHOICE = 20


class LibraryItem(Record):
    """A study, a case or a memo. Those that come with Waypost have a `shipped_key` and no organization.

    `claim` is what it found in one sentence, `not_found` what it could not show. `checked` says how its figures were
    checked, and stands on no page. A memo has motivations, processes and outcomes, a study the other texts.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="library_items"
    )
    shipped_key = models.CharField(max_length=80, blank=True)
    kind = models.CharField(
        max_length=LONGEST_CHOICE, choices=[(key.value, label) for key, label in KIND_LABELS.items()]
    )
    found = models.CharField(
        max_length=LONGEST_CHOICE, choices=[(key.value, label) for key, label in FINDING_LABELS.items()]
    )
    strength = models.CharField(
        max_length=LONGEST_CHOICE, choices=[(key.value, label) for key, label in STRENGTH_LABELS.items()]
    )
    audience = models.CharField(
        max_length=LONGEST_CHOICE, choices=[(key.value, label) for key, label in AUDIENCE_LABELS.items()]
    )
    title = models.CharField(max_length=LONGEST_TITLE)
    authors = models.CharField(max_length=LONGEST_TITLE, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=LONGEST_TITLE, blank=True)
    link = models.URLField(max_length=LONGEST_TITLE, blank=True)
    claim = models.TextField()
    population = models.TextField(blank=True)
    size = models.TextField(blank=True)
    figures = models.TextField(blank=True)
    not_found = models.TextField(blank=True)
    motivations = models.TextField(blank=True)
    processes = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    checked = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    taken_out_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipped_key"], condition=~Q(shipped_key=""), name="study_that_comes_with_waypost_once"
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(shipped_key=""), name="library_item_belongs_somewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["taken_out_at", "audience", "title"], name="library_by_title"),
            models.Index(fields=["organization", "audience"], name="library_by_organization"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_memo(self) -> bool:
        return self.kind == Kind.MEMO

    @property
    def is_draft(self) -> bool:
        return self.audience == Audience.DRAFT

    @property
    def strength_meaning(self) -> str:
        """What the word for its strength stands for, in one sentence."""
        return STRENGTH_MEANINGS[Strength(self.strength)]

    @property
    def reference(self) -> str:
        """Authors, year, title and venue in one line."""
        return reference(authors=self.authors, year=self.year, title=self.title, venue=self.venue)

    @property
    def short_reference(self) -> str:
        """ "Kraft, M. A., Blazar, D., and Hogan, D., 2018"; the title where nobody is named."""
        return ", ".join(str(part) for part in (self.authors, self.year) if part) or self.title


class ItemTag(Record):
    """A word under which an item is found."""

    item = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="tags")
    word = models.CharField(max_length=LONGEST_TAG)

    class Meta:
        ordering = ["item", "word"]
        constraints = [models.UniqueConstraint(fields=["item", "word"], name="tag_once_on_an_item")]
        indexes = [models.Index(fields=["word"], name="library_by_tag")]

    def __str__(self) -> str:
        return self.word


class Citation(Record):
    """An item that something cites, and why. Each upper package adds the key to what cites, and registers in `uses`."""

    item = models.ForeignKey(LibraryItem, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.said(self.item, self.note)

    @staticmethod
    def said(item: LibraryItem, note: str) -> str:
        """What is cited, and why where somebody said so."""
        return f"{item}: {note}" if note else str(item)
