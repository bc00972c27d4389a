"""Where an indicator stands, and what about it needs a look (PL2). Pure.

A straight line leads from the baseline, on the day on which the plan began, to the target on its due date. Whoever
measures at the line or beyond it is on their way; SLACK of the whole way is let go, since schools move in steps. The
line is read on the day of the measurement, so that a number that waits does not get worse. No word says who is behind.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from waypost.plans.rules.kinds import Direction

#: A tenth of the way from baseline to target.
SLACK = Decimal("0.1")


class IndicatorStatus(StrEnum):
    """Where an indicator stands; derived, never stored."""

    NOT_MEASURED = "Not measured yet"
    NO_TARGET = "No target yet"
    REACHED = "Reached"
    ON_ITS_WAY = "On its way"
    NOT_YET = "Not there yet"
    NEEDS_A_LOOK = "Needs a look"


class IndicatorLookReason(StrEnum):
    """Why an indicator needs a look (PL7: visible without asking)."""

    MEASUREMENT_DUE = "measurement due"
    OWNER_LEFT = "owner left"
    NO_SOURCE = "no source"


@dataclass(frozen=True)
class Aim:
    """Where a number should go; `target_from` is the lower end of a range, and counts for nothing else."""

    direction: Direction = Direction.MORE
    target_from: Decimal | None = None
    target: Decimal | None = None

    @property
    def is_set(self) -> bool:
        if self.direction is Direction.RANGE:
            return self.target_from is not None and self.target is not None
        return self.target is not None

    def distance(self, number: Decimal) -> Decimal:
        """How far `number` is from the target; 0 where it is reached, or nothing is aimed at."""
        if self.target is None or not self.is_set:
            return Decimal(0)
        below = self.target - number
        if self.direction is Direction.MORE:
            return max(below, Decimal(0))
        if self.direction is Direction.LESS:
            return max(-below, Decimal(0))
        return max(-below, (self.target_from or Decimal(0)) - number, Decimal(0))


@dataclass(frozen=True)
class IndicatorFacts:
    """What is known of one indicator; None where nobody said. `measured_on` is the day of `now`."""

    now: Decimal | None
    baseline: Decimal | None
    aim: Aim
    started_on: date | None = None
    measured_on: date | None = None
    due_on: date | None = None


def indicator_status(facts: IndicatorFacts, today: date) -> IndicatorStatus:
    """NOT_YET is said where no line can be drawn: without a baseline, a due date, or the day the plan began."""
    if facts.now is None:
        return IndicatorStatus.NOT_MEASURED
    if not facts.aim.is_set:
        return IndicatorStatus.NO_TARGET
    if not facts.aim.distance(facts.now):
        return IndicatorStatus.REACHED
    if facts.due_on is not None and facts.due_on < today:
        return IndicatorStatus.NEEDS_A_LOOK
    left = _share_left(facts, today)
    if left is None or facts.baseline is None:
        return IndicatorStatus.NOT_YET
    allowed = facts.aim.distance(facts.baseline) * min(left + SLACK, Decimal(1))
    return IndicatorStatus.ON_ITS_WAY if facts.aim.distance(facts.now) <= allowed else IndicatorStatus.NEEDS_A_LOOK


def _share_left(facts: IndicatorFacts, today: date) -> Decimal | None:
    """How much of the time from the plan's beginning to the due date lay ahead on the day of the measurement."""
    if facts.started_on is None or facts.due_on is None:
        return None
    whole = (facts.due_on - facts.started_on).days
    if whole <= 0:
        return Decimal(0)
    ahead = (facts.due_on - (facts.measured_on or today)).days
    return min(max(Decimal(ahead) / whole, Decimal(0)), Decimal(1))


def direction_towards(baseline: Decimal | None, target: Decimal | None) -> Direction:
    """Which way is meant where a file names two numbers only: a target below the baseline asks for less."""
    falls = baseline is not None and target is not None and target < baseline
    return Direction.LESS if falls else Direction.MORE


def has_source(*, is_fed: bool, data_source: str, is_built: bool) -> bool:
    """Whether anybody could say where the next number comes from."""
    return is_fed or is_built or bool(data_source.strip())
