"""Boxes with words in columns, and the lines between them: pure arithmetic, drawn by `ui/charts/diagram.html`.

Lengths are units of the drawing's own view box; one unit is a pixel at full size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

COLUMN, GUTTER = 166, 28
MARGIN, GAP = 6, 14
LINE_HEIGHT, PADDING = 18, 10
CHARACTERS, MOST_LINES = 18, 9
HEAD = 34


@dataclass(frozen=True)
class Words:
    """What stands in a box; `is_gap` where something is missing, which the box then says."""

    key: str
    text: str
    is_gap: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Short enough to fit; the last line ends with "…" where words were left out."""
        return tuple(wrap(self.text, CHARACTERS, max_lines=MOST_LINES, placeholder=" …")) or ("",)

    @property
    def height(self) -> int:
        return 2 * PADDING + LINE_HEIGHT * len(self.lines)


@dataclass(frozen=True)
class Box:
    """A box where it stands; `x`, `y` are its upper left corner."""

    words: Words
    x: int
    y: int

    width = COLUMN

    @property
    def middle(self) -> int:
        return self.y + self.words.height // 2

    @property
    def baselines(self) -> list[tuple[int, str]]:
        """Where each line of words stands."""
        first = self.y + PADDING + 13
        return [(first + LINE_HEIGHT * place, line) for place, line in enumerate(self.words.lines)]


@dataclass(frozen=True)
class Link:
    """A line from the right edge of one box to the left edge of another, with one elbow."""

    x1: int
    y1: int
    x2: int
    y2: int
    is_gap: bool

    @property
    def path(self) -> str:
        """For the `d` of an SVG path."""
        return f"M{self.x1} {self.y1}H{self.x1 + GUTTER // 2}V{self.y2}H{self.x2}"


@dataclass(frozen=True)
class Diagram:
    heads: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: int
    height: int


def diagram(
    heads: Sequence[str], columns: Sequence[Sequence[tuple[int, Words]]], pairs: Sequence[tuple[str, str]]
) -> Diagram:
    """Lay out boxes in columns; each stands at the height given with it. `pairs` names the boxes that a line joins."""
    boxes = {
        words.key: Box(words, _left(place), HEAD + top) for place, column in enumerate(columns) for top, words in column
    }
    bottom = max((box.y + box.words.height for box in boxes.values()), default=HEAD)
    return Diagram(
        heads=tuple((_left(place), head) for place, head in enumerate(heads)),
        boxes=tuple(boxes.values()),
        links=tuple(_link(boxes[first], boxes[second]) for first, second in pairs),
        width=_left(len(heads)) - GUTTER + MARGIN,
        height=bottom + MARGIN,
    )


def stacked(column: Sequence[Words], top: int = 0) -> list[tuple[int, Words]]:
    """Boxes one below the other, from `top` on."""
    placed = []
    for words in column:
        placed.append((top, words))
        top += words.height + GAP
    return placed


def _left(place: int) -> int:
    return MARGIN + place * (COLUMN + GUTTER)


def _link(first: Box, second: Box) -> Link:
    return Link(first.x + COLUMN, first.middle, second.x, second.middle, second.words.is_gap)
