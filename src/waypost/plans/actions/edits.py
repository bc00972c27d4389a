"""What every edit of a plan's objects shares: lock, compare versions, save only what changed, leave a row."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, cast

from django.db import models

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
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
from waypost.plans.rules.undo import KEPT

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
    kept: Mapping[str, Any] | None = None,
    why: str = "",
) -> bool:
    """Write `values` to a row locked by `lock_version`, and whether anything differed.

    `lists` holds pairs of (before, after) in words, which the caller writes to rows of their own; `kept` the same as
    undo needs them, which can differ where the words are the same.
    """
    changed: dict[str, Any] = {name: value for name, value in values.items() if getattr(current, name) != value}
    before = {name: getattr(current, name) for name in changed}
    moved = _moved(lists or {}, kept or {})
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
        before=before | _side(0, moved, kept or {}),
        after=changed | _side(1, moved, kept or {}),
        why=why,
    )
    return True


def _moved(lists: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    pairs = {name: (pair, kept.get(name, pair)) for name, pair in lists.items()}
    return {name: words for name, (words, whole) in pairs.items() if words[0] != words[1] or whole[0] != whole[1]}


def _side(side: int, moved: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What stood before (0) or after (1), as the trail holds it."""
    whole = {name: kept[name][side] for name in moved if name in kept}
    return {name: pair[side] for name, pair in moved.items()} | ({KEPT: whole} if whole else {})


def reads_as(current: EditedT, values: Mapping[str, Any]) -> bool:
    """Whether its columns still hold these values of the trail; those of its lists are the caller's to compare."""
    return all(getattr(current, name) == value for name, value in current.as_stored(values).items())


def values_of(typed: Any) -> dict[str, Any]:
    """The values of one of the dataclasses in `rules.fields`, one level deep."""
    return {field.name: getattr(typed, field.name) for field in fields(typed)}


def next_place(rows: models.QuerySet[Any], field: str) -> int:
    """One after the last; the caller holds a lock that keeps others from taking the same place."""
    last: int | None = rows.aggregate(last=models.Max(field))["last"]
    return (last or 0) + 1
