"""The picture of a theory as arithmetic: boxes, curves that run between them, numbers on the lines (ST1). Pure.

Lengths are units of the drawing's own view box; one unit is a pixel at full size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from waypost.improvement.rules.kinds import COLUMN_LABELS, COLUMNS
from waypost.improvement.rules.layers import Arrow, Layers, Node, Passage, Place, layers_of, neighbors

HEAD, MARGIN = 40, 4
LINE_HEIGHT, PADDING, MOST_LINES = 20, 16, 12
GAP, NARROW = 32, 18
PASSAGE = 8
SWEEPS = 8
PORTS_APART = 16
HEAD_LENGTH = 11
NUMBER = 13
#: Lines of one gutter beyond which it grows, so that their numbers keep apart.
IN_A_GUTTER = 5
#: Where along its first curve a number may stand, the best place first.
ALONG = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8, 0.45, 0.55, 0.33, 0.67)


@dataclass(frozen=True)
class Size:
    """How wide boxes and the gutters between them are, and how many characters a line of a box holds."""

    box: int
    gutter: int
    characters: int


#: Three layers, and the four that one chain inside a column makes, fit beside the navigation.
WIDE, SLIM = Size(236, 100, 29), Size(172, 74, 20)


@dataclass(frozen=True)
class Box:
    """A statement where it stands; `x`, `y` are its upper left corner."""

    key: int
    lines: tuple[str, ...]
    x: float
    y: float
    width: int
    height: int

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def baselines(self) -> list[tuple[float, str]]:
        first = self.y + (self.height - LINE_HEIGHT * len(self.lines)) / 2 + 15
        return [(round(first + LINE_HEIGHT * place, 1), line) for place, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Line:
    """A link as it is drawn: `path` for the `d` of an SVG path, `tip` for its head, and where its number stands."""

    number: int
    verdict: str
    is_open: bool
    path: str
    tip: str
    x: float
    y: float

    @property
    def number_y(self) -> float:
        """Where the number's own letters stand, so that they are in the middle of their circle."""
        return round(self.y + 5, 1)


@dataclass(frozen=True)
class Drawing:
    heads: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int

    @property
    def height_with_key(self) -> int:
        """Of a file, below which one line says what the kinds of lines mean."""
        return self.height + HEAD

    @property
    def key_y(self) -> int:
        """Where that line stands."""
        return self.height + LINE_HEIGHT


Point = tuple[float, float]


def drawing(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Drawing:
    """Lay a theory out; every statement and every link stands in it."""
    layers = layers_of(nodes, arrows)
    size = WIDE if len(layers.places) <= len(COLUMNS) else SLIM
    lines = {node.key: _wrapped(node.text, size) for node in nodes}
    heights = {place: _height(place, lines) for row in layers.places for place in row}
    middles = _middles(layers, heights)
    lefts = _lefts(layers, size)
    boxes = {
        place: Box(
            place,
            lines[place],
            lefts[at],
            round(middles[place] - heights[place] / 2, 1),
            size.box,
            heights[place],
        )
        for at, row in enumerate(layers.places)
        for place in row
        if not isinstance(place, Passage)
    }
    bottom = max((middles[place] + heights[place] / 2 for place in middles), default=HEAD)
    return Drawing(
        heads=tuple((lefts[at], COLUMN_LABELS[name]) for at, name in zip(layers.starts, COLUMNS, strict=True)),
        boxes=tuple(boxes.values()),
        lines=_lines(arrows, layers, boxes, middles, lefts, size),
        width=round(lefts[-1] + size.box + MARGIN),
        height=round(bottom + MARGIN),
    )


def _wrapped(text: str, size: Size) -> tuple[str, ...]:
    return tuple(wrap(text, size.characters, max_lines=MOST_LINES, placeholder=" …")) or ("",)


def _height(place: Place, lines: Mapping[int, tuple[str, ...]]) -> int:
    return PASSAGE if isinstance(place, Passage) else 2 * PADDING + LINE_HEIGHT * len(lines[place])


def _lefts(layers: Layers, size: Size) -> list[float]:
    """Where each layer begins; a gutter with many lines is wider."""
    at = {place: layer for layer, row in enumerate(layers.places) for place in row}
    leaving = [0] * len(layers.places)
    for way in layers.ways.values():
        leaving[at[way[0]]] += 1
    lefts = [float(MARGIN)]
    for count in leaving[:-1]:
        lefts.append(lefts[-1] + size.box + size.gutter + 2 * NUMBER * (count // IN_A_GUTTER))
    return lefts


def _middles(layers: Layers, heights: Mapping[Place, int]) -> dict[Place, float]:
    """The height at which each place stands: near its neighbors, in the order of its layer, none over another."""
    before, after = neighbors(layers.ways)
    middles: dict[Place, float] = {}
    for row in layers.places:
        middles |= _spread(row, heights, dict.fromkeys(row, 0.0))
    for sweep in range(SWEEPS):
        rows = layers.places if sweep % 2 == 0 else layers.places[::-1]
        linked = before if sweep % 2 == 0 else after
        for row in rows:
            wanted = {
                place: _mean([middles[other] for other in linked.get(place, ())], middles[place]) for place in row
            }
            middles |= _spread(row, heights, wanted)
    top = min((middles[place] - heights[place] / 2 for place in middles), default=0.0)
    return {place: middle - top + HEAD for place, middle in middles.items()}


def _spread(row: Sequence[Place], heights: Mapping[Place, int], wanted: Mapping[Place, float]) -> dict[Place, float]:
    """As near as can be to where each wants to stand, with room between them: neighbors too close move as one."""
    offsets = [0.0]
    for one, two in pairwise(row):
        is_narrow = isinstance(one, Passage) or isinstance(two, Passage)
        offsets.append(offsets[-1] + (heights[one] + heights[two]) / 2 + (NARROW if is_narrow else GAP))
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(row, offsets, strict=False):
        blocks.append((wanted[place] - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, many), (second, more) = blocks[-2:]
            blocks[-2:] = [((first * many + second * more) / (many + more), many + more)]
    bases = [base for base, many in blocks for _ in range(many)]
    return {place: base + offset for place, base, offset in zip(row, bases, offsets, strict=False)}


def _lines(
    arrows: Sequence[Arrow],
    layers: Layers,
    boxes: Mapping[int, Box],
    middles: Mapping[Place, float],
    lefts: Sequence[float],
    size: Size,
) -> tuple[Line, ...]:
    at = {place: layer for layer, row in enumerate(layers.places) for place in row}
    leaving = _ports(arrows, layers, boxes, middles, is_leaving=True)
    arriving = _ports(arrows, layers, boxes, middles, is_leaving=False)
    drawn: list[Line] = []
    for arrow in arrows:
        way = layers.ways[arrow.number]
        heights = [leaving[arrow.number], *(middles[place] for place in way[1:-1]), arriving[arrow.number]]
        curves = [
            ((lefts[at[one]] + size.box, heights[step]), (lefts[at[two]], heights[step + 1]))
            for step, (one, two) in enumerate(pairwise(way))
        ]
        drawn.append(_line(arrow, curves, drawn))
    return tuple(drawn)


def _ports(
    arrows: Sequence[Arrow],
    layers: Layers,
    boxes: Mapping[int, Box],
    middles: Mapping[Place, float],
    *,
    is_leaving: bool,
) -> dict[int, float]:
    """At which height of its box each line leaves, or arrives: in the order of where it comes from."""
    ports: dict[int, float] = {}
    for key, box in boxes.items():
        mine = [arrow.number for arrow in arrows if (arrow.cause if is_leaving else arrow.effect) == key]
        mine.sort(key=lambda number: middles[layers.ways[number][1 if is_leaving else -2]])
        apart = min(PORTS_APART, (box.height - PADDING) / max(len(mine) - 1, 1))
        for place, number in enumerate(mine):
            ports[number] = middles[key] + (place - (len(mine) - 1) / 2) * apart
    return ports


def _line(arrow: Arrow, curves: Sequence[tuple[Point, Point]], drawn: Sequence[Line]) -> Line:
    """Curves between layers, straight through each layer that is passed."""
    last = len(curves) - 1
    ends = [(one, (x - HEAD_LENGTH + 2, y) if at == last else (x, y)) for at, (one, (x, y)) in enumerate(curves)]
    path = f"M{_said(ends[0][0])}"
    for at, (one, two) in enumerate(ends):
        half = (one[0] + two[0]) / 2
        path += f"{f'L{_said(one)}' if at else ''}C{_said((half, one[1]))} {_said((half, two[1]))} {_said(two)}"
    x, y = curves[-1][1]
    tip = f"M{_said((x - HEAD_LENGTH, y - 6))}L{_said((x, y))}L{_said((x - HEAD_LENGTH, y + 6))}z"
    number_x, number_y = _free_point(ends[0], drawn)
    return Line(arrow.number, arrow.verdict, arrow.is_open, path, tip, number_x, number_y)


def _free_point(curve: tuple[Point, Point], drawn: Sequence[Line]) -> Point:
    """On the curve, where no other number stands; else as far from the others as can be."""
    points = [_on(curve, share) for share in ALONG]
    room = [min((abs(x - o.x) ** 2 + abs(y - o.y) ** 2 for o in drawn), default=float("inf")) for x, y in points]
    free = (2 * NUMBER + 2) ** 2
    best = next((at for at, space in enumerate(room) if space >= free), room.index(max(room)))
    return points[best]


def _on(curve: tuple[Point, Point], share: float) -> Point:
    (x1, y1), (x2, y2) = curve
    half, rest = (x1 + x2) / 2, 1 - share
    a, b, c, d = rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3
    return round(a * x1 + (b + c) * half + d * x2, 1), round((a + b) * y1 + (c + d) * y2, 1)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _said(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
