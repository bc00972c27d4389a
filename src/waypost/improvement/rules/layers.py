"""Which statement stands in which layer of the picture, and in what order, so that few lines cross (ST1). Pure.

A line that passes a layer gets a place of its own there (`Passage`), so that it runs between boxes and never over one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from waypost.improvement.rules.kinds import COLUMNS, Column

SWEEPS = 12


@dataclass(frozen=True)
class Node:
    """A statement of the picture."""

    key: int
    column: str
    text: str


@dataclass(frozen=True)
class Arrow:
    """A link of the picture; its number names it."""

    number: int
    cause: int
    effect: int
    verdict: str
    is_open: bool = False


@dataclass(frozen=True)
class Passage:
    """Where a line passes through a layer."""

    number: int
    layer: int


#: What has a place in a layer: the key of a statement, or a passage.
Place = int | Passage


@dataclass(frozen=True)
class Layers:
    """The places of each layer from the top, the way of each arrow through them, and where each column begins."""

    places: tuple[tuple[Place, ...], ...]
    ways: Mapping[int, tuple[Place, ...]]
    starts: tuple[int, ...]


def layers_of(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Layers:
    """Arrange them; an arrow may not lead in a circle or to the left."""
    depth = {node.key: 0 for node in nodes}
    column = {node.key: COLUMNS.index(Column(node.column)) for node in nodes}
    inside = [arrow for arrow in arrows if column[arrow.cause] == column[arrow.effect]]
    for _ in nodes:  # a chain is no longer than all statements
        for arrow in inside:
            depth[arrow.effect] = max(depth[arrow.effect], depth[arrow.cause] + 1)
    widths = [max((depth[node.key] + 1 for node in nodes if column[node.key] == at), default=1) for at in range(3)]
    starts = (0, widths[0], widths[0] + widths[1])
    layer = {node.key: starts[column[node.key]] + depth[node.key] for node in nodes}
    ways = {arrow.number: _way(arrow, layer) for arrow in arrows}
    places: list[list[Place]] = [[] for _ in range(sum(widths))]
    for node in nodes:
        places[layer[node.key]].append(node.key)
    for way in ways.values():
        for place in way:
            if isinstance(place, Passage):
                places[place.layer].append(place)
    return Layers(_ordered(places, ways), ways, starts)


def crossings(places: Sequence[Sequence[Place]], ways: Mapping[int, tuple[Place, ...]]) -> int:
    """How often two lines cross between one layer and the next."""
    at = {place: (layer, row) for layer, row_of in enumerate(places) for row, place in enumerate(row_of)}
    steps = [(at[one], at[two]) for way in ways.values() for one, two in pairwise(way)]
    return sum(
        1
        for place, (one, two) in enumerate(steps)
        for other, another in steps[place + 1 :]
        if one[0] == other[0] and (one[1] - other[1]) * (two[1] - another[1]) < 0
    )


def neighbors(ways: Mapping[int, tuple[Place, ...]]) -> tuple[dict[Place, list[Place]], dict[Place, list[Place]]]:
    """What stands right before and right after each place along the lines."""
    before: dict[Place, list[Place]] = {}
    after: dict[Place, list[Place]] = {}
    for way in ways.values():
        for one, two in pairwise(way):
            after.setdefault(one, []).append(two)
            before.setdefault(two, []).append(one)
    return before, after


def _way(arrow: Arrow, layer: Mapping[int, int]) -> tuple[Place, ...]:
    passed = range(layer[arrow.cause] + 1, layer[arrow.effect])
    return (arrow.cause, *(Passage(arrow.number, at) for at in passed), arrow.effect)


def _ordered(places: list[list[Place]], ways: Mapping[int, tuple[Place, ...]]) -> tuple[tuple[Place, ...], ...]:
    """The best of several sweeps in which each place goes to the middle of its neighbors, to the right and back."""
    before, after = neighbors(ways)
    best, fewest = [list(row) for row in places], crossings(places, ways)
    current = [list(row) for row in places]
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for at in range(1, len(current)) if forward else range(len(current) - 2, -1, -1):
            beside = {place: row for row, place in enumerate(current[at - 1 if forward else at + 1])}
            _sort(current[at], beside, before if forward else after)
        count = crossings(current, ways)
        if count < fewest:
            best, fewest = [list(row) for row in current], count
    return tuple(tuple(row) for row in best)


def _sort(row: list[Place], beside: Mapping[Place, int], linked: Mapping[Place, list[Place]]) -> None:
    stands = {place: float(at) for at, place in enumerate(row)}
    middles = {place: [beside[other] for other in linked.get(place, ()) if other in beside] for place in row}
    row.sort(key=lambda place: sum(middles[place]) / len(middles[place]) if middles[place] else stands[place])
