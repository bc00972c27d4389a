"""Past and present initiatives, and the tree of whys of each difficult one (FR2)."""

from django.db import models
from django.db.models import F, Q

from waypost.governance.models.decisions import Decision
from waypost.governance.models.reflection import LONGEST_KIND, LONGEST_TITLE, Reflection
from waypost.governance.rules.initiatives import CauseKind, Difficulty, years_said
from waypost.plans.models import Activity, Objective
from waypost.plans.models.parts import Part
from waypost.plans.rules.kinds import choices


class Initiative(Reflection):
    """Something that was tried. `effect` is what its analysis explains; `asked_count` people were asked about it."""

    title = models.CharField(max_length=LONGEST_TITLE)
    what = models.TextField()
    since_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    for_whom = models.TextField(blank=True)
    cost_usd = models.PositiveBigIntegerField(null=True, blank=True)
    what_happened = models.TextField(blank=True)
    what_remains = models.TextField(blank=True)
    difficulty = models.CharField(max_length=LONGEST_KIND, choices=choices(Difficulty))
    effect = models.TextField(blank=True)
    asked_count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_year=None) | Q(until_year__gte=F("since_year")), name="initiative_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["organization", "-since_year"], name="initiatives_of_organization")]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        return years_said(self.since_year, self.until_year)

    @property
    def is_difficult(self) -> bool:
        return self.difficulty == Difficulty.DIFFICULT


class Cause(Part):
    """One answer to "why?": of what the initiative's analysis explains, or of the cause above (`parent`).

    A `decision` of the organization's log takes it up, or one that stands in no log, in words (`taken_up_in`).
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="causes")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="below")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=LONGEST_TITLE)
    kind = models.CharField(max_length=LONGEST_KIND, choices=choices(CauseKind))
    evidence = models.TextField(blank=True)
    named_by = models.PositiveIntegerField(null=True, blank=True)
    is_root = models.BooleanField(default=False)
    taken_up_in = models.CharField(max_length=LONGEST_TITLE, blank=True)
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="causes")

    class Meta:
        ordering = ["initiative", "position", "pk"]
        indexes = [models.Index(fields=["initiative", "position"], name="causes_of_initiative")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_taken_up(self) -> bool:
        return bool(self.taken_up_in or self.objective_id or self.activity_id or self.decision_id)
