"""Writes to who owns goals and processes in a standing department (BP5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.governance.actions.saving import lock, named, save
from waypost.governance.actions.staying import Stays, columns_of
from waypost.governance.models import Ownership
from waypost.people.models import Organization, Person
from waypost.plans.models import Goal, Objective


class OwnsNothing(ValueError):
    """An owner owns a goal, an objective or a process."""


@dataclass(frozen=True)
class OwnershipFields:
    """What people type: `who` is a name or the email address of somebody with a role here."""

    department: str
    who: str
    goal: Goal | Stays | None = None
    objective: Objective | Stays | None = None
    process: str = ""
    ended_on: date | None = None


@transaction.atomic
def name_owner(*, by: Actor, organization: Organization, fields: OwnershipFields) -> Ownership:
    """Name somebody of a department who owns something. Raises OwnsNothing and UnclearPerson."""
    ownership = Ownership(organization=organization, **_columns(fields, organization, None))
    ownership.save()
    audit.record(by=by, verb="name owner", on=ownership, after=_words(fields, ownership))
    return ownership


@transaction.atomic
def change_owner(*, by: Actor, ownership: Ownership, started_from: int, fields: OwnershipFields) -> Ownership:
    """Change it, or end it on a day. Raises EditConflict, OwnsNothing and UnclearPerson."""
    current = lock(ownership, started_from)
    values = _columns(fields, current.organization, current.person)
    save(by=by, verb="change owner", current=current, values=values)
    return current


def _columns(fields: OwnershipFields, organization: Organization, kept: Person | None) -> dict[str, Any]:
    if not (fields.goal or fields.objective or fields.process):
        raise OwnsNothing("Choose the goal or objective, or write the process, that this person owns.")
    return {
        "department": fields.department,
        **columns_of(goal=fields.goal, objective=fields.objective),
        "process": fields.process,
        "ended_on": fields.ended_on,
        **named(fields.who, organization, kept),
    }


def _words(fields: OwnershipFields, made: Ownership) -> dict[str, object]:
    owned = {"goal": made.goal, "objective": made.objective}
    return {
        **{name: value for name, value in vars(fields).items() if name not in owned},
        **{name: value.uid if value else "" for name, value in owned.items()},
    }
