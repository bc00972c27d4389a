"""Where the shapes of a chart stand: pure arithmetic. `templatetags/wp.py` draws them.

Lengths are percentages of the chart's width, so that a chart fits its cell at every width.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: Circumference of the ring in `ui/charts/ring.html`, in units of its view box (radius 8).
RING_LENGTH = 50.3
MOST_MARKS = 10
MONTHS = 12
#: What four digits need, in percent of the width.
ROOM_OF_A_YEAR = 10


class Tone(StrEnum):
    """What a shape stands for."""

    DONE = "done"
    GO = "go"
    LATE = "late"
    NEXT = "next"
    AWARD = "award"


@dataclass(frozen=True)
class Paint:
    """A class for the browser, and the light set's colors for PDF, Word and mail, which know no classes."""

    name: str
    fill: str
    stroke: str = ""


SOLID: dict[Tone, Paint] = {
    Tone.DONE: Paint("wp-c-done", "#2b6e4f"),
    Tone.GO: Paint("wp-c-bar", "#2f7f98"),
    Tone.LATE: Paint("wp-c-late", "#b96d0c"),
    Tone.NEXT: Paint("wp-c-next", "#566174"),
    Tone.AWARD: Paint("wp-c-award", "#6a3f8f"),
}
#: The whole of a bar, under the part that is done.
SOFT: dict[Tone, Paint] = {
    Tone.DONE: SOLID[Tone.DONE],
    Tone.GO: Paint("wp-c-go-soft", "#e2eff3", "#2f7f98"),
    Tone.LATE: Paint("wp-c-late-soft", "#fdecd2", "#b96d0c"),
    Tone.NEXT: Paint("wp-c-next-soft", "#ffffff", "#7b8496"),
    Tone.AWARD: SOLID[Tone.AWARD],
}


@dataclass(frozen=True)
class Span:
    """A stretch of the width, in percent."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Scale:
    """The days from `start` to `end`, laid over the width."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A scale ends after it starts; {self.end} is not after {self.start}.")

    def at(self, day: date) -> float:
        """How far along `day` stands, in percent; a day outside stands at the nearer edge."""
        share = (day - self.start) / (self.end - self.start)
        return round(min(max(share, 0), 1) * 100, 2)

    def span(self, first: date, last: date) -> Span:
        x = self.at(first)
        return Span(x, round(max(self.at(last) - x, 0), 2))

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def marks(self) -> list[tuple[str, float]]:
        """Label and place of each month; of every second month, quarter, half year or year where they would crowd."""
        step = self._months_apart
        shown = [day for day in _first_days(self.start, self.end) if (day.month - 1) % step == 0]
        return [(f"{day:%Y}" if step == MONTHS else f"{day:%b}", self.at(day)) for day in shown]

    @property
    def years(self) -> list[tuple[str, float]]:
        """Label and place of each year, for a line of its own below the months; none where the marks are years.

        A first year that leaves no room before the next one is left out.
        """
        if self._months_apart == MONTHS:
            return []
        begins = [self.start, *(day for day in _first_days(self.start, self.end)[1:] if day.month == 1)]
        places = [(f"{day:%Y}", self.at(day)) for day in begins]
        has_room = len(places) == 1 or places[1][1] - places[0][1] >= ROOM_OF_A_YEAR
        return places if has_room else places[1:]

    @property
    def _months_apart(self) -> int:
        count = len(_first_days(self.start, self.end))
        return next((months for months in (1, 2, 3, 6) if count <= months * MOST_MARKS), MONTHS)


def scale_around(days: list[date]) -> Scale:
    """Whole months around `days`, which may not be empty."""
    first, last = min(days), max(days)
    _, length = calendar.monthrange(last.year, last.month)
    return Scale(first.replace(day=1), last.replace(day=length))


@dataclass(frozen=True)
class TimelineRow:
    """One activity on a scale. A row has a bar, or a milestone where it has no length."""

    tone: Tone
    bar: Span | None
    done: Span | None
    milestone: float | None
    ghost: Span | None
    ghost_milestone: float | None
    past_date: Span | None


def timeline_row(
    scale: Scale,
    *,
    start: date | None,
    target: date,
    today: date,
    tone: Tone,
    done_percent: int = 0,
    baseline: tuple[date | None, date] | None = None,
) -> TimelineRow:
    """Lay out an activity from `start` to `target`; without a start it is a milestone.

    `baseline` gives start and target as adopted and shows as a ghost only where they moved. A late activity carries a
    dashed stretch from its target to `today`.
    """
    bar = _bar(scale, start, target)
    moved = baseline if baseline and baseline != (start, target) else None
    ghost = _bar(scale, *moved) if moved else None
    return TimelineRow(
        tone=tone,
        bar=bar,
        done=Span(bar.x, round(bar.width * min(max(done_percent, 0), 100) / 100, 2)) if bar and done_percent else None,
        milestone=None if bar else scale.at(target),
        ghost=ghost,
        ghost_milestone=scale.at(moved[1]) if moved and not ghost else None,
        past_date=scale.span(target, today) if tone is Tone.LATE and today > target else None,
    )


@dataclass(frozen=True)
class Bullet:
    """A value against its target, in percent of the longest of them; `good` is where it should end."""

    value: float
    target: float | None
    baseline: float | None
    good: Span | None = None


def bullet(
    value: float,
    target: float | None = None,
    baseline: float | None = None,
    *,
    maximum: float | None = None,
    good: tuple[float, float] | None = None,
) -> Bullet:
    """Lay out a bullet. `maximum` is the full width (100 for percentages); without it the longest part fills 80 %.

    `good` is the stretch in which the value should end, where that is not simply beyond the target.
    """
    full = maximum or max(value, target or 0, baseline or 0, good[1] if good else 0) / 0.8 or 1
    return Bullet(
        value=share(value, full),
        target=None if target is None else share(target, full),
        baseline=None if baseline is None else share(baseline, full),
        good=_stretch(share(good[0], full), share(good[1], full)) if good else None,
    )


def _stretch(first: float, last: float) -> Span:
    return Span(first, round(max(last - first, 0), 2))


def share(part: float, whole: float) -> float:
    """`part` of `whole` in percent, within 0 and 100; nothing of nothing is 0."""
    return round(min(max(part / whole, 0), 1) * 100, 2) if whole else 0.0


def trend(values: Sequence[float], width: int = 60, height: int = 16) -> str:
    """The points of a line from the first to the last value; empty where fewer than two make no line."""
    if len(values) <= 1:
        return ""
    low, high = min(values), max(values)
    step, room = width / (len(values) - 1), height - 2
    heights = [0.5 if high == low else (value - low) / (high - low) for value in values]
    return " ".join(f"{place * step:.1f},{1 + room * (1 - share):.1f}" for place, share in enumerate(heights))


def ring_dash(percent: float) -> float:
    """How long the stroke of a ring is that stands for `percent`."""
    return round(share(percent, 100) / 100 * RING_LENGTH, 1)


def _bar(scale: Scale, start: date | None, target: date) -> Span | None:
    return scale.span(start, target) if start and start < target else None


def _first_days(start: date, end: date) -> list[date]:
    """The first day of each month in sight; a first month that began earlier counts from its own first day."""
    days = [start.replace(day=1)]
    while (following := (days[-1] + timedelta(days=32)).replace(day=1)) <= end:
        days.append(following)
    return days
