"""A theory leads somewhere: no chain of links comes back to where it began, and none leads to the left (ST1). Pure."""

from collections import defaultdict
from collections.abc import Iterable

from waypost.improvement.rules.kinds import COLUMNS, Column

Pair = tuple[int, int]
CIRCLE = "That would lead in a circle: what comes last would bring about what comes first."
BACKWARD = (
    "A link goes from what we do to what educators do and on to results: choose one in the same column or to the right."
)
SAME = "A statement does not lead to itself: choose two different ones."


def why_not(cause: tuple[int, str], effect: tuple[int, str], pairs: Iterable[Pair]) -> str:
    """One sentence where a link from one (key, column) to another can't stand; empty where it can."""
    if cause[0] == effect[0]:
        return SAME
    if COLUMNS.index(Column(effect[1])) < COLUMNS.index(Column(cause[1])):
        return BACKWARD
    return CIRCLE if leads_to(pairs, effect[0], cause[0]) else ""


def leads_to(pairs: Iterable[Pair], first: int, last: int) -> bool:
    """Whether a chain of (cause, effect) goes from `first` to `last`; a statement leads to itself."""
    onward = defaultdict(list)
    for cause, effect in pairs:
        onward[cause].append(effect)
    seen, waiting = {first}, [first]
    while waiting:
        for following in onward[waiting.pop()]:
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return last in seen


def has_circle(pairs: Iterable[Pair]) -> bool:
    """Whether any chain comes back to its beginning."""
    known = list(pairs)
    return any(leads_to(known, effect, cause) for cause, effect in known)
