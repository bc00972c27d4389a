"""Implementation models: what they are mixed from, for how many, and which one a program adopted (LA4)."""

from typing import Any

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Organization, Person
from waypost.plans.models import Activity
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.programs.models.programs import Program
from waypost.programs.rules.estimates import Figures, Goal, Mode, PartKind, Span
from waypost.programs.rules.estimates import Part as MixedPart

#: Columns of `Figures`; each has a low and a high end.
FIGURES = (
    "educator_hours",
    "staff_hours_once",
    "staff_hours_each",
    "money_once",
    "money_each",
    "money_award",
)
ENDS = ("low", "high")
KINDS = [(kind.value, kind.value.capitalize()) for kind in PartKind]


def exact(**options: Any) -> "models.DecimalField[Any, Any]":
    """US dollars and cents, or hours and hundredths of them; never below zero."""
    return models.DecimalField(max_digits=12, decimal_places=2, **options)


class Described(models.Model):
    """What a support, location or currency asks and gives, in hours and US dollars.

    `modes` and `serves` hold values of `Mode` and `Goal`.
    """

    kind = models.CharField(max_length=LONGEST_KIND, choices=KINDS)
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    educator_hours_low = exact(default=0)
    educator_hours_high = exact(default=0)
    staff_hours_once_low = exact(default=0)
    staff_hours_once_high = exact(default=0)
    staff_hours_each_low = exact(default=0)
    staff_hours_each_high = exact(default=0)
    money_once_low = exact(default=0)
    money_once_high = exact(default=0)
    money_each_low = exact(default=0)
    money_each_high = exact(default=0)
    money_award_low = exact(default=0)
    money_award_high = exact(default=0)
    modes = models.JSONField(default=list, blank=True)
    serves = models.JSONField(default=list, blank=True)
    needs = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    step = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def figures(self) -> Figures:
        return Figures(**{name: Span(*(getattr(self, f"{name}_{end}") for end in ENDS)) for name in FIGURES})

    @property
    def mixed(self) -> MixedPart:
        """As the rules read it."""
        modes = frozenset(map(Mode, self.modes))
        return MixedPart(PartKind(self.kind), self.name, self.figures, modes, frozenset(map(Goal, self.serves)))


class ModelOption(Part, Described):
    """An entry of an organization's library; with a `shipped_key` in place of one of ours. Taken out: retired."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="model_options")
    shipped_key = models.SlugField(max_length=60, blank=True)

    class Meta:
        ordering = ["organization", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "shipped_key"],
                condition=~Q(shipped_key=""),
                name="shipped_option_replaced_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImplementationModel(Part):
    """A mix of supports, locations and currencies for so many educators. `…_there` is what the organization has.

    `goals` are values of `rules.estimates.Goal`. At most one model of a program is adopted; it no longer changes then.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="implementation_models")
    name = models.CharField(max_length=120)
    educators = models.PositiveIntegerField()
    awards = models.PositiveIntegerField()
    goals = models.JSONField(default=list, blank=True)
    staff_hours_there = exact(null=True, blank=True)
    educator_hours_there = exact(null=True, blank=True)
    money_there = exact(null=True, blank=True)
    staff_hour_usd = exact(null=True, blank=True)
    note = models.TextField(blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["program", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(adopted_at__isnull=False), name="one_adopted_model_of_a_program"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ModelPart(Record, Described):
    """What a model took over from the library, as it stood then. `activity` is its step in the plan, once adopted."""

    model = models.ForeignKey(ImplementationModel, on_delete=models.CASCADE, related_name="parts")
    option_key = models.CharField(max_length=60)
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="model_parts")

    class Meta:
        ordering = ["model", "pk"]
        constraints = [models.UniqueConstraint(fields=["model", "kind", "option_key"], name="option_once_in_a_model")]

    def __str__(self) -> str:
        return self.name
