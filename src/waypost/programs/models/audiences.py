"""For whom a program is, and which schools try it first (FR3)."""

from django.db import models
from django.db.models import F, Q

from waypost.common.models import Record
from waypost.people.models import Organization
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.plans.rules.kinds import SchoolLevel, choices
from waypost.programs.models.programs import Program
from waypost.programs.rules.pilots import Commitment


class SchoolProfile(Record):
    """What a list of people does not say about a school: its level."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="school_profile")
    level = models.CharField(max_length=LONGEST_KIND, choices=choices(SchoolLevel))
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.organization}: {self.level}"


class Audience(Record):
    """Whom a program is for: these roles, at these schools, levels and departments of this name; empty means all.

    `roles` and `levels` hold values of `Role` and `SchoolLevel`.
    """

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="audience")
    roles = models.JSONField(default=list, blank=True)
    places = models.ManyToManyField(Organization, related_name="audiences", blank=True)
    levels = models.JSONField(default=list, blank=True)
    department = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Audience of {self.program}"


class PilotRange(Record):
    """How few and how many schools try the program first."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="pilot_range")
    minimum = models.PositiveIntegerField()
    maximum = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(maximum__gte=F("minimum")), name="pilot_range_is_a_range")]

    def __str__(self) -> str:
        return f"{self.minimum} to {self.maximum} sites of {self.program}"


class PilotSite(Part):
    """A school that was asked, and what it said: who, on which day, what. Taken out: asked by mistake, or no more."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="pilot_sites")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="pilots")
    commitment = models.CharField(
        max_length=LONGEST_KIND, choices=choices(Commitment), default=Commitment.NOT_YET.value
    )
    said_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    taken_out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["program", "organization__name"]
        constraints = [
            models.UniqueConstraint(fields=["program", "organization"], name="pilot_site_once_in_a_program"),
            models.CheckConstraint(
                condition=Q(commitment=Commitment.NOT_YET.value) | (~Q(said_by="") & Q(said_on__isnull=False)),
                name="commitment_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.program}"
