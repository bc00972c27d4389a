"""A micro-credential, its versions, and every piece of a version's anatomy and rubric (EA1); stacks (EA7)."""

from typing import ClassVar, Self

from django.db import models

from waypost.catalog.rules import (
    EVIDENCE_KIND_LABELS,
    GLYPH_LABELS,
    LEVEL_LABELS,
    PART_KIND_LABELS,
    VERSION_STATE_LABELS,
    EvidenceKind,
    Glyph,
    Level,
    PartKind,
    VersionState,
)
from waypost.common.models import Record
from waypost.people.models import Organization, Person

VERSION_STATES = [(state.value, label) for state, label in VERSION_STATE_LABELS.items()]
GLYPHS = [(glyph.value, label) for glyph, label in GLYPH_LABELS.items()]
BOOKKEEPING = {"id", "uid", "created_at", "revision", "number", "state", "change_note", "published_at", "retired_at"}


class Content(Record):
    """A stored object that an editor writes; `revision` guards against two people editing at once."""

    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def content(self) -> dict[str, object]:
        """What the editor gave, by the name of the field: no links to other objects and no bookkeeping."""
        fields = [field for field in self._meta.concrete_fields if not field.is_relation]
        return {field.name: getattr(self, field.name) for field in fields if field.name not in BOOKKEEPING}


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


class Piece(Content):
    """Something that stands in order inside a version, or inside a part of one."""

    position = models.PositiveSmallIntegerField()

    parent_field: ClassVar[str] = "version"

    objects = models.Manager["Self"]()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "pk"]

    @property
    def noun(self) -> str:
        """What editors call it, such as "evidence item"."""
        return str(self._meta.verbose_name)

    @property
    def in_version(self) -> MicroCredentialVersion:
        """The version in which it stands."""
        parent = getattr(self, self.parent_field)
        return parent if isinstance(parent, MicroCredentialVersion) else parent.version

    def siblings(self) -> "models.QuerySet[Self]":
        """Itself and what stands in order beside it."""
        return type(self).objects.filter(**{self.parent_field: getattr(self, self.parent_field)})


class MethodComponent(Piece):
    """One step of the key method."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="components")
    name = models.CharField(max_length=120)
    text = models.TextField()

    def __str__(self) -> str:
        return self.name


class ResearchSource(Piece):
    """A source that can be cited, and what it found."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="research_sources")
    authors = models.TextField(help_text="One name on each line, family name first.")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    published_in = models.CharField(max_length=300, blank=True)
    doi = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    finding = models.TextField()

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    @property
    def author_names(self) -> list[str]:
        return self.authors.splitlines()

    @property
    def address(self) -> str:
        """Where the source can be read; its DOI first, since that outlives a move."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Resource(Piece):
    """Something that helps while learning, and how to use it."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="resources")
    name = models.CharField(max_length=200)
    use = models.TextField()
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class TimeStep(Piece):
    """A share of the estimated hours."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="time_steps")
    what = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=5, decimal_places=1)

    def __str__(self) -> str:
        return self.what


class Alignment(Piece):
    """A statement of a framework or standard that this competency serves."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="alignments")
    framework = models.CharField(max_length=200)
    code = models.CharField(max_length=120)
    statement = models.TextField()
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.framework}: {self.code}"


class Tag(Record):
    """A word by which the catalog can be narrowed."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="tags")
    text = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["text"]
        constraints = [models.UniqueConstraint(fields=["version", "text"], name="tag_once_in_a_version")]

    def __str__(self) -> str:
        return self.text


class SubmissionPart(Piece):
    """A part of what an educator sends: prompts to write on, or evidence items to add."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12, choices=[(kind.value, label) for kind, label in PART_KIND_LABELS.items()])
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def asks_for_evidence(self) -> bool:
        return self.kind == PartKind.EVIDENCE


class Prompt(Piece):
    """A question to answer in writing, between two word counts (both inclusive)."""

    part = models.ForeignKey(SubmissionPart, on_delete=models.CASCADE, related_name="prompts")
    title = models.CharField(max_length=120)
    text = models.TextField()
    hint = models.TextField(blank=True)
    minimum_words = models.PositiveIntegerField()
    maximum_words = models.PositiveIntegerField()

    parent_field = "part"

    class Meta(Piece.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum_words__lte=models.F("maximum_words")),
                name="words_in_order",
                violation_error_message="Let the fewest words be no more than the most words.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceItem(Piece):
    """Something from practice to add: files or links, between two numbers (both inclusive)."""

    part = models.ForeignKey(SubmissionPart, on_delete=models.CASCADE, related_name="evidence_items")
    title = models.CharField(max_length=120)
    text = models.TextField()
    hint = models.TextField(blank=True)
    what_to_include = models.TextField(blank=True, help_text="One thing on each line.")
    accepted_kinds = models.JSONField(default=list)
    number_required = models.PositiveSmallIntegerField(default=1)
    number_allowed = models.PositiveSmallIntegerField(default=3)
    privacy_note = models.TextField(blank=True)

    parent_field = "part"

    class Meta(Piece.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number_required__lte=models.F("number_allowed")),
                name="evidence_numbers_in_order",
                violation_error_message="Let the number required be no more than the number allowed.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def things_to_include(self) -> list[str]:
        """One thing on each line of `what_to_include`."""
        return self.what_to_include.splitlines()

    @property
    def accepted_labels(self) -> list[str]:
        """The accepted kinds as words."""
        return [EVIDENCE_KIND_LABELS[EvidenceKind(kind)].lower() for kind in self.accepted_kinds]


class Criterion(Piece):
    """What assessors look for in one part and, where named, in one prompt or evidence item of it."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="criteria")
    part = models.ForeignKey(SubmissionPart, on_delete=models.CASCADE, related_name="criteria")
    prompt = models.ForeignKey(Prompt, on_delete=models.SET_NULL, null=True, blank=True, related_name="criteria")
    evidence_item = models.ForeignKey(
        EvidenceItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="criteria"
    )
    title = models.CharField(max_length=120)
    summary = models.TextField()

    class Meta(Piece.Meta):
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(prompt=None) | models.Q(evidence_item=None), name="criterion_looks_at_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def looks_at(self) -> "Prompt | EvidenceItem | SubmissionPart":
        """The narrowest thing that assessors read for it."""
        return self.prompt or self.evidence_item or self.part

    @property
    def in_order_of_levels(self) -> "list[LevelDescriptor]":
        """What each level looks like, the strongest first."""
        order = list(Level)
        return sorted(self.descriptors.all(), key=lambda descriptor: order.index(Level(descriptor.level)))


class LevelDescriptor(Record):
    """What an assessor can observe when a criterion is at one level."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="descriptors")
    level = models.CharField(max_length=12, choices=[(level.value, label) for level, label in LEVEL_LABELS.items()])
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criterion", "level"], name="one_descriptor_for_each_level")]

    def __str__(self) -> str:
        return f"{self.criterion}: {LEVEL_LABELS[Level(self.level)]}"


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
