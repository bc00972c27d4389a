"""What every edit of a committee's objects shares: lock, compare versions, save what changed, leave a row."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.governance.models import (
    ActionItem,
    AgendaItem,
    Committee,
    CommitteeMember,
    Decision,
    Meeting,
    Ownership,
)
from waypost.people.models import Organization, Person
from waypost.plans.queries.leads import people_named
from waypost.plans.rules.leads import why_unclear

Kept = ActionItem | AgendaItem | Committee | CommitteeMember | Decision | Meeting | Ownership
KeptT = TypeVar("KeptT", bound=Kept)


class UnclearPerson(ValueError):
    """Words for somebody that name more than one person, or an address that is nobody's."""


class HasEnded(ValueError):
    """Nothing new begins in a committee that ended."""


class IsCanceled(ValueError):
    """Nothing is written in a meeting that was canceled."""


def check_works(committee: Committee) -> None:
    """Raises HasEnded."""
    if Committee.objects.filter(pk=committee.pk, closed_at__isnull=False).exists():
        raise HasEnded(f"The {committee.name} has ended: take it up again on its page first, or write this elsewhere.")


def check_stands(meeting: Meeting) -> None:
    """Raises IsCanceled."""
    if Meeting.objects.filter(pk=meeting.pk, closed_at__isnull=False).exists():
        raise IsCanceled(
            "This meeting was canceled: keep a copy of your words, and take it up again on its page first."
        )


def lock(stored: KeptT, started_from: int) -> KeptT:
    """The row as it stands now, locked. Raises EditConflict if somebody saved since `started_from`."""
    current = cast("KeptT", type(stored).objects.select_for_update().get(pk=stored.pk))
    check_version(current, started_from)
    return current


def save(*, by: Actor, verb: str, current: Kept, values: Mapping[str, Any], why: str = "") -> bool:
    """Write `values` to a locked row, and whether anything differed."""
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed:
        return False
    before = {name: getattr(current, name) for name in changed}
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*changed, "version"])
    audit.record(by=by, verb=verb, on=current, before=before, after=changed, why=why)
    return True


def named(who: str, at: Organization, kept: Person | None = None) -> dict[str, Any]:
    """Columns of whoever these words name: somebody with a role around the organization, else the words themselves.

    Who is called as before stays the same person. Raises UnclearPerson.
    """
    if kept is not None and kept.name == who:
        return {"person_id": kept.pk, "name": ""}
    people = people_named(at, {who})[who] if who else []
    unclear = why_unclear(len(people), who, at.name) if who else ""
    if unclear:
        raise UnclearPerson(unclear)
    return {"person_id": people[0].pk, "name": ""} if people else {"person_id": None, "name": who}
