"""A program serves one activity of a plan, curates part of the catalog, and enrolls cohorts of educators."""

from django.db import models

from waypost.catalog.models import MicroCredential
from waypost.common import clock
from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.plans.models import Activity


class Program(Record):
    """What an organization offers its educators in order to carry out `activity`."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="programs")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="programs")
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="program_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgramCredential(Record):
    """A micro-credential that the program curated, and why it fits the activity (BP6)."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="curated")
    micro_credential = models.ForeignKey(MicroCredential, on_delete=models.PROTECT, related_name="programs")
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "micro_credential"], name="curated_once_in_a_program")
        ]

    def __str__(self) -> str:
        return f"{self.micro_credential} in {self.program}"


class Cohort(Record):
    """Educators who work in the same months; evidence is due on `ends_on`, and nobody begins after it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="cohort_name_once_in_a_program"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.program}"


class CohortMember(Record):
    """An educator invited to a cohort, counted with the school they teach at while it runs (`rules.school_today`)."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cohort_memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="cohort_members")
    invited_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="invited_once_to_a_cohort")]
        indexes = [models.Index(fields=["cohort", "organization"], name="members_by_school")]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"


class IntroductoryTraining(Record):
    """A school began its introductory training on micro-credentials, and on which day (PL2)."""

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="introductory_training")
    begun_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["begun_on"], name="training_by_first_day")]

    def __str__(self) -> str:
        return f"{self.organization}, {self.begun_on}"
