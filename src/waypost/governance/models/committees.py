"""Committees and taskforces of an organization, their charters and members; named owners in departments (FR2, BP5)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.governance.models.closing import Closable
from waypost.governance.rules.committees import CommitteeKind, Level, VoiceKind
from waypost.people.models import Organization, Person
from waypost.plans.models import Goal, Objective
from waypost.plans.rules.kinds import choices

LONGEST_NAME = 200
LONGEST_KIND = 40


class Committee(Closable):
    """People who meet and decide for an organization; its charter says what for."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField(max_length=LONGEST_KIND, choices=choices(CommitteeKind))
    name = models.CharField(max_length=LONGEST_NAME)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organization", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="committee_name_once_in_a_place"),
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeMember(Record):
    """A seat: who holds it, for whom they speak, in which phases (`rules.committees.PhaseNames`), and their term.

    A seat without person and name is open. Who holds a seat never changes: a successor gets a seat of their own, so
    that what a member took on keeps their name. Of somebody known by name alone a lead can say which person it is.
    """

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    part = models.CharField(max_length=LONGEST_NAME, blank=True)
    level = models.CharField(max_length=LONGEST_KIND, choices=choices(Level))
    voice = models.CharField(max_length=LONGEST_KIND, choices=choices(VoiceKind))
    phases = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["committee", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="term_ends_after_its_start"
            )
        ]

    def __str__(self) -> str:
        return self.said or f"Open seat: {self.voice}"

    @property
    def said(self) -> str:
        """Who holds the seat, by name; empty while it is open."""
        return self.person.name if self.person else self.name


class Charter(Record):
    """One version of what a committee agreed to be; rows are never changed."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="charters")
    number = models.PositiveIntegerField()
    purpose = models.TextField()
    deciding = models.TextField(blank=True)
    meeting = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["committee", "-number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="charter_number_once")]

    def __str__(self) -> str:
        return f"Charter {self.number}"

    @property
    def version(self) -> int:
        """Two people who write at once both start from the newest number."""
        return self.number


class CharterAgreement(Record):
    """A member agreed to a version of the charter."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="agreements")
    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="agreements")

    class Meta:
        ordering = ["charter", "pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "member"], name="agreed_once_to_a_charter")]

    def __str__(self) -> str:
        return f"{self.member} agreed to {self.charter}"


class Ownership(Record):
    """A person of a standing department who owns a goal, an objective or a process (BP5)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="ownerships")
    department = models.CharField(max_length=LONGEST_NAME)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    process = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organization", "department", "pk"]

    def __str__(self) -> str:
        return f"{self.said}, {self.department}"

    @property
    def said(self) -> str:
        return self.person.name if self.person else self.name
