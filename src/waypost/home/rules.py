"""What a first page says about indicators and activities. No database, no web."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

#: Activities that start within this time are "next".
SOON = timedelta(days=60)


class IndicatorStatus(StrEnum):
    """Where an indicator stands."""

    NOT_MEASURED = "Not measured yet"
    MET = "Target met"
    PAST_DATE = "Past its date"
    ON_THE_WAY = "On the way"


@dataclass(frozen=True)
class IndicatorFacts:
    """The numbers of one indicator; None where nobody said."""

    now: Decimal | None
    baseline: Decimal | None
    target: Decimal | None
    due_on: date | None


def indicator_status(indicator: IndicatorFacts, today: date) -> IndicatorStatus:
    """A target below the baseline is met from above."""
    if indicator.now is None:
        return IndicatorStatus.NOT_MEASURED
    if _is_met(indicator.now, indicator.baseline, indicator.target):
        return IndicatorStatus.MET
    is_past = indicator.due_on is not None and indicator.due_on < today
    return IndicatorStatus.PAST_DATE if is_past else IndicatorStatus.ON_THE_WAY


def _is_met(now: Decimal, baseline: Decimal | None, target: Decimal | None) -> bool:
    if target is None:
        return False
    falls = baseline is not None and target < baseline
    return now <= target if falls else now >= target


def starts_soon(start_on: date | None, today: date) -> bool:
    """Whether an activity that has not begun is worth showing today."""
    return start_on is not None and start_on - today <= SOON
