"""What the writes of planning share: one row of a program, parts that can be taken out and put back."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.programs.models import (
    Audience,
    Budget,
    BudgetLine,
    ImplementationModel,
    ModelOption,
    PilotRange,
    PilotSite,
    Program,
    Sustainability,
    TimelineAnswer,
    TimelineQuestion,
)

Single = Audience | Budget | PilotRange | Sustainability
SingleT = TypeVar("SingleT", bound=Single)
Removable = BudgetLine | ImplementationModel | ModelOption | PilotSite | TimelineAnswer | TimelineQuestion
RemovableT = TypeVar("RemovableT", bound=Removable)


class AdoptedModelStays(ValueError):
    """The adopted model is what the program runs by."""


class ReasonMissing(ValueError):
    """A school that was asked leaves the list only with a reason."""


def lock_program(program: Program) -> Program:
    """Of two who write the same part of a program's planning, the second waits here."""
    return Program.objects.select_for_update().get(pk=program.pk)


def single_of(model: type[SingleT], program: Program) -> SingleT:
    """The program's one row, or a new one with version 0 that nobody saved yet."""
    found = cast("SingleT | None", model.objects.filter(program=program).first())
    return found or model(program=program, version=0)


def write_single(
    *, by: Actor, verb: str, model: type[SingleT], program: Program, started_from: int, values: Mapping[str, Any]
) -> SingleT:
    """Save the program's one row of this kind inside the caller's transaction. Raises EditConflict."""
    lock_program(program)
    current = single_of(model, program)
    check_version(current, started_from)
    save_changes(by=by, verb=verb, current=current, values=values)
    return current


def save_changes(*, by: Actor, verb: str, current: Any, values: Mapping[str, Any]) -> bool:
    """Write what differs to a locked or new row, with its audit row, and whether anything did."""
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed and current.pk:
        return False
    before = {name: getattr(current, name) for name in changed} if current.pk else None
    for name, value in changed.items():
        setattr(current, name, value)
    if current.pk or not current.version:
        current.version += 1
    current.save()
    audit.record(by=by, verb=verb, on=current, before=before, after=changed)
    return True


@transaction.atomic
def take_out_part(*, by: Actor, part: RemovableT, why: str = "") -> RemovableT:
    """Take it out of the planning; it can be put back. Again changes nothing.

    Raises AdoptedModelStays, and ReasonMissing where a pilot site leaves without one.
    """
    current = _locked(part)
    if isinstance(current, ImplementationModel) and current.adopted_at is not None:
        raise AdoptedModelStays("The program runs by this model: adopt another one first.")
    if isinstance(current, PilotSite) and not why.strip():
        raise ReasonMissing("Write why the school leaves the list: one sentence is enough.")
    if current.taken_out_at is None:
        current.taken_out_at = clock.now()
        _save_removal(by, current, "take out of planning", why)
    return current


@transaction.atomic
def put_back_part(*, by: Actor, part: RemovableT) -> RemovableT:
    """Put it back where it stood. Again changes nothing."""
    current = _locked(part)
    if current.taken_out_at is not None:
        current.taken_out_at = None
        if isinstance(current, BudgetLine):
            current.left_with_model = False
        _save_removal(by, current, "put back into planning")
    return current


def _locked(part: RemovableT) -> RemovableT:
    return cast("RemovableT", type(part).ever.select_for_update().get(pk=part.pk))


def _save_removal(by: Actor, current: Removable, verb: str, why: str = "") -> None:
    if isinstance(current, PilotSite):
        current.taken_out_why = why.strip()
    current.version += 1
    current.save()
    audit.record(by=by, verb=verb, on=current, after={"taken_out_at": current.taken_out_at}, why=why.strip())
