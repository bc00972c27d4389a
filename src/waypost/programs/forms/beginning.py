"""What people type to start a program where no plan has an activity that it could carry out yet."""

from typing import Any

from django import forms

from waypost.people.models import Person
from waypost.people.queries import organizations
from waypost.plans.models import Objective
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.programs.forms.periods import choose_from
from waypost.programs.forms.planning_forms import long_text
from waypost.programs.forms.programs import ProgramForm
from waypost.programs.queries.programs import MANAGE, objectives_to_serve, plans_to_serve
from waypost.ui.forms import ModelChoice

OF_THE_PLAN = ("plan", "priority_area", "goal", "objective", "step")


class ObjectiveChoice(ModelChoice):
    """An objective, named with its number and its plan."""

    def label_from_instance(self, obj: Objective) -> str:
        return f"Objective {obj.number}: {obj.text} ({obj.plan.title})"


class FirstProgramForm(ProgramForm):
    """A program, and those lines of the plan above it that nobody has written yet."""

    organization: Any = ModelChoice(None, label="Offered by", empty_label=None)
    plan = ModelChoice(None, label="Plan that it belongs to", empty_label=None)
    priority_area = forms.CharField(
        max_length=LONGEST_TITLE, help_text="What your organization cares about most: Teachers who stay."
    )
    goal = long_text(
        "Goal",
        "What will be true, for whom, by when: By June 2029, nine of ten new teachers teach a third year here.",
        required=True,
    )
    objective: forms.Field = long_text(
        "Objective that it serves",
        "Who does or gets what, how much, and by when: By June 2028, 40 teachers earn a micro-credential on feedback.",
        required=True,
        rows=2,
    )
    step = long_text(
        "Activity that the program carries out",
        "Begin with a verb: Open a pilot cohort. It gets the program's dates.",
        required=True,
        rows=2,
    )
    field_order = ["name", "purpose", "organization", *OF_THE_PLAN, "starts_on", "ends_on"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "organization", organizations(person, MANAGE))
        choose_from(self, "plan", plans_to_serve(person))
        objectives = objectives_to_serve(person)
        if objectives:
            self.fields["objective"] = ObjectiveChoice(objectives, label="Objective that it serves", empty_label=None)
            self.order_fields(self.field_order)
            self._leave_out("plan", "priority_area", "goal")
        elif plans_to_serve(person):
            self._leave_out("priority_area", "goal")
        else:
            self._leave_out("plan")

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def first_lines(self) -> dict[str, Any]:
        """What to write above the program."""
        return {name: value for name, value in self.cleaned_data.items() if name in OF_THE_PLAN}

    def program(self) -> dict[str, Any]:
        """The program's own words and dates, and who offers it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OF_THE_PLAN}
