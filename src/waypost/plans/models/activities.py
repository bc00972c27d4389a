"""The steps of an objective's action plan: what, by whom, until when, with what, and how far (PL5, PL7)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.plans.models.objectives import Objective
from waypost.plans.models.parts import LONGEST_KIND, Part, measured_number
from waypost.plans.models.teams import Team
from waypost.plans.rules.activities import NAMELESS
from waypost.plans.rules.kinds import LeadKind, PlannedDate, ResourceKind, ResultKind, choices

#: `Activity.progress` of an activity that is done, in percent.
DONE = 100


class Activity(Part):
    """One step of an objective's action plan. A `…_text` keeps the words of a file that named no full date.

    `progress` is a share in percent; 100 and `completed_on` go together. `begun_on` is the day on which work really
    began. A milestone is a moment: only its target date counts. `contingency` is the template's one cell: what could
    set the work back (`setback`) and what is done then (`workaround`).
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="activities")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    position = models.PositiveIntegerField()
    text = models.TextField()
    is_milestone = models.BooleanField(default=False)
    start_on = models.DateField(null=True, blank=True)
    start_text = models.TextField(blank=True)
    begun_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    target_text = models.TextField(blank=True)
    anticipated_result = models.TextField(blank=True)
    result_kind = models.CharField(max_length=LONGEST_KIND, choices=choices(ResultKind), blank=True)
    anticipated_number = measured_number()
    actual_result = models.TextField(blank=True)
    actual_number = measured_number()
    setback = models.TextField(blank=True)
    workaround = models.TextField(blank=True)
    other_columns = models.JSONField(default=list, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    completed_on = models.DateField(null=True, blank=True)
    needs = models.ManyToManyField(
        "self", through="ActivityDependency", symmetrical=False, related_name="needed_by", blank=True
    )

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
        return self.text or NAMELESS


class ActivityDependency(Record):
    """`activity` can begin only when `needed` is done. Both stand in one plan, and no circle forms."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="dependencies")
    needed = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="dependents")

    class Meta:
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "needed"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(activity=models.F("needed")), name="activity_needs_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} needs {self.needed_id}"


class ActivityResource(Record):
    """Something that an activity needs; `kind` is empty where nobody has said."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=LONGEST_KIND, choices=choices(ResourceKind), blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["activity", "position"]
        constraints = [models.UniqueConstraint(fields=["activity", "position"], name="resource_has_its_own_place")]

    def __str__(self) -> str:
        return self.text


class ActivityLead(Record):
    """Who leads an activity, in the plan's own words; `person` or `organization` where Waypost knows who is meant."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="leads")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=LONGEST_KIND, choices=choices(LeadKind), blank=True)
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

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
    """A planned date that moved, and why. Rows are never changed: the first `before` is the original date.

    Only a start date can go away; `after` is None then.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="date_changes")
    which = models.CharField(max_length=LONGEST_KIND, choices=choices(PlannedDate), default=PlannedDate.TARGET.value)
    before = models.DateField(null=True, blank=True)
    before_text = models.TextField(blank=True)
    after = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["activity", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="date_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(after__isnull=False) | Q(which=PlannedDate.START.value), name="target_date_stays_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
