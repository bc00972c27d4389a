"""Writes to objectives: their words, what comes out of them, and their order (PL3, PL4)."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.plans.actions.edits import lock_version, next_place, reads_as, save_edit, values_of
from waypost.plans.models import Objective, ObjectiveProduct, Plan
from waypost.plans.rules.fields import ObjectiveFields


@transaction.atomic
def add_objective(*, by: Actor, plan: Plan, fields: ObjectiveFields) -> Objective:
    """Add an objective with the next number of the plan (PL3, PL4)."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    number = next_place(Objective.ever.filter(plan=plan), "number")
    objective = Objective.objects.create(plan=plan, number=number, **_columns(fields))
    replace_products(objective, fields.products)
    audit.record(by=by, verb="add objective", on=objective, after={"number": number, **values_of(fields)})
    return objective


@transaction.atomic
def edit_objective(*, by: Actor, objective: Objective, started_from: int, fields: ObjectiveFields) -> Objective:
    """Change an objective, its products and the background on its strategy. Raises EditConflict."""
    current = lock_version(objective, started_from)
    _save(by, current, _columns(fields), fields.products, verb="edit objective")
    return current


@transaction.atomic
def restore_objective(
    *, by: Actor, objective: Objective, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Objective:
    """Write back what stood `before`, both as the trail holds them. Raises EditConflict where it reads otherwise."""
    current = lock_version(objective, objective.version)
    stood = _products(current)
    if not reads_as(current, after) or stood != tuple(after.get("products", stood)):
        raise EditConflict(current)
    _save(by, current, current.as_stored(before), tuple(before.get("products", stood)), verb="undo change")
    return current


def _save(by: Actor, current: Objective, values: Mapping[str, Any], products: tuple[str, ...], *, verb: str) -> None:
    lists = {"products": (_products(current), products)}
    if save_edit(by=by, verb=verb, current=current, values=values, lists=lists):
        replace_products(current, products)


def _products(objective: Objective) -> tuple[str, ...]:
    return tuple(product.text for product in objective.products.all())


@transaction.atomic
def move_objective_up(*, by: Actor, objective: Objective, shown_number: int) -> None:
    """Trade places with the objective above.

    `shown_number` is the number that the person saw: a second click, or one on an old page, moves nothing.
    """
    current = _locked(objective)
    _trade_places(by, current, _others(current).filter(number__lt=current.number).last(), shown_number)


@transaction.atomic
def move_objective_down(*, by: Actor, objective: Objective, shown_number: int) -> None:
    """The same with the objective below."""
    current = _locked(objective)
    _trade_places(by, current, _others(current).filter(number__gt=current.number).first(), shown_number)


def _locked(objective: Objective) -> Objective:
    Plan.objects.select_for_update().get(pk=objective.plan_id)
    return Objective.objects.select_for_update().get(pk=objective.pk)


def _others(objective: Objective) -> models.QuerySet[Objective]:
    return Objective.objects.select_for_update().filter(plan_id=objective.plan_id)


def _trade_places(by: Actor, current: Objective, neighbor: Objective | None, shown_number: int) -> None:
    """By way of a number that nobody has, since a plan gives each only once."""
    before = current.number
    if neighbor is None or before != shown_number:
        return
    after = neighbor.number
    free = next_place(Objective.ever.filter(plan_id=current.plan_id), "number")
    for objective, number in ((current, free), (neighbor, before), (current, after)):
        objective.number = number
        objective.save(update_fields=["number"])
    audit.record(by=by, verb="move objective", on=current, before={"number": before}, after={"number": after})


def replace_products(objective: Objective, products: tuple[str, ...]) -> None:
    """Make these, in their order, what comes out of the objective; the caller leaves the row in the trail."""
    objective.products.all().delete()
    ObjectiveProduct.objects.bulk_create(
        ObjectiveProduct(objective=objective, position=place, text=text) for place, text in enumerate(products, 1)
    )


def _columns(fields: ObjectiveFields) -> dict[str, Any]:
    return {name: value for name, value in values_of(fields).items() if name != "products"}
