"""Keeping small groups out of numbers, also against subtraction (DESIGN.md, Small groups). No database, no web.

A *chain* counts the people who reached each of several steps, so it never rises. From two numbers of a chain anyone
can work out how many stopped between them, and from a total and all groups but one the numbers of that one. So a
table is safe exactly where every *cell* that can be worked out is empty or holds at least THRESHOLD people. A cell
is what lies between two neighboring numbers that are shown, of a group that is shown or of all the others together;
every other difference of numbers in the table is a sum of such cells. Where groups share people, this no longer holds,
so a total less one group, and less all that are shown, is also looked at between any two steps, whatever its sign:
above zero it tells who is in no group that is shown, below zero who is in several.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

THRESHOLD = 10

Chain = tuple[int, ...]
Shown = tuple[int | None, ...]


@dataclass(frozen=True)
class SafeTable:
    """What may be shown of a total and its groups, in the given order; None stands where a number is suppressed."""

    total: Shown
    groups: tuple[Shown, ...]

    @property
    def is_suppressed(self) -> bool:
        return any(count is None for shown in (self.total, *self.groups) for count in shown)


def is_safe(count: int) -> bool:
    """Nobody, or enough people."""
    return count == 0 or count >= THRESHOLD


def safe_chain(counts: Sequence[int]) -> Shown:
    """Each count that is safe itself and against the last one shown before it; nothing of a small group."""
    if not is_safe(counts[0]):
        return (None,) * len(counts)
    shown: list[int | None] = []
    before: int | None = None
    for count in counts:
        fits = is_safe(count) and (before is None or is_safe(before - count))
        shown.append(count if fits else None)
        before = count if fits else before
    return tuple(shown)


def safe_whole(whole: Chain, parts: Sequence[Chain]) -> Shown:
    """What may be shown of `whole`, beside its parts, each of which is shown by `safe_chain` and may share people.

    A number is left out where that of a part is, and where it would tell that few people stand in several parts.
    """
    shared = tuple(sum(column) for column in zip(*parts, strict=True)) if parts else whole
    overlap = tuple(several - once for several, once in zip(shared, whole, strict=True))
    beside = [safe_chain(chain) for chain in (whole, overlap, *parts)]
    return tuple(
        count if all(shown[step] is not None for shown in beside) else None for step, count in enumerate(whole)
    )


def safe_table(total: Chain, groups: Sequence[Chain]) -> SafeTable:
    """The most numbers that can be shown of `groups`, which make up `total` and may share people, beside what is safe.

    All groups that are shown at all show the same steps: the first, which says how large they are, and others.
    """
    shown_total = safe_chain(total)
    steps = [step for step, count in enumerate(shown_total) if count is not None]
    choices = [(_groups_in_sight(total, groups, chosen), chosen) for chosen in _choices_of(steps)]
    in_sight, chosen = max(choices, key=lambda choice: len(choice[0]) * len(choice[1]), default=(frozenset(), ()))
    return SafeTable(
        shown_total,
        tuple(
            tuple(count if place in in_sight and step in chosen else None for step, count in enumerate(group))
            for place, group in enumerate(groups)
        ),
    )


def _groups_in_sight(total: Chain, groups: Sequence[Chain], steps: tuple[int, ...]) -> frozenset[int]:
    """The places of the groups that can show `steps`: the smallest join the hidden until what is left is safe."""
    whole, *parts = [tuple(chain[step] for step in steps) for chain in (total, *groups)]
    in_sight = [
        place
        for place in sorted(range(len(groups)), key=lambda place: groups[place])
        if _tells_of_no_few(parts[place]) and _tells_of_no_few(_less(whole, [parts[place]]))
    ]
    while in_sight and not _tells_of_no_few(_less(whole, [parts[place] for place in in_sight])):
        del in_sight[0]
    return frozenset(in_sight)


def _less(whole: Chain, parts: Sequence[Chain]) -> Chain:
    return tuple(count - sum(taken) for count, *taken in zip(whole, *parts, strict=True))


def _tells_of_no_few(counts: Chain) -> bool:
    """Whether no number, and no number less another, is about a few people; below zero, they are in several groups."""
    return all(is_safe(abs(early - late)) for early, late in combinations((*counts, 0), 2))


def _choices_of(steps: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The first step with any of the others, the longest choice first, so that ties keep more steps."""
    for length in range(len(steps), 0, -1):
        yield from ((steps[0], *others) for others in combinations(steps[1:], length - 1))
