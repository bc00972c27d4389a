"""Activities that wait for each other: no circle may form. Pure (PL5)."""

from collections.abc import Iterable, Mapping


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
