"""Who has a stake in the program, and the trust that grows with those who lead (FR2)."""

from django.db import models
from django.db.models import Q

from waypost.common.days import full_day
from waypost.governance.models.reflection import LONGEST_KIND, LONGEST_NAME, LONGEST_TITLE, Reflection, somebody
from waypost.governance.rules.stakeholders import MOST, StakeholderKind, Stance
from waypost.plans.models.parts import Part
from waypost.plans.rules.kinds import choices


class Stakeholder(Reflection):
    """A group or a person: interest and influence from 1 to 4, stance today, how and by whom they are engaged."""

    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=LONGEST_KIND, choices=choices(StakeholderKind))
    interest = models.PositiveSmallIntegerField()
    influence = models.PositiveSmallIntegerField()
    stance = models.CharField(max_length=LONGEST_KIND, choices=choices(Stance))
    engagement = models.TextField(blank=True)
    engaged_by = somebody()
    engaged_by_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    is_classroom = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(interest__range=(1, MOST), influence__range=(1, MOST)), name="stakeholder_is_on_the_map"
            )
        ]
        indexes = [models.Index(fields=["organization", "-influence"], name="stakeholders_of_organization")]

    def __str__(self) -> str:
        return self.name

    @property
    def engaged_by_said(self) -> str:
        return self.engaged_by.name if self.engaged_by else self.engaged_by_name


class Leader(Reflection):
    """Somebody who leads the district or a school: known from people data (`person`), or named by hand.

    Private to the program leads of the organization.
    """

    person = somebody()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    post = models.CharField(max_length=LONGEST_TITLE)
    contact = models.CharField(max_length=LONGEST_TITLE, blank=True)
    concerns = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(person__isnull=False),
                name="leader_listed_once",
            )
        ]
        indexes = [models.Index(fields=["organization", "post"], name="leaders_of_organization")]

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        return self.person.name if self.person else self.name


class Conversation(Part):
    """What was said with a leader, on which day and by whom."""

    leader = models.ForeignKey(Leader, on_delete=models.CASCADE, related_name="conversations")
    held_on = models.DateField()
    held_by = somebody()
    held_by_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    said = models.TextField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["leader", "-held_on"], name="conversations_of_leader")]

    def __str__(self) -> str:
        return f"Conversation of {full_day(self.held_on)}"

    @property
    def held_by_said(self) -> str:
        return self.held_by.name if self.held_by else self.held_by_name


class Commitment(Part):
    """What a leader, or the team toward them, said they would do; `kept_on` is None while it is not kept yet."""

    leader = models.ForeignKey(Leader, on_delete=models.CASCADE, related_name="commitments")
    text = models.TextField()
    made_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        indexes = [models.Index(fields=["leader", "made_on"], name="commitments_of_leader")]

    def __str__(self) -> str:
        return self.text
