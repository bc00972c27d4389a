"""Staffing and budget of a program: lines, what was spent, and for how many it is planned (FR3)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.plans.rules.kinds import choices
from waypost.programs.models.implementation_models import ImplementationModel, ModelPart, exact
from waypost.programs.models.programs import Program
from waypost.programs.rules.budgets import Basis, Category, MadeFrom


class Budget(Record):
    """For how many educators and awards a program is planned; None where nobody has said."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="budget")
    educators = models.PositiveIntegerField(null=True, blank=True)
    awards = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Budget of {self.program}"


class BudgetLine(Part):
    """A line in US dollars: `amount` for one of `units`; None follows the numbers of the budget.

    `year` is that in which its first school year begins.

    `from_model`, `part` and `made_from` say which figure of an adopted model it came from. `is_changed_by_hand` says
    that it no longer follows the model; `left_with_model` that it was taken out because the model was replaced.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="budget_lines")
    category = models.CharField(max_length=LONGEST_KIND, choices=choices(Category))
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=LONGEST_KIND, choices=choices(Basis))
    amount = exact()
    units = models.PositiveIntegerField(null=True, blank=True, default=1)
    hours = exact(null=True, blank=True)
    year = models.PositiveIntegerField()
    funding = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    from_model = models.ForeignKey(
        ImplementationModel, on_delete=models.SET_NULL, null=True, blank=True, related_name="budget_lines"
    )
    part = models.ForeignKey(ModelPart, on_delete=models.SET_NULL, null=True, blank=True, related_name="budget_lines")
    made_from = models.CharField(max_length=LONGEST_KIND, choices=choices(MadeFrom), blank=True)
    is_changed_by_hand = models.BooleanField(default=False)
    left_with_model = models.BooleanField(default=False)

    class Meta:
        ordering = ["program", "year", "category", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "made_from"], condition=~Q(made_from=""), name="budget_line_once_for_a_figure"
            )
        ]

    def __str__(self) -> str:
        return self.name


class BudgetActual(Record):
    """What was spent on a line in one school year, in US dollars."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="actuals")
    year = models.PositiveIntegerField()
    amount = exact()
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "year"]
        constraints = [models.UniqueConstraint(fields=["line", "year"], name="spent_once_a_year_on_a_line")]

    def __str__(self) -> str:
        return f"{self.amount} on {self.line}"
