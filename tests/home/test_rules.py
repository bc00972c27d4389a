"""Where an indicator stands."""

from datetime import date
from decimal import Decimal

import pytest

from waypost.home.rules import IndicatorFacts, IndicatorStatus, indicator_status, starts_soon

TODAY = date(2027, 1, 14)
YESTERDAY, TOMORROW = date(2027, 1, 13), date(2027, 1, 15)


@pytest.mark.parametrize(
    ("now", "baseline", "target", "due_on", "expected"),
    [
        (None, 0, 10, YESTERDAY, IndicatorStatus.NOT_MEASURED),
        (10, 0, 10, YESTERDAY, IndicatorStatus.MET),
        (9, 0, 10, TODAY, IndicatorStatus.ON_THE_WAY),
        (9, 0, 10, YESTERDAY, IndicatorStatus.PAST_DATE),
        (10, 14, 10, TOMORROW, IndicatorStatus.MET),
        (11, 14, 10, TOMORROW, IndicatorStatus.ON_THE_WAY),
        (11, None, None, None, IndicatorStatus.ON_THE_WAY),
    ],
)
def test_an_indicator_stands_where_its_numbers_say(
    now: int | None, baseline: int | None, target: int | None, due_on: date | None, expected: IndicatorStatus
) -> None:
    decimals = (None if number is None else Decimal(number) for number in (now, baseline, target))
    measured, began, wanted = decimals
    assert indicator_status(IndicatorFacts(measured, began, wanted, due_on), TODAY) is expected


def test_next_is_what_starts_within_sixty_days() -> None:
    days = (None, YESTERDAY, date(2027, 3, 15), date(2027, 3, 16))
    assert [starts_soon(day, TODAY) for day in days] == [False, True, True, False]
