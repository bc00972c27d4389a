"""Plans as they were adopted, and the files that they came from (PL7, PL11)."""

from django.db import models

from waypost.common import clock
from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.plans.models.plans import Plan


class Baseline(Record):
    """The plan as it was adopted. Frozen: `snapshot` is the JSON form of `queries.snapshots`."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField()
    adopted_at = models.DateTimeField(default=clock.now, editable=False)
    adopted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    snapshot = models.JSONField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="baseline_number_once_in_a_plan")]

    def __str__(self) -> str:
        return f"Baseline {self.number}"


class PlanImport(Record):
    """A file that was read and shown, and the plan that it became once somebody confirmed.

    `document` is the JSON form of what was shown: confirming applies exactly that. Once somebody put a line of it
    right, `as_read` keeps what the file says, `mends` what was answered, and `settled` the questions that stay open.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    document = models.JSONField()
    as_read = models.JSONField(null=True)
    mends = models.JSONField(default=list)
    settled = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    plan = models.OneToOneField(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_import")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
