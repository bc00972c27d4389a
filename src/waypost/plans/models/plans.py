"""Implementation plans: what an organization wants to reach, how work goes on, and who has a voice (PL1, PL12)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Organization
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.kinds import SchoolLevel, Stage, Voice, choices


class PriorityArea(Record):
    """What an organization cares about most; goals stand under it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="priority_areas")
    title = models.CharField(max_length=LONGEST_TITLE)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "title"], name="priority_area_named_once")]

    def __str__(self) -> str:
        return self.title


class Goal(Record):
    """A broad goal that serves one priority area."""

    priority_area = models.ForeignKey(PriorityArea, on_delete=models.PROTECT, related_name="goals")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.text


class Plan(Record):
    """How one organization will reach one goal. `version` counts saved edits of the plan's own fields.

    The three labels head the columns of the alignment matrix, which districts rename; `alignment_columns` are the
    further ones (`rules.columns`).
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
    alignment_columns = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organization", "-created_at"], name="plans_by_organization")]

    def __str__(self) -> str:
        return self.title


class Procedure(Part):
    """How work is initiated, monitored, evaluated or communicated, in the plan's own words (PL12)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="procedures")
    stage = models.CharField(max_length=LONGEST_KIND, choices=choices(Stage))
    text = models.TextField()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "stage"], name="procedure_once_for_each_stage")]

    def __str__(self) -> str:
        return self.text


class Involvement(Part):
    """Who takes part at one stage, and how. `school_level` is empty where it is not about one level of school."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="involvements")
    stage = models.CharField(max_length=LONGEST_KIND, choices=choices(Stage))
    voice = models.CharField(max_length=LONGEST_KIND, choices=choices(Voice))
    school_level = models.CharField(max_length=LONGEST_KIND, choices=choices(SchoolLevel), blank=True)
    who = models.TextField()
    part = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return self.who
