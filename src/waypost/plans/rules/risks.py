"""Whether an activity's dates can still hold: what it waits for, and time that has passed. Pure (PL7).

Two things put an activity at risk. Something it needs ends after it is to start, or is past its own date. Or its
progress is more than `MARGIN` percentage points behind the share of its time that has passed; a first week is too
short to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: Percentage points; people write progress down now and then, so that a smaller gap says little.
MARGIN = 25
#: Days after the start in which progress is not asked for.
FIRST_DAYS = 7
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Needed:
    """Another activity that has to be done first."""

    uid: str
    text: str
    target_on: date | None = None
    is_done: bool = False


def still_open(needed: Sequence[Needed]) -> tuple[Needed, ...]:
    return tuple(other for other in needed if not other.is_done)


def too_late(needed: Sequence[Needed], begins_on: date | None, today: date) -> tuple[Needed, ...]:
    """Those that are open and end after `begins_on`, or are past their own date."""
    return tuple(other for other in still_open(needed) if _ends_too_late(other.target_on, begins_on, today))


def _ends_too_late(ends_on: date | None, begins_on: date | None, today: date) -> bool:
    if ends_on is None:
        return False
    return ends_on < today or (begins_on is not None and ends_on > begins_on)


def time_passed(start_on: date | None, target_on: date | None, today: date) -> int | None:
    """The share of its time that is over, in percent; None where it has no length, has not begun or just begun."""
    if start_on is None or target_on is None or target_on <= start_on:
        return None
    days = (today - start_on).days
    return min(WHOLE, WHOLE * days // (target_on - start_on).days) if days >= FIRST_DAYS else None


def is_behind(progress: int, passed: int | None) -> bool:
    """Whether work is further behind its time than the margin allows."""
    return passed is not None and progress + MARGIN < passed
