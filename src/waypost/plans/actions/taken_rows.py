"""Rows of a plan from the frozen parts of another one: what was planned, with people left behind (PL9)."""

from collections.abc import Iterable, Sequence

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.plans.actions.edits import next_place
from waypost.plans.models import (
    Activity,
    ActivityLead,
    ActivityResource,
    Extraction,
    Objective,
    ObjectiveProduct,
    Plan,
    TakenPart,
)
from waypost.plans.rules.comparison import FrozenPart, PartKind
from waypost.plans.rules.lineage import as_taken, base_of, leads_to_take, lines_in

OBJECTIVE_COLUMNS = (
    *("text", "strategy_type", "source", "evidence_base", "evidence_tier", "policy_change", "policy_change_note"),
)
ACTIVITY_COLUMNS = (
    *("text", "is_milestone", "start_on", "start_text", "target_on", "target_text", "anticipated_result"),
    *("result_kind", "anticipated_number", "setback", "workaround", "other_columns"),
)


class ObjectiveGone(ValueError):
    """Somebody took the objective out while an activity was taken into it."""


def objective_from(part: FrozenPart, plan: Plan, number: int) -> Objective:
    """Not saved yet."""
    values = {name: part.values[name] for name in OBJECTIVE_COLUMNS if name in part.values}
    return Objective(plan=plan, number=number, **Objective().as_stored(values))


def activity_from(part: FrozenPart, objective: Objective, position: int, months: int | None) -> Activity:
    """Not saved yet; its dates moved."""
    taken = as_taken(part.values, months)
    values = {name: taken[name] for name in ACTIVITY_COLUMNS if name in taken}
    return Activity(objective=objective, position=position, **Activity().as_stored(values))


def add_taken_activity(by: Actor, extraction: Extraction, part: FrozenPart, objective: Objective) -> Activity:
    """A part there as a new activity at the end of an objective here; its row of lineage is the caller's.

    Raises ObjectiveGone.
    """
    current = Objective.objects.select_for_update().filter(pk=objective.pk).first()
    if current is None:
        raise ObjectiveGone("Its objective was taken out of your plan meanwhile: put it back first, or leave this.")
    position = next_place(Activity.ever.filter(objective=current), "position")
    activity = activity_from(part, current, position, extraction.months)
    activity.save()
    save_lists([(activity, part)])
    after = {name: getattr(activity, name) for name in ACTIVITY_COLUMNS}
    audit.record(by=by, verb="add activity", on=activity, after=after)
    return activity


def save_lists(activities: Sequence[tuple[Activity, FrozenPart]]) -> None:
    """The roles and organizations that lead, in words, and the resources of saved activities."""
    ActivityLead.objects.bulk_create(
        ActivityLead(activity=activity, position=place, text=line.text, kind=line.kind)
        for activity, part in activities
        for place, line in enumerate(leads_to_take(part), 1)
    )
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=activity, position=place, text=line.text, kind=line.kind)
        for activity, part in activities
        for place, line in enumerate(lines_in(part, "resources", "resource_kinds"), 1)
    )


def save_products(objectives: Iterable[tuple[Objective, FrozenPart]]) -> None:
    """What comes out of saved objectives."""
    ObjectiveProduct.objects.bulk_create(
        ObjectiveProduct(objective=objective, position=place, text=text)
        for objective, part in objectives
        for place, text in enumerate(part.values.get("products") or (), 1)
    )


def lineage_of(
    extraction: Extraction,
    part: FrozenPart,
    there: Objective | Activity | None,
    here: Objective | Activity | None,
    *,
    is_left: bool = False,
) -> TakenPart:
    """The row, not saved yet, that says where `here` came from; without it that the part was declined or left."""
    names = ("objective", "from_objective") if part.kind is PartKind.OBJECTIVE else ("activity", "from_activity")
    return TakenPart(
        extraction=extraction,
        from_uid=part.uid,
        from_number=part.values["number" if part.kind is PartKind.OBJECTIVE else "objective"],
        base=None if is_left else base_of(part),
        **dict(zip(names, (here, there), strict=True)),
    )
