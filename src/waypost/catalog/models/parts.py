"""What an educator sends: parts with prompts to write on and evidence items to add (EA1)."""

from django.db import models

from waypost.catalog.models.pieces import Piece
from waypost.catalog.models.versions import MicroCredentialVersion
from waypost.catalog.rules import EVIDENCE_KIND_LABELS, PART_KIND_LABELS, EvidenceKind, PartKind


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
