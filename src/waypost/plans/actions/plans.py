"""Writes to priority areas, goals and plans, and to what their objectives are aligned with."""

from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.people.models import Organization
from waypost.plans.actions.edits import lock_version, next_place, save_edit, values_of
from waypost.plans.models import AlignmentRow, Goal, Objective, Plan, PriorityArea
from waypost.plans.rules.fields import AlignmentFields, PlanFields


@transaction.atomic
def add_priority_area(*, by: Actor, organization: Organization, title: str) -> PriorityArea:
    """The organization's priority area of this title, added if it is new (PL1)."""
    area, is_new = PriorityArea.objects.get_or_create(organization=organization, title=title)
    if is_new:
        audit.record(by=by, verb="add priority area", on=area, after={"title": title})
    return area


@transaction.atomic
def add_goal(*, by: Actor, priority_area: PriorityArea, text: str) -> Goal:
    """The priority area's goal in these words, added if it is new (PL1)."""
    PriorityArea.objects.select_for_update().get(pk=priority_area.pk)
    goal, is_new = Goal.objects.get_or_create(priority_area=priority_area, text=text)
    if is_new:
        audit.record(by=by, verb="add goal", on=goal, after={"text": text, "priority_area": priority_area.title})
    return goal


@transaction.atomic
def create_plan(*, by: Actor, organization: Organization, fields: PlanFields) -> Plan:
    """Begin an empty plan for a goal of `organization` (PL1)."""
    plan = Plan.objects.create(
        organization=organization,
        goal=_goal(by, organization, fields),
        title=fields.title,
        started_on=fields.started_on,
        implemented_on=fields.implemented_on,
    )
    audit.record(by=by, verb="create plan", on=plan, after={**values_of(fields), "organization": organization.slug})
    return plan


@transaction.atomic
def edit_plan(*, by: Actor, plan: Plan, started_from: int, fields: PlanFields) -> Plan:
    """Change the plan's own words. A goal that other plans share keeps its words: this plan gets one of its own.

    Raises EditConflict.
    """
    current = lock_version(plan, started_from)
    goal = _goal(by, current.organization, fields)
    values = {
        "title": fields.title,
        "goal_id": goal.pk,
        "started_on": fields.started_on,
        "implemented_on": fields.implemented_on,
    }
    words = ((current.goal.priority_area.title, current.goal.text), (fields.priority_area, fields.goal))
    save_edit(by=by, verb="edit plan", current=current, values=values, lists={"priority area and goal": words})
    return current


def _goal(by: Actor, organization: Organization, fields: PlanFields) -> Goal:
    area = add_priority_area(by=by, organization=organization, title=fields.priority_area)
    return add_goal(by=by, priority_area=area, text=fields.goal)


@transaction.atomic
def add_alignment_row(*, by: Actor, objective: Objective, fields: AlignmentFields) -> AlignmentRow:
    """Say what an objective is aligned with (PL6)."""
    row = new_alignment_row(objective, fields)
    audit.record(by=by, verb="add alignment", on=row, after={"objective": objective.number, **_texts(fields)})
    return row


def new_alignment_row(objective: Objective, fields: AlignmentFields) -> AlignmentRow:
    """The row at the end of its plan; the caller holds the transaction, and leaves the row in the trail."""
    plan = Plan.objects.select_for_update().get(pk=objective.plan_id)
    return AlignmentRow.objects.create(
        plan=plan,
        objective=objective,
        position=next_place(AlignmentRow.ever.filter(plan=plan), "position"),
        **_texts(fields),
    )


@transaction.atomic
def edit_alignment_row(*, by: Actor, row: AlignmentRow, started_from: int, fields: AlignmentFields) -> AlignmentRow:
    """Change what an objective is aligned with. Raises EditConflict."""
    current = lock_version(row, started_from)
    save_edit(by=by, verb="edit alignment", current=current, values=_texts(fields))
    return current


def _texts(fields: AlignmentFields) -> dict[str, Any]:
    """What is written; further columns only where something is said about them."""
    return {name: value for name, value in values_of(fields).items() if value is not None}
