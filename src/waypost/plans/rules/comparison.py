"""What differs between two frozen forms of a plan, part by part (PL7). Pure: no database, no web."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from waypost.plans.rules.contingency import split_contingency

Frozen = Mapping[str, Any]


class PartKind(StrEnum):
    """What a part is called."""

    PLAN = "plan"
    INDICATOR = "indicator"
    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    ALIGNMENT = "alignment"
    TEAM = "team"
    PROCEDURE = "procedure"
    INVOLVEMENT = "involvement"


#: Under which key a frozen plan, or a part of it, holds parts of each kind.
KINDS = {
    "indicators": PartKind.INDICATOR,
    "objectives": PartKind.OBJECTIVE,
    "activities": PartKind.ACTIVITY,
    "alignment": PartKind.ALIGNMENT,
    "teams": PartKind.TEAM,
    "procedures": PartKind.PROCEDURE,
    "involvement": PartKind.INVOLVEMENT,
}
#: How far the work is: that moves without anybody changing the plan.
PROGRESS = frozenset({"actual_number", "actual_result", "begun_on", "completed_on", "progress"})
#: What kind of lead or resource each is: it says nothing that the lead or resource does not.
UNTOLD = frozenset({"lead_kinds", "resource_kinds"})
#: Values that name other parts by their uid.
LINKS = frozenset({"built_by", "needs"})
#: Dates and targets: what slips.
DATES = frozenset({"due_on", "implemented_on", "start_on", "started_on", "target_on"})


@dataclass(frozen=True)
class FrozenPart:
    """One part as a frozen plan holds it; `values` without the parts inside it."""

    kind: PartKind
    uid: str
    values: Frozen

    @property
    def title(self) -> str:
        """What it says first."""
        names = ("text", "title", "topic", "who", "state_priority", "standard", "funding")
        words = next((str(self.values[name]) for name in names if self.values.get(name)), self.kind.value)
        return f"{self.values['number']}. {words}" if "number" in self.values else words

    def day(self, name: str) -> date | None:
        """One of its dates."""
        iso = self.values.get(name)
        return date.fromisoformat(iso) if iso else None


@dataclass(frozen=True)
class ValueChange:
    """One value before and after, as JSON holds them."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class PartChange:
    """A part that stands in both forms and says something else in the later one."""

    before: FrozenPart
    after: FrozenPart
    values: tuple[ValueChange, ...]

    @property
    def has_moved(self) -> bool:
        """Whether one of its dates is another one."""
        return any(value.name in DATES for value in self.values)

    @property
    def days_later(self) -> int | None:
        """How far its target date went, negative where it came closer; None without both dates."""
        return self._days_later("target_on") if self.moved_by("target_on") else self._days_later("due_on")

    @property
    def starts_days_later(self) -> int | None:
        """The same of its start, which is what moved where its target date did not."""
        return self._days_later("start_on")

    def moved_by(self, name: str) -> bool:
        """Whether that date is another one."""
        return any(value.name == name for value in self.values)

    def _days_later(self, name: str) -> int | None:
        before, after = self.before.day(name), self.after.day(name)
        return (after - before).days if before and after else None


@dataclass(frozen=True)
class PlanComparison:
    """Every part of either form stands in exactly one of the first four, or is one of the `kept_count`."""

    moved: tuple[PartChange, ...]
    changed: tuple[PartChange, ...]
    added: tuple[FrozenPart, ...]
    dropped: tuple[FrozenPart, ...]
    kept_count: int
    done_since: tuple[FrozenPart, ...]

    @property
    def is_same(self) -> bool:
        return not (self.moved or self.changed or self.added or self.dropped)


def compare_frozen(before: Frozen, after: Frozen) -> PlanComparison:
    """What moved, changed, was added or dropped from `before` to `after`, each in the order of the plan."""
    old, new = parts_of(before), parts_of(after)
    titles = {uid: part.title for parts in (old, new) for uid, part in parts.items()}
    both = [PartChange(old[uid], part, _changes(old[uid], part, titles)) for uid, part in new.items() if uid in old]
    differing = [change for change in both if change.values]
    return PlanComparison(
        moved=tuple(change for change in differing if change.has_moved),
        changed=tuple(change for change in differing if not change.has_moved),
        added=tuple(part for uid, part in new.items() if uid not in old),
        dropped=tuple(part for uid, part in old.items() if uid not in new),
        kept_count=len(both) - len(differing),
        done_since=tuple(change.after for change in both if _is_newly_done(change)),
    )


def parts_of(frozen: Frozen) -> dict[str, FrozenPart]:
    """The plan itself, under an empty uid, and every part of it by uid, in the order of the plan."""
    return {part.uid: part for part in _walk(PartKind.PLAN, frozen, {})}


def _walk(kind: PartKind, frozen: Frozen, inherited: Frozen) -> Iterator[FrozenPart]:
    own = {name: value for name, value in frozen.items() if name not in KINDS and name != "uid"}
    yield FrozenPart(kind, frozen.get("uid", ""), {**inherited, **_as_written_today(own)})
    inside = {"objective": frozen["number"]} if kind is PartKind.OBJECTIVE else {}
    for name, inner in KINDS.items():
        for part in frozen.get(name, ()):
            yield from _walk(inner, part, inside)


def _as_written_today(values: Frozen) -> Frozen:
    """Baselines of before the contingency had two parts hold it as one text."""
    if "contingency" not in values:
        return values
    setback, workaround = split_contingency(values["contingency"])
    rest = {name: value for name, value in values.items() if name != "contingency"}
    return {**rest, "setback": setback, "workaround": workaround}


def _changes(before: FrozenPart, after: FrozenPart, titles: Mapping[str, str]) -> tuple[ValueChange, ...]:
    """Only what both forms know: a baseline of long ago lacks what plans learned since."""
    shared = [name for name in after.values if name in before.values and name not in PROGRESS | UNTOLD]
    unlike = [name for name in shared if before.values[name] != after.values[name]]
    pairs = [ValueChange(name, *(_named(name, part, titles) for part in (before, after))) for name in unlike]
    differing = {pair.name for pair in pairs if pair.before != pair.after}
    return tuple(pair for pair in pairs if pair.name in differing and not _is_said_by_a_date(pair.name, differing))


def _named(name: str, part: FrozenPart, titles: Mapping[str, str]) -> Any:
    """A value of the part, with the titles of other parts in place of their uids."""
    value = part.values[name]
    if name not in LINKS:
        return value
    return [titles.get(uid, uid) for uid in value] if isinstance(value, list) else titles.get(value, value)


def _is_said_by_a_date(name: str, differing: set[str]) -> bool:
    """The words of a file for a date say nothing new where the date itself is another one."""
    return name.endswith("_text") and name.replace("_text", "_on") in differing


def _is_newly_done(change: PartChange) -> bool:
    return bool(change.after.values.get("completed_on")) and not change.before.values.get("completed_on")
