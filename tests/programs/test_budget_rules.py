"""Sums of a budget by year, per educator and per award; years that are none of the program's."""

from datetime import date
from decimal import Decimal

import pytest

from waypost.plans.rules.school_year import SchoolYear
from waypost.programs.rules.budgets import (
    Basis,
    Line,
    Numbers,
    WrongYear,
    YearSum,
    check_year,
    counts_otherwise,
    outside,
    per_one,
    school_years,
    staff_counted_otherwise,
    unfunded,
    year_sums,
)

YEARS = school_years(date(2026, 9, 1), date(2028, 6, 11))
ONCE = Line("Launch day", Basis.ONCE, Decimal("400.10"), 1, 2026, "Title II", actual={2026: Decimal("380.05")})
YEARLY = Line("Platform", Basis.YEARLY, Decimal(1200), 1, 2026, "General fund", actual={2027: Decimal(1300)})
STIPENDS = Line("Stipends", Basis.AWARD, Decimal("250.50"), 15, 2027)


def test_a_program_touches_every_school_year_from_its_first_day_to_its_last() -> None:
    assert school_years(date(2026, 9, 1), date(2028, 6, 11)) == (SchoolYear(2026), SchoolYear(2027))
    assert school_years(date(2026, 7, 1), date(2027, 6, 30)) == (SchoolYear(2026),)


def test_years_sum_one_off_yearly_and_counted_lines_to_the_cent() -> None:
    assert year_sums([ONCE, YEARLY, STIPENDS], YEARS) == (
        YearSum(SchoolYear(2026), Decimal("1600.10"), Decimal("380.05")),
        YearSum(SchoolYear(2027), Decimal("4957.50"), Decimal(1300)),
    )


def test_a_yearly_line_counts_from_its_year_on() -> None:
    later = Line("Coach", Basis.YEARLY, Decimal(900), 1, 2027)
    assert [later.forecast_in(year) for year in YEARS] == [0, 900]
    assert later.forecast(YEARS) == 900


def test_more_spent_than_planned_leaves_less_than_nothing() -> None:
    (_, second) = year_sums([YEARLY], YEARS)
    assert second.left == Decimal(-100)


@pytest.mark.parametrize(("count", "each"), [(3, Decimal("33.33")), (0, None), (None, None)])
def test_cost_per_educator_is_in_cents_and_shared_by_nobody_is_not_known(
    count: int | None, each: Decimal | None
) -> None:
    assert per_one(Decimal(100), count) == each


def test_a_year_outside_of_the_program_gets_one_clear_sentence() -> None:
    check_year(2027, YEARS)
    with pytest.raises(WrongYear) as caught:
        check_year(2028, YEARS)
    assert str(caught.value) == (
        "The program does not run in 2028\u201329: choose a year from 2026\u201327 to 2027\u201328, "
        "or change the program's dates first."
    )
    with pytest.raises(WrongYear, match="choose 2026\u201327, or change"):
        check_year(2025, YEARS[:1])


def test_lines_that_the_program_left_behind_and_lines_that_nobody_pays_are_named() -> None:
    assert outside([ONCE, STIPENDS], YEARS[:1]) == ("Stipends",)
    assert unfunded([ONCE, STIPENDS]) == ("Stipends",)


def test_what_names_no_number_of_its_own_counts_as_many_as_the_budget_is_planned_for() -> None:
    numbers = Numbers(educators=10, awards=None)
    assert [numbers.counting(basis) for basis in Basis] == [1, 1, 10, None]


def test_a_number_of_its_own_that_differs_is_said() -> None:
    numbers = Numbers(educators=10, awards=90)
    assert counts_otherwise("Stipends", Basis.AWARD, 15, numbers) == (
        "Stipends counts 15 awards; the budget is planned for 90."
    )
    same = [(Basis.AWARD, 90), (Basis.AWARD, None), (Basis.ONCE, 1), (Basis.YEARLY, 3)]
    assert {counts_otherwise("Stipends", basis, own, numbers) for basis, own in same} == {""}
    assert counts_otherwise("Stipends", Basis.AWARD, 15, Numbers(10, None)) == ""
    assert staff_counted_otherwise("Staff hours", 20, numbers) == (
        "Staff hours sums hours for 20 educators; the budget is planned for 10."
    )
    assert staff_counted_otherwise("Staff hours", 10, numbers) == ""


def test_money_that_was_spent_outside_of_the_program_stands_in_its_year_and_in_the_sum() -> None:
    moved = [ONCE, Line("Fair", Basis.ONCE, Decimal(1000), 1, 2027)]
    assert year_sums(moved, YEARS[1:]) == (
        YearSum(SchoolYear(2026), Decimal(0), Decimal("380.05"), is_outside=True),
        YearSum(SchoolYear(2027), Decimal(1000), Decimal(0)),
    )


def test_a_yearly_line_that_began_before_the_program_counts_and_one_that_begins_later_does_not() -> None:
    later = Line("Coach", Basis.YEARLY, Decimal(900), 1, 2028)
    assert outside([YEARLY, later], YEARS[1:]) == ("Coach",)
    assert [line.forecast(YEARS[1:]) for line in (YEARLY, later)] == [1200, 0]
