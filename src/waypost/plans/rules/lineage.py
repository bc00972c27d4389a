"""What a plan takes from the plan of the organization above, and how far those are that took it (PL9). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from waypost.plans.rules.comparison import PROGRESS, Frozen, FrozenPart, PartKind
from waypost.plans.rules.copies import moved
from waypost.plans.rules.fields import Line
from waypost.plans.rules.kinds import LeadKind
from waypost.plans.rules.leads import role_of

FINISHED = 100
#: The planned dates of an activity, which move by the months that were chosen when the plan was taken.
TAKEN_DATES = ("start_on", "target_on")
#: Words of a file instead of a date: they stand only where dates stay as they are.
DATE_TEXTS = ("start_text", "target_text")
#: Whom the plan above names: that stays with it.
PEOPLE = frozenset({"leads", "lead_kinds", "team"})


@dataclass(frozen=True)
class TakeChoice:
    """Which parts of a frozen plan, by uid, and by how many months dates move; None where they are left out.

    An activity comes only with its objective.
    """

    objectives: frozenset[str]
    activities: frozenset[str]
    months: int | None


@dataclass(frozen=True)
class Branch:
    """An objective of a frozen plan with its activities."""

    objective: FrozenPart
    activities: tuple[FrozenPart, ...]


def branches_of(parts: Mapping[str, FrozenPart]) -> tuple[Branch, ...]:
    """The objectives of a frozen plan in their order; `parts` come from `comparison.parts_of`."""
    by_objective: dict[int, list[FrozenPart]] = {}
    for part in parts.values():
        if part.kind is PartKind.ACTIVITY:
            by_objective.setdefault(part.values["objective"], []).append(part)
    objectives = (part for part in parts.values() if part.kind is PartKind.OBJECTIVE)
    return tuple(Branch(one, tuple(by_objective.get(one.values["number"], ()))) for one in objectives)


def base_of(part: FrozenPart) -> dict[str, Any]:
    """What is kept of a part there, to compare with later: what was planned, without how far it was or who leads it."""
    return {name: value for name, value in part.values.items() if name not in PROGRESS | PEOPLE}


def lines_in(part: FrozenPart, texts: str, kinds: str) -> tuple[Line, ...]:
    """Leads or resources; baselines of long ago know no kinds."""
    pairs = zip_longest(part.values.get(texts) or (), part.values.get(kinds) or (), fillvalue="")
    return tuple(Line(text, kind) for text, kind in pairs if text)


def leads_to_take(part: FrozenPart) -> tuple[Line, ...]:
    """Roles, without who holds them there, and organizations; people stay behind, and so do leads of no kind."""
    leads = lines_in(part, "leads", "lead_kinds")
    taken = (Line(role_of(one.text), one.kind) if one.kind == LeadKind.ROLE else one for one in leads)
    return tuple(one for one in taken if one.text and one.kind in (LeadKind.ROLE, LeadKind.ORGANIZATION))


def as_taken(values: Frozen, months: int | None) -> dict[str, Any]:
    """The values of an activity there as they stand in a plan here whose dates moved by so many months."""
    taken = dict(values)
    for name in TAKEN_DATES:
        day = moved(date.fromisoformat(values[name]), months) if values.get(name) else None
        taken[name] = day.isoformat() if day else None
    if months != 0:
        taken |= dict.fromkeys(DATE_TEXTS, "")
    return taken


@dataclass(frozen=True)
class RollUp:
    """How far those plans are that took something: how many, how many are done, and their mean in whole percent."""

    plan_count: int
    done_count: int
    progress: int


def roll_up(progress_of_plans: Iterable[int]) -> RollUp | None:
    """Each plan counts once; rounded down, so that only finished work reads 100. None where nobody took anything."""
    found = tuple(progress_of_plans)
    if not found:
        return None
    return RollUp(len(found), sum(progress == FINISHED for progress in found), sum(found) // len(found))


def mean_progress(total: int | None, count: int) -> int:
    """In whole percent, rounded down; what has no activities yet has not begun."""
    return (total or 0) // count if count else 0
