"""Writes to the stakeholder map (FR2)."""

from typing import Any

from django.db import transaction

from waypost.common.actors import Actor
from waypost.governance.actions.reflection import add, kept_or_meant, locked, save, values_of
from waypost.governance.models import Stakeholder
from waypost.governance.rules.stakeholders import StakeholderFields
from waypost.people.models import Organization, Person


@transaction.atomic
def add_stakeholder(*, by: Actor, organization: Organization, fields: StakeholderFields) -> Stakeholder:
    """Put a group or a person on the map. Raises UnclearPerson."""
    values = _values(organization, fields, None)
    made = Stakeholder(organization=organization, **values)
    return add(by=by, made=made, verb="add stakeholder", **values)


@transaction.atomic
def edit_stakeholder(
    *, by: Actor, stakeholder: Stakeholder, started_from: int, fields: StakeholderFields
) -> Stakeholder:
    """Change where somebody stands, or how they are engaged. Raises EditConflict and UnclearPerson."""
    current = locked(stakeholder, started_from)
    values = _values(current.organization, fields, current.engaged_by)
    return save(by=by, verb="edit stakeholder", current=current, values=values)


def _values(organization: Organization, fields: StakeholderFields, stood: Person | None) -> dict[str, Any]:
    person, name = kept_or_meant(organization, fields.engaged_by, stood)
    typed = {key: value for key, value in values_of(fields).items() if key != "engaged_by"}
    return typed | {"engaged_by_id": person.pk if person else None, "engaged_by_name": name}
