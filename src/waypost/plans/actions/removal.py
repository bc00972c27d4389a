"""Taking a part out of a plan, and putting it back: nothing is lost either way (PL7)."""

from typing import TypeVar, cast

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.plans import uses
from waypost.plans.models import Activity, Objective, Plan
from waypost.plans.queries.access import Removable

RemovableT = TypeVar("RemovableT", bound=Removable)


class RemovalReasonMissing(ValueError):
    """An adopted plan loses a part only with a reason."""


class PartInUse(ValueError):
    """Something else stands on it."""


@transaction.atomic
def take_out(*, by: Actor, part: RemovableT, reason: str = "") -> RemovableT:
    """Take a part out of its plan; an objective takes its activities with it. Again changes nothing.

    Raises PartInUse, and RemovalReasonMissing where the plan was adopted.
    """
    current = _locked(part)
    if current.taken_out_at is not None:
        return current
    _check_unused(current)
    if not reason.strip() and plan_of(current).baselines.exists():
        raise RemovalReasonMissing("Write why it is taken out: one sentence is enough.")
    current.taken_out_at = clock.now()
    current.version += 1
    current.save(update_fields=["taken_out_at", "version"])
    audit.record(by=by, verb="take out", on=current, why=reason.strip())
    return current


@transaction.atomic
def put_back(*, by: Actor, part: RemovableT) -> RemovableT:
    """Put a part back where it stood. Again changes nothing."""
    current = _locked(part)
    if current.taken_out_at is None:
        return current
    current.taken_out_at = None
    current.version += 1
    current.save(update_fields=["taken_out_at", "version"])
    audit.record(by=by, verb="put back", on=current)
    return current


def _locked(part: RemovableT) -> RemovableT:
    return cast("RemovableT", type(part).ever.select_for_update().get(pk=part.pk))


def plan_of(part: Removable) -> Plan:
    """The plan that the part stands in."""
    return part.objective.plan if isinstance(part, Activity) else part.plan


def _check_unused(part: Removable) -> None:
    if isinstance(part, Activity):
        activities = [part]
    else:
        activities = list(part.activities.all()) if isinstance(part, Objective) else []
    users = uses.names_of_users(activities)
    if users:
        raise PartInUse(f"Programs carry this out: {'; '.join(users)}. Give them another activity first.")
