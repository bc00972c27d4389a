"""Standards of frameworks that a row of the alignment matrix names (PL6)."""

from django.db import models

from waypost.common.models import Record
from waypost.frameworks.models import FrameworkItem
from waypost.plans.models.objectives import AlignmentRow


class AlignedStandard(Record):
    """A standard that a row names, in the words that it had then: a plan reads the same when the framework changes."""

    alignment_row = models.ForeignKey(AlignmentRow, on_delete=models.CASCADE, related_name="standards")
    position = models.PositiveIntegerField()
    item = models.ForeignKey(
        FrameworkItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="aligned_standards"
    )
    code = models.TextField(blank=True)
    statement = models.TextField()
    framework_title = models.TextField()

    class Meta:
        ordering = ["alignment_row", "position"]
        constraints = [
            models.UniqueConstraint(fields=["alignment_row", "position"], name="standard_has_its_own_place"),
            models.UniqueConstraint(fields=["alignment_row", "item"], name="standard_named_once_in_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}".strip()
