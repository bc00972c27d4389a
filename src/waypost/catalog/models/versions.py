"""A micro-credential and its versions; what a version says of itself, and the words it is found by (EA1)."""

from typing import ClassVar

from django.db import models

from waypost.catalog.models.content import Content
from waypost.catalog.rules import GLYPH_LABELS, VERSION_STATE_LABELS, Glyph, VersionState
from waypost.common.models import Record
from waypost.people.models import Organization, Person

VERSION_STATES = [(state.value, label) for state, label in VERSION_STATE_LABELS.items()]
GLYPHS = [(glyph.value, label) for glyph, label in GLYPH_LABELS.items()]


class MicroCredential(Record):
    """One competency that an organization recognizes. What it asks stands in its versions."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="micro_credentials")
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.slug


class MicroCredentialVersion(Content):
    """What a micro-credential asks, fixed once published; work keeps the version that it was started on."""

    micro_credential = models.ForeignKey(MicroCredential, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VERSION_STATES, default=VersionState.DRAFT.value)

    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    competency = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    context = models.TextField(blank=True)
    others_involved = models.TextField(blank=True)
    glyph = models.CharField(max_length=20, choices=GLYPHS, default=Glyph.CHECK.value)
    key_method_name = models.CharField(max_length=120, blank=True)
    key_method = models.TextField(blank=True)
    estimated_hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    minimum_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    privacy_note = models.TextField(blank=True)
    need = models.TextField(blank=True)
    authors = models.TextField(blank=True)
    try_out = models.TextField(blank=True)

    change_note = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["micro_credential", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["micro_credential", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["micro_credential"],
                condition=models.Q(state=VersionState.DRAFT.value),
                name="at_most_one_draft",
            ),
            models.UniqueConstraint(
                fields=["micro_credential"],
                condition=models.Q(state=VersionState.PUBLISHED.value),
                name="at_most_one_published_version",
            ),
            models.CheckConstraint(
                condition=models.Q(state=VersionState.DRAFT.value, published_at=None)
                | (~models.Q(state=VersionState.DRAFT.value) & models.Q(published_at__isnull=False)),
                name="only_a_draft_has_no_publication_date",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_weeks__lte=models.F("maximum_weeks")),
                name="weeks_in_order",
                violation_error_message="Let the fewest weeks be no more than the most weeks.",
            ),
        ]
        # A text search reads titles, summaries, competencies and tags with LIKE. A catalog holds hundreds of rows,
        # not millions; past that, add a trigram index on PostgreSQL.
        indexes = [models.Index(fields=["state", "title"], name="versions_by_state_and_title")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def takes_enrollments(self) -> bool:
        return self.state == VersionState.PUBLISHED

    @property
    def author_names(self) -> list[str]:
        """One name on each line of `authors`."""
        return self.authors.splitlines()


class Tag(Record):
    """A word by which the catalog can be narrowed."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="tags")
    text = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["text"]
        constraints = [models.UniqueConstraint(fields=["version", "text"], name="tag_once_in_a_version")]

    def __str__(self) -> str:
        return self.text
