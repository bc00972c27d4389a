"""What an activity needs before it can begin (PL5)."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.plans.actions.edits import lock_version, save_edit
from waypost.plans.models import Activity, ActivityDependency, Plan
from waypost.plans.queries.facts import standing_activities
from waypost.plans.rules.dependencies import circle
from waypost.plans.rules.words import name as short


class WaitsForItself(ValueError):
    """Activities that would wait for each other in a circle."""


class NeededTakenOut(ValueError):
    """What it needed, or no longer is to need, was taken out since."""


class OtherPlan(ValueError):
    """An activity needs only what stands in the same plan."""


@transaction.atomic
def set_needs(*, by: Actor, activity: Activity, started_from: int, needed: Collection[Activity]) -> Activity:
    """Say which activities have to be done before this one begins; of what was taken out, that stays as it was.

    Raises EditConflict, OtherPlan and WaitsForItself.
    """
    plan = Plan.objects.select_for_update().get(objectives__activities=activity)
    current = lock_version(activity, started_from)
    if any(other.objective.plan_id != plan.pk for other in needed):
        raise OtherPlan("Choose activities of the same plan.")
    _save(by, plan, current, needed, verb="set what it needs")
    return current


@transaction.atomic
def restore_needs(*, by: Actor, activity: Activity, before: Collection[str], after: Collection[str]) -> Activity:
    """Need what it needed `before`, both as uids of the trail.

    Raises EditConflict where it no longer needs just what it did `after`, NeededTakenOut and WaitsForItself.
    """
    plan = Plan.objects.select_for_update().get(objectives__activities=activity)
    current = lock_version(activity, activity.version)
    if set(after) != set(Activity.ever.filter(dependents__activity=current).values_list("uid", flat=True)):
        raise EditConflict(current)
    standing = standing_activities().filter(objective__plan=plan)
    gone = Activity.ever.filter(uid__in={*before} ^ {*after}).exclude(pk__in=standing).first()
    if gone is not None:
        raise NeededTakenOut(f"“{short(gone.text)}” was taken out since: put it back first.")
    _save(by, plan, current, list(standing.filter(uid__in=before)), verb="undo change")
    return current


def _save(by: Actor, plan: Plan, current: Activity, needed: Collection[Activity], *, verb: str) -> None:
    before = list(standing_activities().filter(needed_by=current))
    hidden = list(Activity.ever.filter(dependents__activity=current).exclude(pk__in=[other.pk for other in before]))
    _check_circles(plan, current, {*needed, *hidden})
    lists = {"needs": (_texts(before), _texts(needed))}
    kept = {"needs": (_uids({*before, *hidden}), _uids({*needed, *hidden}))}
    if save_edit(by=by, verb=verb, current=current, values={}, lists=lists, kept=kept):
        current.dependencies.filter(Q(needed__in=before) | Q(needed__in=needed)).delete()
        ActivityDependency.objects.bulk_create(ActivityDependency(activity=current, needed=other) for other in needed)


def _check_circles(plan: Plan, activity: Activity, needed: Collection[Activity]) -> None:
    """Counts what was taken out too: it may come back, and closes no circle then."""
    texts = dict(Activity.ever.filter(objective__plan=plan).values_list("uid", "text"))
    needs: dict[str, list[str]] = {uid: [] for uid in texts}
    links = ActivityDependency.objects.filter(activity__objective__plan=plan)
    for uid, before in links.values_list("activity__uid", "needed__uid"):
        needs[uid].append(before)
    way = circle({**needs, activity.uid: [other.uid for other in needed]}, activity.uid)
    if way:
        names = " → ".join(f"“{short(texts[uid])}”" for uid in (*way, way[0]))
        raise WaitsForItself(f"These would wait for each other: {names}. Leave one of them out.")


def _uids(activities: Collection[Activity]) -> tuple[str, ...]:
    """With what was taken out, which stays needed."""
    return tuple(sorted(other.uid for other in activities))


def _texts(activities: Collection[Activity]) -> tuple[str, ...]:
    return tuple(sorted(other.text for other in activities))
