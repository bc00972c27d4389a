"""What was tried before, and why it was hard: what people type about it, and the tree of whys (FR2). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

#: Causes of one initiative, and how many "why?" may stand below each other.
MOST_CAUSES = 60
DEEPEST = 6


class Difficulty(StrEnum):
    """How an initiative went."""

    SMOOTH = "went smoothly"
    HURDLES = "some hurdles"
    DIFFICULT = "difficult"


class CauseKind(StrEnum):
    """The bones of a fishbone: where a cause lies."""

    TIME = "time"
    LEADERSHIP = "leadership"
    MATERIALS = "materials"
    RECOGNITION = "recognition"
    SKILLS = "skills and support"
    COMMUNICATION = "communication"


class TreeIsFull(ValueError):
    """A tree of whys that nobody could read any more."""


class Circle(ValueError):
    """A cause cannot stand below itself."""


@dataclass(frozen=True)
class InitiativeFields:
    """`until_year` is None while it goes on; `cost_usd` is None where nobody knows."""

    title: str
    what: str
    difficulty: str
    since_year: int
    until_year: int | None = None
    for_whom: str = ""
    cost_usd: int | None = None
    what_happened: str = ""
    what_remains: str = ""


@dataclass(frozen=True)
class CauseFields:
    """`named_by` is how many people named it. `taken_up_in` is a decision that stands in no log, in words."""

    text: str
    kind: str
    evidence: str = ""
    named_by: int | None = None
    is_root: bool = False
    taken_up_in: str = ""


class Caused(Protocol):
    """A cause as the tree needs it."""

    pk: Any
    parent_id: Any
    kind: Any


CausedT = TypeVar("CausedT", bound=Caused)


@dataclass(frozen=True)
class Twig(Generic[CausedT]):
    """A cause in its tree: what stands below it answers "why?". It lies where its topmost cause lies."""

    item: CausedT
    kind: str
    depth: int
    number: str
    is_first: bool
    is_last: bool
    twigs: "tuple[Twig[CausedT], ...]"

    @property
    def kind_label(self) -> str:
        return self.kind[:1].upper() + self.kind[1:]


def tree(causes: Iterable[CausedT]) -> tuple[Twig[CausedT], ...]:
    """The topmost causes in the order given, each with what stands below it; what hangs on nothing is left out."""
    below: dict[int | None, list[CausedT]] = {}
    for cause in causes:
        below.setdefault(cause.parent_id, []).append(cause)
    return _twigs(below, None, kind="", depth=0, number="")


def _twigs(
    below: Mapping[int | None, list[CausedT]], parent: int | None, *, kind: str, depth: int, number: str
) -> tuple[Twig[CausedT], ...]:
    found = below.get(parent, [])
    return tuple(
        Twig(
            item=cause,
            kind=kind or cause.kind,
            depth=depth,
            number=(own := f"{number}{place}."),
            is_first=place == 1,
            is_last=place == len(found),
            twigs=_twigs(below, cause.pk, kind=kind or cause.kind, depth=depth + 1, number=own),
        )
        for place, cause in enumerate(found, 1)
    )


def flat(twigs: Sequence[Twig[CausedT]]) -> list[Twig[CausedT]]:
    """Every twig, each followed by what stands below it."""
    return [each for twig in twigs for each in (twig, *flat(twig.twigs))]


def check_place(parents: Mapping[int, int | None], below: int | None, cause: int | None = None) -> None:
    """Raise Circle where `cause` would stand below itself, and TreeIsFull where a tree outgrows what can be read."""
    above = chain(parents, below)
    if cause is not None and cause in above:
        raise Circle("A cause can't stand below itself, or below what stands below it: choose another place.")
    if len(above) + _height(parents, cause) > DEEPEST:
        raise TreeIsFull(f"{DEEPEST} whys below each other are enough: mark the root, or begin another line.")
    if cause is None and len(parents) >= MOST_CAUSES:
        raise TreeIsFull(f"{MOST_CAUSES} causes are as many as one picture can hold: put similar ones together.")


def chain(parents: Mapping[int, int | None], start: int | None) -> list[int]:
    """`start` and all that it stands below; ends also where stored rows should form a circle."""
    found: list[int] = []
    while start is not None and start in parents and start not in found:
        found.append(start)
        start = parents[start]
    return found


def _height(parents: Mapping[int, int | None], cause: int | None) -> int:
    """How many levels a cause brings along: 1 for a cause alone."""
    if cause is None:
        return 1
    chains = (chain(parents, each) for each in parents)
    return max((found.index(cause) + 1 for found in chains if cause in found), default=1)


def moved(order: Sequence[int], cause: int, step: int) -> list[int]:
    """The siblings with `cause` one place up (-1) or down (1); at the end of the line nothing moves."""
    place = order.index(cause)
    to = min(max(place + step, 0), len(order) - 1)
    left = [each for each in order if each != cause]
    return [*left[:to], cause, *left[to:]]


def years_said(since: int, until: int | None) -> str:
    """ "2019 to 2022", "since 2024", "2021"."""
    if until is None:
        return f"since {since}"
    return f"{since}" if since == until else f"{since} to {until}"
