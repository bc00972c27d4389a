"""What an activity needs before it can begin (PL5)."""

from collections.abc import Collection

from django.db import transaction

from waypost.common.actors import Actor
from waypost.plans.actions.edits import lock_version, save_edit
from waypost.plans.models import Activity, ActivityDependency, Plan
from waypost.plans.rules.dependencies import circle
from waypost.plans.rules.words import name as short


class WaitsForItself(ValueError):
    """Activities that would wait for each other in a circle."""


class OtherPlan(ValueError):
    """An activity needs only what stands in the same plan."""


@transaction.atomic
def set_needs(*, by: Actor, activity: Activity, started_from: int, needed: Collection[Activity]) -> Activity:
    """Say which activities have to be done before this one begins. Raises EditConflict, OtherPlan, WaitsForItself."""
    plan = Plan.objects.select_for_update().get(objectives__activities=activity)
    current = lock_version(activity, started_from)
    if any(other.objective.plan_id != plan.pk for other in needed):
        raise OtherPlan("Choose activities of the same plan.")
    _check_circles(plan, current, needed)
    before = current.needs.all()
    lists = {"needs": (_texts(before), _texts(needed))}
    relinked = [] if set(before) == set(needed) else ["needs"]
    if save_edit(by=by, verb="set what it needs", current=current, values={}, lists=lists, relinked=relinked):
        current.dependencies.all().delete()
        ActivityDependency.objects.bulk_create(ActivityDependency(activity=current, needed=other) for other in needed)
    return current


def _check_circles(plan: Plan, activity: Activity, needed: Collection[Activity]) -> None:
    found = Activity.objects.filter(objective__plan=plan).prefetch_related("needs")
    texts = {other.uid: other.text for other in found}
    needs = {other.uid: [one.uid for one in other.needs.all()] for other in found}
    way = circle({**needs, activity.uid: [other.uid for other in needed]}, activity.uid)
    if way:
        names = " → ".join(f"“{short(texts[uid])}”" for uid in (*way, way[0]))
        raise WaitsForItself(f"These would wait for each other: {names}. Leave one of them out.")


def _texts(activities: Collection[Activity]) -> tuple[str, ...]:
    return tuple(sorted(other.text for other in activities))
