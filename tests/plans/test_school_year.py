"""School years, and where an activity stands in the work plan of one."""

from datetime import date

import pytest

from waypost.plans.rules.school_year import (
    Beside,
    SchoolYear,
    Span,
    place_in,
    school_year_called,
    school_year_of,
    years_of,
)

TODAY = date(2027, 1, 14)
THIS, NEXT, LAST = SchoolYear(2026), SchoolYear(2027), SchoolYear(2025)


def test_a_school_year_goes_from_july_to_june() -> None:
    days = (date(2026, 6, 30), date(2026, 7, 1), date(2027, 6, 30), date(2027, 7, 1))
    assert [str(school_year_of(day)) for day in days] == [
        "2025\u201326",
        "2026\u201327",
        "2026\u201327",
        "2027\u201328",
    ]
    assert (THIS.first_day, THIS.last_day) == (date(2026, 7, 1), date(2027, 6, 30))
    assert str(SchoolYear(2099)) == "2099\u201300"


@pytest.mark.parametrize("text", ["", "26", "02026", "1899", "9999", "-2026", "2026.5", "soon"])
def test_what_names_no_year_is_none(text: str) -> None:
    assert school_year_called(text) is None
    assert school_year_called("2026") == THIS


@pytest.mark.parametrize(
    ("span", "in_last", "in_this", "in_next"),
    [
        (Span(target_on=date(2027, 3, 12)), None, date(2027, 3, 1), None),
        (Span(target_on=date(2026, 7, 1)), None, date(2026, 7, 1), None),
        (Span(target_on=date(2026, 6, 30)), date(2026, 6, 1), Beside.CARRIED_OVER, None),
        (Span(target_on=date(2026, 6, 30), completed_on=date(2026, 9, 1)), date(2026, 6, 1), None, None),
        (Span(date(2027, 5, 1), date(2027, 7, 1)), None, Beside.GOES_ON, date(2027, 7, 1)),
        (Span(date(2027, 8, 1), date(2027, 9, 1)), None, None, date(2027, 9, 1)),
        (Span(), None, Beside.NO_DATE, None),
        (Span(start_on=date(2027, 8, 1)), None, None, Beside.NO_DATE),
        (Span(start_on=date(2026, 5, 1), completed_on=date(2026, 10, 9)), None, date(2026, 10, 1), None),
    ],
)
def test_an_activity_stands_where_it_is_due(
    span: Span, in_last: date | Beside | None, in_this: date | Beside | None, in_next: date | Beside | None
) -> None:
    assert [place_in(year, span, TODAY) for year in (LAST, THIS, NEXT)] == [in_last, in_this, in_next]


def test_the_years_are_those_with_dates_and_that_of_today() -> None:
    spans = [Span(date(2025, 5, 1), date(2026, 9, 1)), Span(completed_on=date(2027, 7, 2)), Span(date(1900, 1, 1))]
    assert years_of(spans, TODAY) == (SchoolYear(2024), THIS, NEXT)
    assert years_of([], TODAY) == (THIS,)
