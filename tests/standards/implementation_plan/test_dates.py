from datetime import date

import pytest

from waypost.standards.implementation_plan.dates import dates_within, parse_date, parse_range


@pytest.mark.parametrize(
    "text",
    [
        "12/05/16",
        "12/5/2016",
        "12-05-2016",
        "12.05.16",
        "2016-12-05",
        "December 5, 2016",
        "december 5th 2016",
        "Dec 5 2016",
        "Dec. 5, 2016",
        "5 December 2016",
        "Monday, December 5, 2016",
        "by 12/05/16",
        "No later than: December 5, 2016.",
        " 12/05/16 ",
    ],
)
def test_a_date_as_written_in_the_united_states_is_read(text: str) -> None:
    assert parse_date(text) == date(2016, 12, 5)


@pytest.mark.parametrize(
    "text",
    ["", "TBD", "Fall 2026", "December 2016", "12/05", "13/05/2016", "2/30/2017", "12/05-2016", "Quarter 1 2017",
     "12/05/16 or later", "1/1/0000"],
)  # fmt: skip
def test_what_is_not_one_full_date_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(("text", "year"), [("1/2/00", 2000), ("1/2/68", 2068), ("1/2/69", 1969), ("1/2/99", 1999)])
def test_two_digits_of_a_year_mean_the_nearer_century(text: str, year: int) -> None:
    assert parse_date(text) == date(year, 1, 2)


@pytest.mark.parametrize(
    "text", ["11/1/16 - 12/15/16", "11/1/16\u201312/15/16", "Nov 1, 2016 to Dec 15, 2016", "11/1/16 through 12/15/16"]
)
def test_two_dates_are_a_range(text: str) -> None:
    assert parse_range(text) == (date(2016, 11, 1), date(2016, 12, 15))


@pytest.mark.parametrize("text", ["12/15/16", "12/15/16 - 11/1/16", "Fall - 12/15/16", "11/1/16 - later"])
def test_other_pairs_are_no_range(text: str) -> None:
    assert parse_range(text) is None


def test_dates_inside_a_sentence_come_with_their_words() -> None:
    found = dates_within("Between 11/1/16 and December 15, 2016, not on 99/99/2016 or 1/2/2016/3")
    assert found == [(date(2016, 11, 1), "11/1/16"), (date(2016, 12, 15), "December 15, 2016")]
