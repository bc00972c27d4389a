"""What every edit of a theory shares: lock, compare versions, save only what changed, leave a row."""

from collections.abc import Mapping
from typing import Any, cast

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.improvement.models import Theory
from waypost.improvement.queries.access import RemovableT


def lock_theory(theory: Theory) -> Theory:
    """The row, locked: two people who add links at once can't close a circle together."""
    return Theory.objects.select_for_update().get(pk=theory.pk)


def lock_version(stored: RemovableT, started_from: int) -> RemovableT:
    """The part as it stands now, locked. Raises EditConflict if somebody saved since `started_from`."""
    current = lock_part(stored)
    check_version(current, started_from)
    return current


def lock_part(stored: RemovableT) -> RemovableT:
    """The part as it stands now, taken out or not, locked."""
    return cast("RemovableT", type(stored).ever.select_for_update(of=("self",)).get(pk=stored.pk))


def save_edit(*, by: Actor, verb: str, current: RemovableT, values: Mapping[str, Any], why: str = "") -> dict[str, Any]:
    """Write what differs to a locked row, with its row of the trail; returns what stood before."""
    changed: dict[str, Any] = {name: value for name, value in values.items() if getattr(current, name) != value}
    before = {name: getattr(current, name) for name in changed}
    if changed:
        for name, value in changed.items():
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*changed, "version"])
        audit.record(by=by, verb=verb, on=current, before=before, after=changed, why=why)
    return before
