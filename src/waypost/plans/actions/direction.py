"""Writes to where an organization is going, and to how its plans go on and who takes part (PL1, PL12)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.people.models import Organization
from waypost.plans.actions.edits import lock_version, save_edit, values_of
from waypost.plans.actions.removal import put_back
from waypost.plans.models import Goal, Involvement, Plan, PriorityArea, Procedure
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.voices import InvolvementFields


class OnTheListAlready(ValueError):
    """An organization names each priority area once, and a priority area each goal."""


@transaction.atomic
def set_priority_area(*, by: Actor, organization: Organization, title: str, reason: str) -> PriorityArea:
    """Put a priority area on the organization's list, with why it matters (PL1). Raises OnTheListAlready."""
    area, is_new = PriorityArea.objects.get_or_create(
        organization=organization, title=title, defaults={"reason": reason}
    )
    if not is_new:
        raise OnTheListAlready(f"{organization.name} has this priority area on its list: reword it there.")
    audit.record(by=by, verb="add priority area", on=area, after={"title": title, "reason": reason})
    return area


@transaction.atomic
def edit_priority_area(*, by: Actor, area: PriorityArea, started_from: int, title: str, reason: str) -> PriorityArea:
    """Reword a priority area, in all plans that serve it. Raises EditConflict and OnTheListAlready."""
    current = lock_version(area, started_from)
    others = PriorityArea.objects.filter(organization=current.organization_id, title=title)
    if others.exclude(pk=current.pk).exists():
        raise OnTheListAlready("Another priority area has this title: choose a title of its own.")
    before = current.title
    save_edit(by=by, verb="edit priority area", current=current, values={"title": title, "reason": reason})
    _tell_plans(by, "edit priority area", {"goal__priority_area": current.pk}, "priority area", before, title)
    return current


@transaction.atomic
def edit_goal(*, by: Actor, goal: Goal, started_from: int, text: str) -> Goal:
    """Reword a broad goal, in all plans that serve it. Raises EditConflict and OnTheListAlready."""
    PriorityArea.objects.select_for_update().get(pk=goal.priority_area_id)
    current = lock_version(goal, started_from)
    if Goal.objects.filter(priority_area=current.priority_area_id, text=text).exclude(pk=current.pk).exists():
        raise OnTheListAlready("This priority area has a goal in the same words: keep one of the two.")
    before = current.text
    save_edit(by=by, verb="edit goal", current=current, values={"text": text})
    _tell_plans(by, "edit goal", {"goal": current.pk}, "goal", before, text)
    return current


def _tell_plans(by: Actor, verb: str, serving: Mapping[str, int], name: str, before: str, after: str) -> None:
    """Say it in the history of each plan, and let nobody who has a plan open write the old words back unseen."""
    if before == after:
        return
    plans = list(Plan.objects.select_for_update().filter(**serving).order_by("pk"))
    Plan.objects.filter(pk__in=[plan.pk for plan in plans]).update(version=F("version") + 1)
    audit.record_changes(by=by, verb=verb, changes=((plan, {name: before}, {name: after}) for plan in plans))


@transaction.atomic
def write_procedure(*, by: Actor, plan: Plan, stage: Stage, started_from: int, text: str) -> Procedure:
    """Say how work goes on at one stage (PL12); one that was taken out is put back with the new words.

    `started_from` is 0 where the stage had no words. Raises EditConflict.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    found = Procedure.ever.filter(plan=plan, stage=stage).first()
    if found is None:
        fresh = Procedure.objects.create(plan=plan, stage=stage, text=text)
        audit.record(by=by, verb="add procedure", on=fresh, after={"stage": stage.value, "text": text})
        return fresh
    if found.taken_out_at is not None:
        found = put_back(by=by, part=found)
    elif found.version != started_from:
        raise EditConflict(found)
    current = lock_version(found, found.version)
    save_edit(by=by, verb="edit procedure", current=current, values={"text": text})
    return current


@transaction.atomic
def add_involvement(*, by: Actor, plan: Plan, fields: InvolvementFields) -> Involvement:
    """Say who takes part at one stage, and how (PL12)."""
    row = Involvement.objects.create(plan=plan, **values_of(fields))
    audit.record(by=by, verb="add involvement", on=row, after=values_of(fields))
    return row


@transaction.atomic
def edit_involvement(*, by: Actor, row: Involvement, started_from: int, fields: InvolvementFields) -> Involvement:
    """Change who takes part, and how. Raises EditConflict."""
    current = lock_version(row, started_from)
    save_edit(by=by, verb="edit involvement", current=current, values=values_of(fields))
    return current
