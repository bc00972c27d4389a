"""A timeline as sheets of rows with bars: pure arithmetic, drawn by `ui/charts/sheet.html`.

All shapes of one paint are one path, so that thousands of rows are drawn as fast as a few. Lengths are units of the
drawing's own view box; one unit is a pixel at full size.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from waypost.ui.charts import SOFT, SOLID, Paint, Scale, Tone

WIDTH, LABELS, MARGIN = 1000, 300, 8
CHART = WIDTH - LABELS - MARGIN
HEAD, ROW = 44, 20
#: So many rows with their heads fill a letter page on its side.
ROWS = 30
CHARACTERS = 43
GHOST = Paint("wp-c-ghost", "#7b8496")
PAST = Paint("wp-c-late-soft", "#fdecd2", "#b96d0c")
BAND = Paint("wp-c-track", "#eaebee")
ARROW, TIGHT = Paint("wp-l-link", "none", "#566174"), Paint("wp-l-gap", "none", "#b96d0c")
ARROW_HEAD, TIGHT_HEAD = Paint("wp-c-next", "#566174"), Paint("wp-c-late", "#b96d0c")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One row. Without a target it has words alone, without a start it is a milestone; `ghost` are earlier dates.

    A row with `is_head` names those that follow. `needs` holds the keys of rows that come first.
    """

    key: str
    label: str
    tone: Tone = Tone.NEXT
    start: date | None = None
    target: date | None = None
    done_percent: int = 0
    ghost: tuple[date | None, date] | None = None
    needs: tuple[str, ...] = ()
    is_head: bool = False


@dataclass(frozen=True)
class Shape:
    """All that one paint fills, as the `d` of a path."""

    paint: Paint
    path: str

    @property
    def is_dashed(self) -> bool:
        return self.paint is TIGHT


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str
    is_head: bool = False


@dataclass(frozen=True)
class Sheet:
    """A drawing of so many rows at most; `now` is where today stands, None out of sight."""

    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    marks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    now: float | None
    height: int
    width: int = WIDTH
    top: int = HEAD


@dataclass(frozen=True)
class Ground:
    """What every row stands on: the scale, today, and spans of days that are shaded, both ends counted."""

    scale: Scale
    today: date
    shaded: tuple[tuple[date, date], ...] = ()

    def at(self, day: date) -> float:
        return round(LABELS + self.scale.at(day) / 100 * CHART, 1)


def sheets(entries: Sequence[Entry], ground: Ground, rows: int = ROWS) -> tuple[Sheet, ...]:
    """The rows on as many sheets as they need; a head is repeated where its rows go on on the next one."""
    return tuple(_sheet(part, ground) for part in _parts(entries, rows))


def _parts(entries: Sequence[Entry], rows: int) -> list[list[Entry]]:
    parts: list[list[Entry]] = [[]]
    head: Entry | None = None
    for place, entry in enumerate(entries):
        is_last = entry.is_head and len(parts[-1]) == rows - 1 and place + 1 < len(entries)
        if len(parts[-1]) >= rows or is_last:
            parts.append([_again(head)] if head and not entry.is_head else [])
        head = entry if entry.is_head else head
        parts[-1].append(entry)
    return parts


def _again(head: Entry) -> Entry:
    return Entry(head.key, f"Continued: {head.label}", is_head=True)


class _Drawing:
    """The paths of one sheet while its rows are added."""

    def __init__(self, ground: Ground, height: int) -> None:
        self.ground = ground
        self.height = height
        self._paths: defaultdict[Paint, list[str]] = defaultdict(list)

    def box(self, paint: Paint, first: date, last: date, y: float, height: float) -> None:
        """A stretch that a pen can see, however short."""
        x = self.ground.at(first)
        self._paths[paint].append(f"M{x} {y}h{max(round(self.ground.at(last) - x, 1), 1.5)}v{height}H{x}z")

    def diamond(self, paint: Paint, day: date, y: float, radius: float) -> None:
        sides = f"l{radius} {radius}l-{radius} {radius}l-{radius}-{radius}z"
        self._paths[paint].append(f"M{self.ground.at(day)} {y - radius}{sides}")

    def arrow(self, ends_on: date, begins_on: date, y1: float, y2: float) -> None:
        """From the end of one row to the begin of another; it stands out where the first ends too late."""
        line, tip = (TIGHT, TIGHT_HEAD) if ends_on > begins_on else (ARROW, ARROW_HEAD)
        x1, x2 = self.ground.at(ends_on), self.ground.at(begins_on)
        turn = y2 - ROW / 2 if y2 > y1 else y2 + ROW / 2
        self._paths[line].append(f"M{x1} {y1}h5V{turn}H{x2 - 9}V{y2}H{x2 - 3}")
        self._paths[tip].append(f"M{x2} {y2}l-6-3.5v7z")

    def shapes(self) -> tuple[Shape, ...]:
        return tuple(Shape(paint, "".join(path)) for paint, path in self._paths.items())


def _sheet(entries: Sequence[Entry], ground: Ground) -> Sheet:
    height = HEAD + ROW * len(entries) + MARGIN
    drawing = _Drawing(ground, height)
    for first, last in ground.shaded:
        if last >= ground.scale.start and first <= ground.scale.end:
            drawing.box(BAND, first, last + ONE_DAY, HEAD, height - HEAD - MARGIN)
    for place, entry in enumerate(entries):
        _row(drawing, entry, _middle(place))
    _arrows(drawing, entries)
    labels = tuple(_label(entry, HEAD + ROW * place + 14) for place, entry in enumerate(entries))
    scale = ground.scale
    return Sheet(
        shapes=drawing.shapes(),
        labels=labels,
        marks=tuple((_across(x), name) for name, x in scale.marks),
        years=tuple((_across(x), name) for name, x in scale.years),
        now=ground.at(ground.today) if scale.holds(ground.today) else None,
        height=height,
    )


def _across(percent: float) -> float:
    return round(LABELS + percent / 100 * CHART, 1)


def _row(drawing: _Drawing, entry: Entry, middle: float) -> None:
    start, target, today = entry.start, entry.target, drawing.ground.today
    if target is None or entry.is_head:
        return
    if entry.ghost and entry.ghost != (start, target):
        _ghost(drawing, *entry.ghost, middle)
    if entry.tone is Tone.LATE and today > target:
        drawing.box(PAST, target, today, middle - 3, 5)
    if start is None or start >= target:
        drawing.diamond(SOLID[entry.tone], target, middle - 1, 6)
        return
    drawing.box(SOFT[entry.tone], start, target, middle - 6, 11)
    if entry.done_percent:
        done = start + (target - start) * min(entry.done_percent, 100) / 100
        drawing.box(SOLID[entry.tone], start, done, middle - 6, 11)


def _ghost(drawing: _Drawing, start: date | None, target: date, middle: float) -> None:
    if start and start < target:
        drawing.box(GHOST, start, target, middle + 6.5, 2.5)
    else:
        drawing.diamond(GHOST, target, middle + 7, 3)


def _arrows(drawing: _Drawing, entries: Sequence[Entry]) -> None:
    """A row may stand under several heads: the arrow comes from the nearest."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.target is not None:
            places[entry.key].append(place)
    for place, entry in enumerate(entries):
        begins_on = entry.start or entry.target
        for key in entry.needs:
            nearest = _nearest(places[key], place)
            ends_on = None if nearest is None else entries[nearest].target
            if nearest is not None and begins_on and ends_on:
                drawing.arrow(ends_on, begins_on, _middle(nearest), _middle(place))


def _nearest(places: Sequence[int], here: int) -> int | None:
    return min(places, key=lambda place: abs(place - here), default=None)


def _middle(place: int) -> float:
    return HEAD + ROW * place + ROW / 2


def _label(entry: Entry, y: float) -> Label:
    room = CHARACTERS * 2 if entry.is_head else CHARACTERS
    text = shorten(entry.label, room, placeholder=" …")
    return Label(MARGIN if entry.is_head else MARGIN + 12, y, text, entry.is_head)
