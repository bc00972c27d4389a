"""What assessors look for, and what each level looks like (EA1)."""

from django.db import models

from waypost.catalog.models.parts import EvidenceItem, Prompt, SubmissionPart
from waypost.catalog.models.pieces import Piece
from waypost.catalog.models.versions import MicroCredentialVersion
from waypost.catalog.rules import LEVEL_LABELS, Level
from waypost.common.models import Record


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
