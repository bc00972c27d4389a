"""What leads were reminded of, what they answered by the link, and the dates that they proposed (PL8)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.activities import Activity
from waypost.plans.models.parts import LONGEST_KIND
from waypost.plans.rules.kinds import choices
from waypost.plans.rules.reminders import Answer, ProposalDecision


class Reminder(Record):
    """One lead, one activity, one morning. Its link takes one answer; `progress` is what was said then, in percent."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=LONGEST_KIND, choices=choices(Answer), blank=True)
    progress = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person", "day"], name="reminded_once_a_day"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="reminder_is_answered_with_something",
            ),
        ]
        indexes = [models.Index(fields=["person", "day"], name="reminders_by_person")]

    def __str__(self) -> str:
        return f"{self.activity} to {self.person} on {self.day}"


class DateProposal(Record):
    """A new target date that a lead asks for. Whoever may edit the plan takes it, or keeps the date with a word why."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="date_proposals")
    reminder = models.OneToOneField(
        Reminder, on_delete=models.SET_NULL, null=True, blank=True, related_name="date_proposal"
    )
    proposed_on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=LONGEST_KIND, choices=choices(ProposalDecision), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    word = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="date_proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="") | Q(decided_at__isnull=False) & ~Q(decision=""),
                name="date_proposal_is_decided_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.proposed_on}"
