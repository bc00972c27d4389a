"""How Excel shows numbers, compared with a library that has known it for long (openpyxl)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from waypost.standards.implementation_plan.excel_formats import ShownAs, column_letters, day_or_moment, shown_as


@pytest.mark.parametrize("number", sorted(BUILTIN_FORMATS))
def test_a_built_in_format_shows_a_date_where_the_library_says_so(number: int) -> None:
    assert (shown_as(number, None) is ShownAs.DATE) == is_date_format(BUILTIN_FORMATS[number])
    assert shown_as(number, BUILTIN_FORMATS[number]) is shown_as(number, None)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("m/d/yyyy", ShownAs.DATE), ("[$-409]mmmm d, yyyy;@", ShownAs.DATE), ("[h]:mm:ss", ShownAs.DATE),
        ("0.0%", ShownAs.PERCENTAGE), ("[Red]0%", ShownAs.PERCENTAGE), ("General", ShownAs.NUMBER),
        ('0 "days"', ShownAs.NUMBER), ('0"%"', ShownAs.NUMBER), ("#,##0_);(#,##0)", ShownAs.NUMBER),
        ("[Blue]0.00", ShownAs.NUMBER), ("", ShownAs.NUMBER),
    ],
)  # fmt: skip
def test_a_format_of_the_workbooks_own_is_read_by_its_codes(code: str, shown: ShownAs) -> None:
    assert shown_as(164, code) is shown


@settings(max_examples=200, deadline=None)
@given(days=st.integers(1, 2_900_000).filter(lambda days: days != 60))
def test_a_whole_number_is_the_day_that_the_library_says(days: int) -> None:
    expected = from_excel(days)
    assert isinstance(expected, datetime)
    assert day_or_moment(Decimal(days), counts_from_1904=False) == expected.date()
    since_1904 = from_excel(days, CALENDAR_MAC_1904)
    assert isinstance(since_1904, datetime)
    assert day_or_moment(Decimal(days), counts_from_1904=True) == since_1904.date()


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("46346", date(2026, 11, 20)), ("46346.5", "2026-11-20 12:00"), ("0.75", "18:00"), ("-1", None), ("1E+30", None)],
)
def test_a_time_of_day_is_kept_in_words_and_what_is_no_day_is_none(serial: str, shown: object) -> None:
    assert day_or_moment(Decimal(serial), counts_from_1904=False) == shown


@pytest.mark.parametrize("number", [1, 26, 27, 52, 53, 256])
def test_columns_have_the_letters_that_people_see(number: int) -> None:
    assert column_letters(number) == get_column_letter(number)
