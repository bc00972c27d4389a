"""Adopting a plan freezes it as a numbered baseline (PL7)."""

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.plans.models import Baseline, Plan
from waypost.plans.queries.pages import whole_plan
from waypost.plans.queries.snapshots import snapshot_of


@transaction.atomic
def adopt_plan(*, by: Actor, plan: Plan, number: int) -> Baseline:
    """Freeze the plan as baseline `number`, the one after its last; a second click finds the one just made.

    Raises SkippedBaseline for a number that is not the next one.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    made = Baseline.objects.filter(plan=plan, number=number).first()
    if made is not None:
        return made
    if number != plan.baselines.count() + 1:
        raise SkippedBaseline("Open the plan again: its next baseline has another number.")
    baseline = Baseline.objects.create(
        plan=plan,
        number=number,
        adopted_by=person_or_none(by),
        snapshot=snapshot_of(whole_plan(plan)),
    )
    audit.record(by=by, verb="adopt plan", on=plan, after={"baseline": number})
    return baseline


class SkippedBaseline(ValueError):
    """Baselines are numbered 1, 2, 3 without a gap."""
