"""Writes to indicators (PL2)."""

from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.people.models import Person
from waypost.plans.actions.edits import lock_version, next_place, save_edit, values_of
from waypost.plans.models import Activity, Indicator, Plan, TargetChange
from waypost.plans.queries.facts import standing_activities
from waypost.plans.rules.fields import IndicatorFields

#: What an indicator aims at, and until when: each of these groups asks for a reason once it held something.
AIMS = (("target_from", "target"), ("due_on",))
LINKS = ("built_by_id", "owner_id")


class TargetReasonMissing(ValueError):
    """A target or due date moved without a reason."""


class ForeignActivity(ValueError):
    """The activity that builds the source stands in another plan."""


@transaction.atomic
def add_indicator(*, by: Actor, plan: Plan, fields: IndicatorFields) -> Indicator:
    """Add a performance measure at the end of its term (PL2). Raises ForeignActivity."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    _check_activity(plan.pk, fields)
    place = next_place(Indicator.ever.filter(plan=plan, term=fields.term), "position")
    indicator = Indicator.objects.create(plan=plan, position=place, **values_of(fields))
    typed = {name: value for name, value in values_of(fields).items() if name not in LINKS}
    audit.record(by=by, verb="add indicator", on=indicator, after={**typed, **_names(fields)})
    return indicator


@transaction.atomic
def edit_indicator(
    *, by: Actor, indicator: Indicator, started_from: int, fields: IndicatorFields, reason: str = ""
) -> Indicator:
    """Change an indicator; one that changes its term goes to the end of the other.

    A target, range or due date that held something moves with a reason (PL7). Raises EditConflict,
    TargetReasonMissing and ForeignActivity.
    """
    current = lock_version(indicator, started_from)
    _check_activity(current.plan_id, fields)
    values = values_of(fields)
    if fields.term != current.term:
        plan = Plan.objects.select_for_update().get(pk=current.plan_id)
        values["position"] = next_place(Indicator.ever.filter(plan=plan, term=fields.term), "position")
    why = keep_target_change(by=by, current=current, values=values, reason=reason.strip())
    old, new = _names_of(current), _names(fields)
    lists = {name: (old[name], new[name]) for name in new}
    save_edit(by=by, verb="edit indicator", current=current, values=values, lists=lists, why=why)
    return current


def keep_target_change(*, by: Actor, current: Indicator, values: Mapping[str, Any], reason: str) -> str:
    """The reason, where one was needed; what moved is kept with it. The caller then saves `values`.

    Raises TargetReasonMissing.
    """
    values = {**{name: getattr(current, name) for group in AIMS for name in group}, **values}
    moved = [name for group in AIMS if _moves(current, values, group) for name in group]
    if not moved:
        return ""
    if not reason:
        raise TargetReasonMissing("Write why the target or due date changes: one sentence is enough.")
    TargetChange.objects.create(
        indicator=current,
        before=_plain({name: getattr(current, name) for name in moved}),
        after=_plain({name: values[name] for name in moved}),
        reason=reason,
        by=person_or_none(by),
    )
    return reason


def _moves(current: Indicator, values: Mapping[str, Any], group: tuple[str, ...]) -> bool:
    """Whether something that was set reads differently now; setting it for the first time moves nothing."""
    was_set = any(getattr(current, name) is not None for name in group)
    return was_set and any(getattr(current, name) != values[name] for name in group)


def _plain(values: Mapping[str, Any]) -> dict[str, str | None]:
    encoder = DjangoJSONEncoder()
    return {name: None if value is None else str(encoder.default(value)) for name, value in values.items()}


def _check_activity(plan_id: int, fields: IndicatorFields) -> None:
    built_by = standing_activities().filter(pk__in=[fields.built_by_id], objective__plan=plan_id)
    if fields.built_by_id and not built_by.exists():
        raise ForeignActivity("Choose an activity of this plan.")


def _names_of(indicator: Indicator) -> dict[str, str]:
    return {
        "built by": indicator.built_by.text if indicator.built_by else "",
        "owner": indicator.owner.name if indicator.owner else "",
    }


def _names(fields: IndicatorFields) -> dict[str, str]:
    """What people read in the history in place of the numbers of rows."""
    activity = Activity.objects.filter(pk__in=[fields.built_by_id]).first()
    owner = Person.objects.filter(pk__in=[fields.owner_id]).first()
    return {"built by": activity.text if activity else "", "owner": owner.name if owner else ""}
