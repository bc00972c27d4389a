"""Small teams that carry a plan out (PL1)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.parts import Part
from waypost.plans.models.plans import Plan
from waypost.plans.rules.fields import LONGEST_TITLE


class Team(Part):
    """An implementation team: one topic, one lead. `lead_name` is what stands where the lead has no account."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="teams")
    topic = models.CharField(max_length=LONGEST_TITLE)
    lead = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    lead_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return self.topic

    @property
    def lead_said(self) -> str:
        """Who leads it, by name; empty while nobody does."""
        return self.lead.name if self.lead else self.lead_name


class TeamMember(Record):
    """A place in a team with the expertise that it brings; it is open while it holds neither person nor name."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    expertise = models.TextField(blank=True)

    class Meta:
        ordering = ["team", "position"]
        constraints = [models.UniqueConstraint(fields=["team", "position"], name="team_place_once")]

    def __str__(self) -> str:
        return self.said or self.expertise

    @property
    def said(self) -> str:
        """Who holds the place, by name; empty while it is open."""
        return self.person.name if self.person else self.name
