"""What is measured to see whether a goal comes closer, and the measurements (PL2)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.activities import Activity
from waypost.plans.models.parts import DIGITS, LONGEST_KIND, PLACES, Part, measured_number
from waypost.plans.models.plans import Plan
from waypost.plans.rules.kinds import Direction, choices


class Indicator(Part):
    """What is measured to see whether the goal comes closer.

    `source_key` names the registered measure that feeds it (see `measures`); empty means measured by hand.
    `target` is the upper end of a range, and `target_from` its lower one. `built_by` builds the source that is missing.
    """

    class Term(models.TextChoices):
        SHORT = "short", "Short term, 1 to 2 years"
        LONG = "long", "Long term, 3 to 5 years"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    term = models.CharField(max_length=10, choices=Term)
    position = models.PositiveIntegerField()
    text = models.TextField()
    unit = models.TextField(blank=True)
    direction = models.CharField(max_length=LONGEST_KIND, choices=choices(Direction), default=Direction.MORE.value)
    baseline = measured_number()
    target_from = measured_number()
    target = measured_number()
    due_on = models.DateField(null=True, blank=True)
    due_text = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    data_source = models.TextField(blank=True)
    built_by = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="builds")
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    other_columns = models.JSONField(default=list, blank=True)
    source_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["plan", "-term", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "term", "position"], name="indicator_has_its_own_place"),
            models.CheckConstraint(condition=Q(term__in=["short", "long"]), name="indicator_term_is_known"),
        ]

    def __str__(self) -> str:
        return self.text


class TargetChange(Record):
    """A target or due date of an indicator that moved, and why. Rows are never changed (PL7)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="target_changes")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["indicator", "created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="target_change_has_a_reason")]

    def __str__(self) -> str:
        return self.reason


class Measurement(Part):
    """One value of an indicator on one day. With a `source_key` it was fed, and a day has one value."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    measured_on = models.DateField()
    note = models.TextField(blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["indicator", "measured_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on", "source_key"],
                condition=~Q(source_key=""),
                name="fed_measurement_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.measured_on}"


class MeasurementUpload(Record):
    """A file of measurements that waits to be confirmed; its text is dropped once it is applied."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurement_uploads")
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
