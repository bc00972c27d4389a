"""What a plan brings about, and what it is aligned with (PL3, PL4, PL6)."""

from django.db import models

from waypost.common.models import Record
from waypost.library.models import Citation
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.plans.models.plans import Plan
from waypost.plans.rules.kinds import EvidenceTier, choices


class Objective(Part):
    """One thing that the plan brings about. `policy_change` is None where nobody has said."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    number = models.PositiveIntegerField()
    text = models.TextField()
    strategy_type = models.TextField(blank=True)
    source = models.TextField(blank=True)
    evidence_base = models.TextField(blank=True)
    evidence_tier = models.CharField(max_length=LONGEST_KIND, choices=choices(EvidenceTier), blank=True)
    policy_change = models.BooleanField(null=True, blank=True)
    policy_change_note = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="objective_number_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ObjectiveCitation(Citation):
    """Research from the library that the strategy of an objective rests on (ST7)."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["objective", "pk"]
        constraints = [models.UniqueConstraint(fields=["objective", "item"], name="item_cited_once_on_an_objective")]


class ObjectiveProduct(Record):
    """A product or outcome that comes out of an objective (PL3)."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="products")
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["objective", "position"]
        constraints = [models.UniqueConstraint(fields=["objective", "position"], name="product_has_its_own_place")]

    def __str__(self) -> str:
        return self.text


class AlignmentRow(Part):
    """Where an objective meets a priority, a standard and a funding source (PL6).

    `objective_text` keeps the words of a file that named no objective of the plan.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="alignment_rows")
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, null=True, blank=True, related_name="alignment_rows"
    )
    objective_text = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    state_priority = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    other_columns = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="alignment_row_has_its_own_place")]

    def __str__(self) -> str:
        said = self.state_priority or self.standard or self.funding
        return said or next((one.code or one.statement for one in self.standards.all()), "") or self._about

    @property
    def _about(self) -> str:
        return f"Objective {self.objective.number}" if self.objective else self.objective_text or "The whole plan"
