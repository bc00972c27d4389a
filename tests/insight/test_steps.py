"""Percents of steps: one rule of rounding."""

import pytest

from waypost.insight.rules.steps import share


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (7, 8, 88),
        (1, 8, 13),
        (2, 3, 67),
        (1, 3, 33),
        (999, 1000, 99),
        (1, 1000, 1),
        (0, 8, 0),
        (8, 8, 100),
        (0, 0, None),
    ],
)
def test_a_share_is_rounded_half_up_and_reads_all_or_nobody_only_where_it_is_so(
    part: int, whole: int, percent: int | None
) -> None:
    assert share(part, whole) == percent
    assert share(None, whole) is None
