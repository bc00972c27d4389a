"""What every edit of a plan's objects shares: lock, compare versions, save only what changed, leave a row."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, TypeVar, cast

from django.db import models

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Person
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    Goal,
    Indicator,
    Involvement,
    Measurement,
    Objective,
    Plan,
    PriorityArea,
    Procedure,
    Team,
)

Edited = (
    Activity
    | AlignmentRow
    | Goal
    | Indicator
    | Involvement
    | Measurement
    | Objective
    | Plan
    | PriorityArea
    | Procedure
    | Team
)
EditedT = TypeVar("EditedT", bound=Edited)


def lock_version(stored: EditedT, started_from: int) -> EditedT:
    """The row as it stands now, locked. Raises EditConflict if somebody saved since `started_from`."""
    current = cast("EditedT", type(stored).objects.select_for_update().get(pk=stored.pk))
    check_version(current, started_from)
    return current


def save_edit(
    *,
    by: Actor,
    verb: str,
    current: EditedT,
    values: Mapping[str, Any],
    lists: Mapping[str, Any] | None = None,
    relinked: Collection[str] = (),
    why: str = "",
) -> bool:
    """Write `values` to a row locked by `lock_version`, and whether anything differed.

    `lists` holds pairs of (before, after) that the caller has written to rows of their own; `relinked` names those of
    them that mean others now, also where they read the same.
    """
    changed: dict[str, Any] = {name: value for name, value in values.items() if getattr(current, name) != value}
    before = {name: getattr(current, name) for name in changed}
    moved = {name: pair for name, pair in (lists or {}).items() if pair[0] != pair[1] or name in relinked}
    if not changed and not moved:
        return False
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*changed, "version"])
    audit.record(
        by=by,
        verb=verb,
        on=current,
        before={**before, **{name: pair[0] for name, pair in moved.items()}},
        after={**changed, **{name: pair[1] for name, pair in moved.items()}},
        why=why,
    )
    return True


def values_of(typed: Any) -> dict[str, Any]:
    """The values of one of the dataclasses in `rules.fields`, one level deep."""
    return {field.name: getattr(typed, field.name) for field in fields(typed)}


def next_place(rows: models.QuerySet[Any], field: str) -> int:
    """One after the last; the caller holds a lock that keeps others from taking the same place."""
    last: int | None = rows.aggregate(last=models.Max(field))["last"]
    return (last or 0) + 1


def person_or_none(by: Actor) -> Person | None:
    """The person who acts, for rows that show a name; the audit row knows the system's reason."""
    return by if isinstance(by, Person) else None
