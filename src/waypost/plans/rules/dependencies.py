"""Activities that wait for each other: no circle may form. Pure (PL5)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def circle(needs: Mapping[str, Iterable[str]], start: str) -> tuple[str, ...]:
    """The way from `start` back to itself along what each one needs, without its end; empty where there is none."""
    came_from: dict[str, str] = {}
    ahead = [start]
    while ahead:
        here = ahead.pop()
        for needed in needs.get(here, ()):
            if needed == start:
                return _way(came_from, start, here)
            if needed not in came_from:
                came_from[needed] = here
                ahead.append(needed)
    return ()


def _way(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def without_circles(needs: Mapping[Key, Sequence[Key]]) -> dict[Key, tuple[Key, ...]]:
    """What each one needs, without those needs that would close a circle; all that is needed stands among the keys.

    Every need is looked at once, so that a hostile file takes no longer than a plan of its size.
    """
    kept: dict[Key, list[Key]] = {key: [] for key in needs}
    finished: set[Key] = set()
    for start in needs:
        on_the_way = dict.fromkeys([start])
        ahead = [(start, iter(needs[start]))] if start not in finished else []
        while ahead:
            here, left = ahead[-1]
            needed = next(left, None)
            if needed is None:
                finished.add(here)
                del on_the_way[here]
                ahead.pop()
            elif needed not in on_the_way:
                kept[here].append(needed)
                if needed not in finished:
                    on_the_way[needed] = None
                    ahead.append((needed, iter(needs[needed])))
    return {key: tuple(found) for key, found in kept.items()}
