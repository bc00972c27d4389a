"""Starting a first program together with the lines of the plan that it carries out."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from waypost.common.actors import Actor
from waypost.people.models import Organization
from waypost.plans.actions.activities import add_activity
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import Objective, Plan
from waypost.plans.rules.fields import LONGEST_TITLE, ActivityFields, ObjectiveFields, PlanFields
from waypost.programs.actions.programs import create_program
from waypost.programs.models import Program


@dataclass(frozen=True)
class FirstLines:
    """The lines of a plan that lead to a program; `step` is the activity.

    `objective` is one that is there, or the words of a new one; that one goes into `plan`, or into a plan that begins
    with `priority_area` and `goal`.
    """

    step: str
    objective: Objective | str
    plan: Plan | None = None
    priority_area: str = ""
    goal: str = ""


@transaction.atomic
def begin_program(
    *,
    by: Actor,
    organization: Organization,
    lines: FirstLines,
    name: str,
    purpose: str,
    starts_on: date,
    ends_on: date,
) -> Program:
    """Start a program and write what is missing above it; the activity gets the program's dates.

    Raises as `create_program` does, and then leaves nothing behind.
    """
    objective = _objective(by, organization, lines, name)
    activity = add_activity(
        by=by, objective=objective, fields=ActivityFields(text=lines.step), start_on=starts_on, target_on=ends_on
    )
    words = {"name": name, "purpose": purpose}
    return create_program(
        by=by, organization=organization, activity=activity, **words, starts_on=starts_on, ends_on=ends_on
    )


def _objective(by: Actor, organization: Organization, lines: FirstLines, name: str) -> Objective:
    if isinstance(lines.objective, Objective):
        return lines.objective
    plan = lines.plan or create_plan(by=by, organization=organization, fields=_plan(lines, name))
    return add_objective(by=by, plan=plan, fields=ObjectiveFields(text=lines.objective))


def _plan(lines: FirstLines, name: str) -> PlanFields:
    return PlanFields(title=f"Plan for {name}"[:LONGEST_TITLE], priority_area=lines.priority_area, goal=lines.goal)
