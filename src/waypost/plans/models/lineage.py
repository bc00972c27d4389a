"""Which plan another one was taken from, and where each of its lines came from (PL9)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.activities import Activity
from waypost.plans.models.objectives import Objective
from waypost.plans.models.plans import Plan
from waypost.plans.rules.fields import LONGEST_TITLE


class Extraction(Record):
    """A plan that took parts of the plan of an organization above.

    The words keep what `source` was called, also once it is gone. Dates moved by `months`; None where none was taken.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="extraction")
    source = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="extractions")
    source_title = models.CharField(max_length=LONGEST_TITLE)
    source_organization = models.TextField()
    months = models.SmallIntegerField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.plan} from {self.source_title}"


class TakenPart(Record):
    """One objective or activity there, and the one here that came from it; neither here where it was left or declined.

    `base` is what it said there, as a baseline holds it, when somebody here last decided about it: the middle of
    every later comparison. It is empty where it was gone, and None where it was left when the plan was taken.
    """

    extraction = models.ForeignKey(Extraction, on_delete=models.CASCADE, related_name="parts")
    objective = models.OneToOneField(
        Objective, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_part"
    )
    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_part"
    )
    from_uid = models.CharField(max_length=12)
    from_objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_parts"
    )
    from_activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_parts"
    )
    #: The number that its objective had there.
    from_number = models.PositiveIntegerField()
    base = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["extraction", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["extraction", "from_uid"], name="part_taken_once_in_a_plan"),
            models.CheckConstraint(condition=Q(objective=None) | Q(activity=None), name="taken_part_is_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.from_uid} in {self.extraction}"

    @property
    def here(self) -> Objective | Activity | None:
        """What came from it."""
        return self.objective or self.activity
