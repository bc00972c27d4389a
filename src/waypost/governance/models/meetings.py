"""Meetings of a committee: agenda with minutes, who came, and the actions that they give to somebody (FR2)."""

from typing import ClassVar

from django.db import models

from waypost.common.models import Record
from waypost.governance.models.closing import Closable
from waypost.governance.models.committees import LONGEST_NAME, Committee, CommitteeMember
from waypost.governance.models.decisions import Decision
from waypost.people.models import Person
from waypost.plans.models import Activity

LONGEST_TITLE = 500


class Meeting(Closable):
    """A meeting at an instant; people read it on the clocks of the committee's organization."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=LONGEST_NAME, blank=True)
    link = models.URLField(max_length=500, blank=True)
    guests = models.TextField(blank=True)
    attendance_taken_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["committee", "-starts_at", "-pk"]
        indexes = [models.Index(fields=["committee", "-starts_at"], name="meetings_by_committee")]

    def __str__(self) -> str:
        return f"Meeting of {self.committee}"


class Attendance(Record):
    """A member came to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="attendances")

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="came_once_to_a_meeting")]

    def __str__(self) -> str:
        return f"{self.member} at {self.meeting}"


class ActionItem(Closable):
    """Something to do until a day. Once it became an activity of the plan, the plan keeps track of it.

    `person` or `name` does it; both stay when somebody leaves.
    """

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="actions")
    agenda_item = models.ForeignKey("AgendaItem", on_delete=models.SET_NULL, null=True, related_name="actions")
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    activity = models.OneToOneField(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="committee_action"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["committee", "due_on", "pk"]
        indexes = [models.Index(fields=["committee", "done_on"], name="actions_by_committee")]

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        return self.person.name if self.person else self.name


class StandingItems(models.Manager["AgendaItem"]):
    """What stands on an agenda: without what was removed."""

    def get_queryset(self) -> "models.QuerySet[AgendaItem]":
        return super().get_queryset().filter(removed_at=None)


class AgendaItem(Record):
    """One item of an agenda and what was said about it. `decision` or `action` is the open question that it is about.

    `version` counts the saved edits of its title and minutes. One that was removed keeps its place: whoever writes
    under it meanwhile puts it back.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, related_name="agenda_items")
    action = models.ForeignKey(ActionItem, on_delete=models.SET_NULL, null=True, related_name="agenda_items")
    minutes = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StandingItems()
    #: Those that were removed too.
    ever: "ClassVar[models.Manager[AgendaItem]]" = models.Manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="agenda_item_has_its_own_place")]

    def __str__(self) -> str:
        return self.title
