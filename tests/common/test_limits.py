"""How long something can still be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from waypost.common.limits import minutes_left

NOW = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "minutes"), [(600, 10), (60.9, 2), (60, 1), (0.9, 1), (0, 0), (-5, 0)])
def test_minutes_left_are_rounded_up_and_never_negative(seconds: float, minutes: int) -> None:
    assert minutes_left(NOW + timedelta(seconds=seconds), NOW) == minutes
