"""Implementation plans: what an organization wants, how it will know, and what it does about it (PL1 to PL7)."""

from django.db import models
from django.db.models import Q

from waypost.common import clock
from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.plans.rules.fields import LONGEST_TITLE

#: Twelve digits before the point and four after it: head counts, dollars and shares alike.
DIGITS, PLACES = 16, 4
#: `Activity.progress` of an activity that is done, in percent.
DONE = 100


class PriorityArea(Record):
    """What an organization cares about most; goals stand under it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="priority_areas")
    title = models.CharField(max_length=LONGEST_TITLE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "title"], name="priority_area_named_once")]

    def __str__(self) -> str:
        return self.title


class Goal(Record):
    """A broad goal that serves one priority area."""

    priority_area = models.ForeignKey(PriorityArea, on_delete=models.PROTECT, related_name="goals")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class Plan(Record):
    """How one organization will reach one goal. `version` counts saved edits of the plan's own fields.

    The three labels head the columns of the alignment matrix, which districts rename.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="plans")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=LONGEST_TITLE)
    started_on = models.DateField(null=True, blank=True)
    started_text = models.TextField(blank=True)
    implemented_on = models.DateField(null=True, blank=True)
    implemented_text = models.TextField(blank=True)
    state_priority_label = models.TextField(default="State or national priority")
    standard_label = models.TextField(default="Standard or framework")
    funding_label = models.TextField(default="Funding opportunity and source")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organization", "-created_at"], name="plans_by_organization")]

    def __str__(self) -> str:
        return self.title


class Indicator(Record):
    """What is measured to see whether the goal comes closer.

    `source_key` names the registered measure that feeds it (see `measures`); empty means measured by hand.
    """

    class Term(models.TextChoices):
        SHORT = "short", "Short term, 1 to 2 years"
        LONG = "long", "Long term, 3 to 5 years"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    term = models.CharField(max_length=10, choices=Term)
    position = models.PositiveIntegerField()
    text = models.TextField()
    unit = models.TextField(blank=True)
    baseline = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    target = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_text = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    data_source = models.TextField(blank=True)
    other_columns = models.JSONField(default=list, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "-term", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "term", "position"], name="indicator_has_its_own_place"),
            models.CheckConstraint(condition=Q(term__in=["short", "long"]), name="indicator_term_is_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Measurement(Record):
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


class Objective(Record):
    """One thing that the plan brings about. `policy_change` is None where nobody has said."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    number = models.PositiveIntegerField()
    text = models.TextField()
    source = models.TextField(blank=True)
    evidence_base = models.TextField(blank=True)
    policy_change = models.BooleanField(null=True, blank=True)
    policy_change_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="objective_number_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Activity(Record):
    """One step of an objective's action plan. A `…_text` keeps the words of a file that named no full date.

    `progress` is a share in percent; 100 and `completed_on` go together.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField()
    text = models.TextField()
    start_on = models.DateField(null=True, blank=True)
    start_text = models.TextField(blank=True)
    target_on = models.DateField(null=True, blank=True)
    target_text = models.TextField(blank=True)
    anticipated_result = models.TextField(blank=True)
    contingency = models.TextField(blank=True)
    other_columns = models.JSONField(default=list, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    completed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["objective", "position"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "position"], name="activity_has_its_own_place"),
            models.CheckConstraint(
                condition=Q(progress__lt=DONE, completed_on=None) | Q(progress=DONE, completed_on__isnull=False),
                name="activity_is_done_on_a_date",
            ),
        ]
        indexes = [models.Index(fields=["target_on"], name="activities_by_target")]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.text


class ActivityResource(Record):
    """Something that an activity needs: funding, time, space, supplies."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["activity", "position"]
        constraints = [models.UniqueConstraint(fields=["activity", "position"], name="resource_has_its_own_place")]

    def __str__(self) -> str:
        return self.text


class ActivityLead(Record):
    """A person, role or organization that leads an activity, in the plan's own words."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="leads")
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["activity", "position"]
        constraints = [models.UniqueConstraint(fields=["activity", "position"], name="lead_has_its_own_place")]

    def __str__(self) -> str:
        return self.text


class ProgressNote(Record):
    """What somebody wrote about an activity where the work is listed (PL7)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    progress = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["activity", "created_at", "pk"]

    def __str__(self) -> str:
        return self.text


class DateChange(Record):
    """A target date that moved, and why. Rows are never changed: the first `before` is the original date."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="date_changes")
    before = models.DateField(null=True, blank=True)
    before_text = models.TextField(blank=True)
    after = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["activity", "created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="date_change_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class AlignmentRow(Record):
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
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="alignment_row_has_its_own_place")]

    def __str__(self) -> str:
        return self.state_priority or self.standard or self.funding


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

    `document` is the JSON form of what was shown: confirming applies exactly that.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    document = models.JSONField()
    plan = models.OneToOneField(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_import")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
