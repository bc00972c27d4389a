"""The log of decisions: question, options, decision, reason, and what it changed (FR2)."""

from django.db import models
from django.db.models import Q

from waypost.catalog.models import MicroCredential
from waypost.common.models import Record
from waypost.governance.models.closing import Closable
from waypost.governance.models.committees import LONGEST_NAME, Committee
from waypost.library.models import Citation
from waypost.people.models import Person
from waypost.plans.models import Activity, Indicator, Objective, Plan
from waypost.programs.models import Program


class Decision(Closable):
    """A question of a committee, open until it is decided. `options` holds one a line; `asked_on` orders the log.

    `person` or `name` prepares it while it is open. A decision that a newer one replaced keeps all its words.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="decisions")
    asked_on = models.DateField()
    question = models.TextField()
    options = models.TextField(blank=True)
    consulted = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    decision = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None, decision="", superseded_by=None)
                | Q(decided_on__isnull=False) & ~Q(decision="") & ~Q(reason=""),
                name="decided_with_words_and_a_reason",
            ),
            models.CheckConstraint(condition=~Q(superseded_by=models.F("pk")), name="decision_replaces_not_itself"),
        ]
        indexes = [
            models.Index(fields=["committee", "-asked_on", "-id"], name="decisions_by_committee"),
            models.Index(fields=["-asked_on", "-id"], name="decisions_by_day"),
            models.Index(fields=["committee"], condition=Q(decided_on=None), name="decisions_open"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def said(self) -> str:
        """Who prepares it, by name; empty where nobody does."""
        return self.person.name if self.person else self.name


class DecisionCitation(Citation):
    """Research from the library that was weighed for a decision (ST7)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["decision", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "item"], name="item_cited_once_in_a_decision")]


class DecisionLink(Record):
    """Something that a decision changed: exactly one of the six."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="links")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, null=True, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.CASCADE, null=True, related_name="+")
    micro_credential = models.ForeignKey(MicroCredential, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", kind], condition=Q(**{f"{kind}__isnull": False}), name=f"decision_names_{kind}_once"
            )
            for kind in ("plan", "objective", "activity", "indicator", "program", "micro_credential")
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.kind}"

    @property
    def kind(self) -> str:
        """The name of the field that is set."""
        return next(kind for kind in LINKED if getattr(self, f"{kind}_id") is not None)


#: What a decision can change, by the field that names it.
LINKED: dict[str, type[models.Model]] = {
    "plan": Plan,
    "objective": Objective,
    "activity": Activity,
    "indicator": Indicator,
    "program": Program,
    "micro_credential": MicroCredential,
}
