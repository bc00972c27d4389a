"""Dates of programs and cohorts."""

from datetime import date

import pytest

from waypost.programs.rules.periods import MisdatedPeriod, Period, Stage, check_cohort_dates, stage

YEAR = Period(date(2026, 9, 1), date(2027, 6, 11))


def test_a_period_that_ends_before_it_starts_says_what_to_change() -> None:
    with pytest.raises(MisdatedPeriod, match="The last day is before the first day"):
        Period(date(2027, 2, 1), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 8, 31), Stage.AHEAD),
        (date(2026, 9, 1), Stage.RUNNING),
        (date(2027, 6, 11), Stage.RUNNING),
        (date(2027, 6, 12), Stage.OVER),
    ],
)
def test_the_stage_follows_from_the_dates(today: date, expected: Stage) -> None:
    assert stage(YEAR, today) is expected


def test_a_cohort_may_fill_its_program_and_not_outlive_it() -> None:
    check_cohort_dates(YEAR, YEAR)
    with pytest.raises(MisdatedPeriod, match=r"September 1, 2026 to June 11, 2027"):
        check_cohort_dates(Period(YEAR.starts_on, date(2027, 6, 12)), YEAR)
