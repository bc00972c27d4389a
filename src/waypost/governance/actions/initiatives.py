"""Writes to initiatives and to the trees of whys below them (FR2)."""

from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.governance.actions.reflection import add, locked, save, values_of
from waypost.governance.actions.staying import Stays, columns_of
from waypost.governance.models import Cause, Decision, Initiative
from waypost.governance.rules.initiatives import CauseFields, InitiativeFields, check_place, moved
from waypost.people.models import Organization
from waypost.plans.models import Activity, Objective


class NotInThisLog(ValueError):
    """A cause is taken up by a decision of the organization's own log."""


@transaction.atomic
def add_initiative(*, by: Actor, organization: Organization, fields: InitiativeFields) -> Initiative:
    """Write down something that was tried, or is going on."""
    made = Initiative(organization=organization, **values_of(fields))
    return add(by=by, made=made, verb="add initiative", **values_of(fields))


@transaction.atomic
def edit_initiative(*, by: Actor, initiative: Initiative, started_from: int, fields: InitiativeFields) -> Initiative:
    """Change what is written of it. Raises EditConflict."""
    current = locked(initiative, started_from)
    return save(by=by, verb="edit initiative", current=current, values=values_of(fields))


@transaction.atomic
def say_effect(
    *, by: Actor, initiative: Initiative, started_from: int, effect: str, asked_count: int | None
) -> Initiative:
    """Say what the analysis explains, and how many people were asked. Raises EditConflict."""
    current = locked(initiative, started_from)
    return save(by=by, verb="say effect", current=current, values={"effect": effect, "asked_count": asked_count})


@transaction.atomic
def add_cause(
    *,
    by: Actor,
    initiative: Initiative,
    below: Cause | None,
    fields: CauseFields,
    objective: Objective | None = None,
    activity: Activity | None = None,
    decision: Decision | None = None,
) -> Cause:
    """Answer one more "why?", as the last below a cause or below the effect. Raises TreeIsFull and NotInThisLog."""
    stood = _parents(initiative)
    check_place(stood, below.pk if below else None)
    values = values_of(fields) | _taken_up(initiative, objective, activity, decision)
    made = Cause(initiative=initiative, parent=below, position=_last_place(initiative) + 1, **values)
    return add(by=by, made=made, verb="add cause", **values, parent_id=below.pk if below else None)


@transaction.atomic
def edit_cause(
    *,
    by: Actor,
    cause: Cause,
    started_from: int,
    below: Cause | Stays | None,
    fields: CauseFields,
    objective: Objective | Stays | None = None,
    activity: Activity | Stays | None = None,
    decision: Decision | Stays | None = None,
) -> Cause:
    """Change a cause, or hang it below another one. Raises EditConflict, Circle, TreeIsFull and NotInThisLog."""
    stood = _parents(cause.initiative)
    current = locked(cause, started_from)
    parent_id = columns_of(parent=below).get("parent_id", current.parent_id)
    values = values_of(fields) | _taken_up(cause.initiative, objective, activity, decision)
    if parent_id != current.parent_id:
        check_place(stood, parent_id, current.pk)
        values |= {"parent_id": parent_id, "position": _last_place(cause.initiative) + 1}
    return save(by=by, verb="edit cause", current=current, values=values)


@transaction.atomic
def move_cause(*, by: Actor, cause: Cause, step: int) -> None:
    """Move a cause one place up (-1) or down (1) among those beside it; at the end of the line nothing changes."""
    Initiative.objects.select_for_update().get(pk=cause.initiative_id)
    beside = list(
        Cause.objects.filter(initiative=cause.initiative_id, parent=cause.parent_id).order_by("position", "pk")
    )
    places = {each.pk: each for each in beside}
    if cause.pk not in places:
        return
    order = [each.pk for each in beside]
    after = moved(order, cause.pk, step)
    if after == order:
        return
    for key, position in zip(after, [each.position for each in beside], strict=True):
        places[key].position = position
    Cause.objects.bulk_update(beside, ["position"])
    audit.record(
        by=by,
        verb="move cause",
        on=cause,
        before={"place": order.index(cause.pk) + 1},
        after={"place": after.index(cause.pk) + 1},
    )


def _taken_up(
    initiative: Initiative,
    objective: Objective | Stays | None,
    activity: Activity | Stays | None,
    decision: Decision | Stays | None,
) -> dict[str, Any]:
    if isinstance(decision, Decision) and not _is_decided_at(initiative, decision):
        raise NotInThisLog("Choose a decision that stands in the log of this organization.")
    return columns_of(objective=objective, activity=activity, decision=decision)


def _is_decided_at(initiative: Initiative, decision: Decision) -> bool:
    is_decided = decision.decided_on is not None
    return is_decided and decision.committee.organization_id == initiative.organization_id


def _parents(initiative: Initiative) -> dict[int, int | None]:
    """Who stands below whom, while nobody else can change it: the initiative's row is locked."""
    Initiative.ever.select_for_update().get(pk=initiative.pk)
    return dict(Cause.objects.filter(initiative=initiative.pk).values_list("pk", "parent_id"))


def _last_place(initiative: Initiative) -> int:
    last = Cause.ever.filter(initiative=initiative.pk).order_by("-position").values_list("position", flat=True).first()
    return last or 0
