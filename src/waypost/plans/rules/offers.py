"""What changed in the plan above since it was taken, as offers that a plan may take or decline (PL9). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from waypost.plans.rules.comparison import Frozen, FrozenPart, PartKind
from waypost.plans.rules.lineage import TAKEN_DATES, Branch, as_taken, branches_of
from waypost.plans.rules.values import NUMBERS

#: What is offered where it changes. Who leads, what waits for what and how far it is are each plan's own.
OFFERED = {
    PartKind.OBJECTIVE: (
        *("text", "products", "strategy_type", "source", "evidence_base", "evidence_tier"),
        *("policy_change", "policy_change_note"),
    ),
    PartKind.ACTIVITY: (
        *("text", "is_milestone", "start_on", "target_on", "anticipated_result", "result_kind", "anticipated_number"),
        *("setback", "workaround", "resources"),
    ),
}


class OfferKind(StrEnum):
    """What happened to a part of the plan above."""

    CHANGED = "changed there"
    ADDED = "added there"
    TAKEN_OUT = "taken out there"


@dataclass(frozen=True)
class Known:
    """What a plan knows of one part there. `base` is what it said when somebody here last decided about it.

    None where it was left when the plan was taken, which nobody is asked about again; empty where it was gone.
    `is_here`: a part here came from it and stands. `was_taken`: one came from it, and may be taken out by now.
    `under` is the uid of its objective there.
    """

    base: Frozen | None
    is_here: bool
    was_taken: bool
    under: str = ""


@dataclass(frozen=True)
class Offer:
    """`part` is as it stands there now, or stood where it was taken out; `names` are the values that changed."""

    kind: OfferKind
    part: FrozenPart
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThreeValues:
    """One value: at the last decision, there now, and here; as JSON holds them.

    `base` and `there` are as this plan takes them, its dates moved; `said` is what stood and stands there itself.
    """

    name: str
    base: Any
    there: Any
    here: Any
    said: tuple[Any, Any]

    @property
    def is_moved(self) -> bool:
        """Whether it comes as another one than stands there."""
        return bool(self.there != self.said[1])

    @property
    def is_own(self) -> bool:
        """Whether it was changed here too, so that ours is kept unless somebody chooses theirs."""
        return bool(_plain(self.name, self.here) != _plain(self.name, self.base))


def offers(known: Mapping[str, Known], now: Mapping[str, FrozenPart]) -> tuple[Offer, ...]:
    """What is new there against what is known here, by uid; `now` are the parts of the latest baseline there."""
    found: list[Offer] = []
    for branch in branches_of(now):
        for part in (branch.objective, *branch.activities):
            found.extend(_of_standing(known.get(part.uid), known.get(branch.objective.uid), part))
    return (*found, *_of_gone(known, now))


def _of_standing(known: Known | None, objective: Known | None, part: FrozenPart) -> Iterator[Offer]:
    if known is not None and known.is_here:
        names = changed(part, known.base or {})
        if names:
            yield Offer(OfferKind.CHANGED, part, names)
        return
    may_be_added = part.kind is PartKind.ACTIVITY and objective is not None and objective.is_here
    is_news = known is None or (not known.was_taken and known.base is not None and bool(changed(part, known.base)))
    if may_be_added and is_news:
        yield Offer(OfferKind.ADDED, part)


def _of_gone(known: Mapping[str, Known], now: Mapping[str, FrozenPart]) -> Iterator[Offer]:
    """An objective that is gone speaks for its activities."""
    for uid, one in known.items():
        if one.is_here and one.base and uid not in now and (not one.under or one.under in now):
            kind = PartKind.ACTIVITY if one.under else PartKind.OBJECTIVE
            yield Offer(OfferKind.TAKEN_OUT, FrozenPart(kind, uid, one.base))


def left_branches(known: Mapping[str, Known], now: Mapping[str, FrozenPart]) -> tuple[Branch, ...]:
    """What can still be taken: objectives that were never taken, and of those that stand here the other activities."""
    found: list[Branch] = []
    for branch in branches_of(now):
        objective = known.get(branch.objective.uid)
        others = tuple(part for part in branch.activities if part.uid not in known or not known[part.uid].was_taken)
        if objective is None or (objective.is_here and others):
            found.append(Branch(branch.objective, others))
    return tuple(found)


def changed(part: FrozenPart, base: Frozen) -> tuple[str, ...]:
    """The names of offered values that say something else now; a target date moves and never goes."""
    differing = (name for name in OFFERED[part.kind] if _differ(name, base, part.values))
    return tuple(name for name in differing if name != "target_on" or part.values.get(name))


def three_ways(offer: Offer, base: Frozen, here: Frozen, months: int | None) -> tuple[ThreeValues, ...]:
    """Each value that changed there beside what stands here, without those that read the same here already.

    Dates there stand as this plan took them; where it took none, or the work here is done, none is offered.
    """
    said = offer.part.values
    before, after = _taken(offer.part.kind, base, months), _taken(offer.part.kind, said, months)
    takes_dates = months is not None and not here.get("completed_on")
    names = [name for name in offer.names if name not in TAKEN_DATES or takes_dates]
    return tuple(
        ThreeValues(name, before.get(name), after.get(name), here.get(name), (base.get(name), said.get(name)))
        for name in names
        if _differ(name, here, after)
    )


def _taken(kind: PartKind, values: Frozen, months: int | None) -> Frozen:
    return as_taken(values, months) if kind is PartKind.ACTIVITY else values


def _differ(name: str, one: Frozen, other: Frozen) -> bool:
    return bool(_plain(name, one.get(name)) != _plain(name, other.get(name)))


def _plain(name: str, value: Any) -> Any:
    """Baselines of long ago lack what plans learned since: that reads as nothing said."""
    if name == "is_milestone":
        return bool(value)
    if value is None or value in ("", []):
        return None
    return Decimal(str(value)) if name in NUMBERS else value
