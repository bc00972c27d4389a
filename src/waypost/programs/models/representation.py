"""Who is involved in a program, group by group, against the staff (FR3)."""

from django.db import models

from waypost.common.models import Record
from waypost.plans.models.parts import LONGEST_KIND
from waypost.plans.rules.kinds import choices
from waypost.programs.models.programs import Program
from waypost.programs.rules.representation import Dimension


class Representation(Record):
    """One comparison. `rows` hold {"group", "involved", "staff"}; a staff of None is looked up, or not known."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="representations")
    dimension = models.CharField(max_length=LONGEST_KIND, choices=choices(Dimension))
    rows = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "dimension"], name="representation_once_a_dimension")]

    def __str__(self) -> str:
        return f"{self.dimension} of {self.program}"
