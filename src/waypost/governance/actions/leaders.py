"""Writes about the leaders of a district and its schools: contact, conversations, concerns, commitments (FR2)."""

from datetime import date
from typing import Any

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.governance.actions.reflection import add, kept_or_meant, locked, person_meant, put_back, save, values_of
from waypost.governance.models import Commitment, Conversation, Leader
from waypost.governance.queries.leaders import principals_not_listed
from waypost.governance.rules.stakeholders import CommitmentFields, LeaderFields
from waypost.people.models import Organization


class ListedAlready(ValueError):
    """A leader stands in the list once."""


@transaction.atomic
def list_principals(*, by: Actor, organization: Organization) -> list[Leader]:
    """List everybody who is principal of a school here today and is not listed yet; again changes nothing."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    found = principals_not_listed(organization)
    made = Leader.objects.bulk_create(
        Leader(organization=organization, person=held.person, post=f"Principal, {held.organization.name}")
        for held in found
    )
    audit.record_each(
        by=by, verb="add leader", changes=[(each, {"name": each.said, "post": each.post}) for each in made]
    )
    return made


@transaction.atomic
def add_leader(*, by: Actor, organization: Organization, fields: LeaderFields) -> Leader:
    """List a leader by name or email address; one who was taken out comes back. Raises ListedAlready, UnclearPerson."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    person, name = person_meant(organization, fields.name)
    values = values_of(fields) | {"name": name, "person_id": person.pk if person else None}
    listed = Leader.ever.filter(organization=organization, person=person).first() if person else None
    if listed is None:
        return add(by=by, made=Leader(organization=organization, **values), verb="add leader", **values)
    if listed.taken_out_at is None:
        raise ListedAlready(f"{listed.said} is on the list: open their page.")
    back = put_back(by=by, part=listed)
    return save(by=by, verb="edit leader", current=back, values=values)


@transaction.atomic
def edit_leader(*, by: Actor, leader: Leader, started_from: int, fields: LeaderFields) -> Leader:
    """Change post, contact and concerns. Raises EditConflict, ListedAlready and UnclearPerson."""
    Organization.objects.select_for_update().get(pk=leader.organization_id)
    current = locked(leader, started_from)
    person, name = kept_or_meant(current.organization, fields.name, current.person)
    others = Leader.ever.filter(organization=current.organization_id, person=person).exclude(pk=current.pk)
    if person and others.exists():
        raise ListedAlready(f"{person.name} is on the list already, or was taken out of it.")
    values = values_of(fields) | {"name": name, "person_id": person.pk if person else None}
    return save(by=by, verb="edit leader", current=current, values=values)


@transaction.atomic
def record_conversation(*, by: Actor, leader: Leader, held_on: date, held_by: str, said: str) -> Conversation:
    """Write down what was said, on which day and by whom. Raises UnclearPerson."""
    values = _conversation(leader, held_on, held_by, said, None)
    return add(by=by, made=Conversation(leader=leader, **values), verb="record conversation", **values)


@transaction.atomic
def edit_conversation(
    *, by: Actor, conversation: Conversation, started_from: int, held_on: date, held_by: str, said: str
) -> Conversation:
    """Put it right. Raises EditConflict and UnclearPerson."""
    current = locked(conversation, started_from)
    values = _conversation(current.leader, held_on, held_by, said, current)
    return save(by=by, verb="edit conversation", current=current, values=values)


@transaction.atomic
def add_commitment(*, by: Actor, leader: Leader, fields: CommitmentFields) -> Commitment:
    """Write down what was promised, and by when."""
    values = values_of(fields)
    return add(by=by, made=Commitment(leader=leader, **values), verb="add commitment", **values)


@transaction.atomic
def edit_commitment(*, by: Actor, commitment: Commitment, started_from: int, fields: CommitmentFields) -> Commitment:
    """Change it, or say on which day it was kept. Raises EditConflict."""
    current = locked(commitment, started_from)
    return save(by=by, verb="edit commitment", current=current, values=values_of(fields))


def _conversation(leader: Leader, held_on: date, held_by: str, said: str, stood: Conversation | None) -> dict[str, Any]:
    person, name = kept_or_meant(leader.organization, held_by, stood.held_by if stood else None)
    return {"held_on": held_on, "held_by_id": person.pk if person else None, "held_by_name": name, "said": said}
