"""What fits on the one page that a board reads (PL10). Pure.

Each part has so many lines at most, and each line so many letters, that the page is full and nothing gets smaller.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from waypost.plans.rules.activities import ActivityStatus, Look, LookReason, Moved
from waypost.plans.rules.steps import Step
from waypost.plans.rules.words import look_note, shift, short_day, span_of

MOST_INDICATORS, MOST_OBJECTIVES, MOST_MOVED, MOST_LOOKS, MOST_DATES = 5, 6, 3, 3, 6
LONGEST_GOAL, LONGEST_LINE, LONGEST_REASON, LONGEST_CELL = 220, 62, 80, 62
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class ReportLine:
    """One line: what it says, what stands below it, a number beside it, and where that comes from."""

    text: str
    url: str
    note: str = ""
    number: str = ""


@dataclass(frozen=True)
class ReportPart:
    """A heading with its first lines, and how many more there are at `url`; `empty` stands where there is none."""

    heading: str
    lines: tuple[ReportLine, ...]
    more: int
    url: str
    empty: str

    @property
    def more_says(self) -> str:
        """ "and 3 more"; empty where all stand here."""
        return f"and {self.more} more" if self.more else ""


@dataclass(frozen=True)
class IndicatorCells:
    """An indicator as the report shows it, each cell in words; `values` are its last numbers, the latest last."""

    text: str
    url: str
    baseline: str
    now: str
    now_url: str
    target: str
    status: str
    values: tuple[float, ...]

    @property
    def trend_says(self) -> str:
        """ "from 5 to 12 in 4 numbers"; empty where fewer than two make no trend."""
        if len(self.values) <= 1:
            return ""
        return f"from {self.values[0]:g} to {self.values[-1]:g} in {len(self.values)} numbers"


def short(text: str, longest: int = LONGEST_LINE) -> str:
    """The text on one line, with "…" where words were left out; one endless word is cut."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept) + "…"


def part(
    heading: str, found: Sequence[Thing], most: int, line: Callable[[Thing], ReportLine], *, url: str, empty: str
) -> ReportPart:
    """The first of what was found as lines, and how many more there are."""
    return ReportPart(heading, tuple(line(each) for each in found[:most]), max(len(found) - most, 0), url, empty)


def next_dates(steps: Iterable[Step], today: date) -> list[Step]:
    """What ends from today on and is not done, the nearest first."""
    ahead = [(step.facts.target_on, step) for step in steps if step.status is not ActivityStatus.DONE]
    return [step for day, step in sorted(((d, s) for d, s in ahead if d and d >= today), key=lambda pair: pair[0])]


def next_date(step: Step, today: date) -> str:
    """ "Jan 29"; a milestone says that it is one."""
    said = short_day(step.facts.target_on, today) if step.facts.target_on else ""
    return f"{said}, milestone" if step.facts.is_milestone else said


def move(change: Moved, today: date) -> str:
    """ "14 days later, Jan 22", or what became of the date; where only the start moved, of the start."""
    if change.keeps_its_end:
        return _start(change, today)
    after = change.activity.target_on
    if after is None:
        return "no date any more"
    return f"{shift(change.days)}, {short_day(after, today)}" if change.days else f"now {short_day(after, today)}"


def _start(change: Moved, today: date) -> str:
    after = change.activity.start_on
    if after is None:
        return "no start any more"
    later = f" {shift(change.days_to_start)}," if change.days_to_start else ""
    return f"starts{later} {short_day(after, today)}"


def finding(look: Look) -> str:
    """ "6 days past date", "at risk", "no lead"."""
    return f"{span_of(look.days or 0)} past date" if look.reason is LookReason.PAST_DATE else look.reason.value


def note(look: Look, today: date) -> str:
    """What else helps to decide, without who leads: a report is handed on, and what is late is not laid at a name."""
    return "" if look.reason is LookReason.PAST_DATE and look.activity.leads else look_note(look, today)
