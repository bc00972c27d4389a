"""What every write to a reflection shares: lock, compare versions, save what changed, leave a row; out and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from django.db import models, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.governance.models import (
    Cause,
    Commitment,
    Conversation,
    GapScale,
    Initiative,
    Leader,
    Stakeholder,
    TalentElement,
)
from waypost.governance.queries.reflection import RemovableT
from waypost.people.models import Organization, Person
from waypost.plans.queries.leads import people_named
from waypost.plans.rules.leads import why_unclear

Edited = Cause | Commitment | Conversation | GapScale | Initiative | Leader | Stakeholder | TalentElement
EditedT = TypeVar("EditedT", bound=Edited)


class UnclearPerson(ValueError):
    """A name that more than one person has, or an address that is nobody's."""


def values_of(typed: Any) -> dict[str, Any]:
    """The values of what was typed, one level deep."""
    return {field.name: getattr(typed, field.name) for field in fields(typed)}


def add(*, by: Actor, made: EditedT, verb: str, **kept: Any) -> EditedT:
    """Save a new part and leave its row; the caller holds the transaction. `kept` is what the row says of it."""
    made.save()
    audit.record(by=by, verb=verb, on=made, after=kept)
    return made


def locked(stored: EditedT, started_from: int) -> EditedT:
    """The row as it stands now, taken out or not, locked. Raises EditConflict if it moved on since `started_from`."""
    current: EditedT = _rows(type(stored)).select_for_update().get(pk=stored.pk)
    check_version(current, started_from)
    return current


def save(*, by: Actor, verb: str, current: EditedT, values: Mapping[str, Any]) -> EditedT:
    """Write what differs to a row from `locked`; where nothing does, nothing is written."""
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed:
        return current
    before = {name: getattr(current, name) for name in changed}
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*changed, "version"])
    audit.record(by=by, verb=verb, on=current, before=before, after=changed)
    return current


@transaction.atomic
def take_out(*, by: Actor, part: RemovableT) -> RemovableT:
    """Take a part out; it can be put back for 30 days. Again changes nothing."""
    current = _whether_out(part)
    return current if current.taken_out_at else _mark(by, current, "take out")


@transaction.atomic
def put_back(*, by: Actor, part: RemovableT) -> RemovableT:
    """Put a part back where it stood. Again changes nothing."""
    current = _whether_out(part)
    return _mark(by, current, "put back") if current.taken_out_at else current


def _whether_out(part: RemovableT) -> RemovableT:
    found: RemovableT = _rows(type(part)).select_for_update().get(pk=part.pk)
    return found


def _rows(model: Any) -> "models.Manager[Any]":
    """With those that were taken out, where a model knows such."""
    rows: models.Manager[Any] = getattr(model, "ever", model.objects)
    return rows


def _mark(by: Actor, current: RemovableT, verb: str) -> RemovableT:
    current.taken_out_at = clock.now() if verb == "take out" else None
    current.version += 1
    current.save(update_fields=["taken_out_at", "version"])
    audit.record(by=by, verb=verb, on=current)
    return current


def person_meant(at: Organization, words: str) -> tuple[Person | None, str]:
    """Whom the words mean around `at`, or the words where that is nobody with an account. Raises UnclearPerson."""
    said = words.strip()
    if not said:
        return None, ""
    people = people_named(at, {said})[said]
    unclear = why_unclear(len(people), said, at.name)
    if unclear:
        raise UnclearPerson(unclear)
    return (people[0], "") if people else (None, said)


def kept_or_meant(at: Organization, words: str, person: Person | None) -> tuple[Person | None, str]:
    """The same; whoever stood under this name before stays who they were."""
    return (person, "") if person is not None and person.name == words.strip() else person_meant(at, words)
