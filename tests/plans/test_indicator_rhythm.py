"""How often something is measured, from what people write, and when the next number is due."""

from datetime import date

import pytest

from waypost.plans.rules.indicators_rhythm import Rhythm, next_measurement_on, rhythm_of

MONTHLY, QUARTERLY, TERMLY, TWICE, YEARLY = (Rhythm(months=months) for months in (1, 3, 4, 6, 12))
WRITTEN = [
    ("quarterly", QUARTERLY),
    ("Every quarter", QUARTERLY),
    ("each marking period", QUARTERLY),
    ("every 3 months", QUARTERLY),
    ("every third month", QUARTERLY),
    ("four times a year", QUARTERLY),
    ("4x per year", QUARTERLY),
    ("twice each semester", QUARTERLY),
    ("Quarterly, beginning in May", QUARTERLY),
    ("quarterly and annually", QUARTERLY),
    ("monthly", MONTHLY),
    ("Every month", MONTHLY),
    ("once a month", MONTHLY),
    ("monthly or quarterly", MONTHLY),
    ("every semester", TWICE),
    ("once per semester", TWICE),
    ("twice a year", TWICE),
    ("Twice a year, by survey", TWICE),
    ("two times per school year", TWICE),
    ("semi-annually", TWICE),
    ("Biannual", TWICE),
    ("Midyear and end of year", TWICE),
    ("every trimester", TERMLY),
    ("3 times a year", TERMLY),
    ("beginning, middle, and end of the school year", TERMLY),
    ("BOY, MOY, EOY", TERMLY),
    ("Annual", YEARLY),
    ("yearly", YEARLY),
    ("once a year", YEARLY),
    ("each school year", YEARLY),
    ("at the end of the school year", YEARLY),
    ("every two years", Rhythm(months=24)),
    ("biennially", Rhythm(months=24)),
    ("annually in May", Rhythm(months=12, in_months=(5,))),
    ("Every spring", Rhythm(months=12, in_months=(5,))),
    ("Every fall, from HR records", Rhythm(months=12, in_months=(11,))),
    ("yearly (Sept.)", Rhythm(months=12, in_months=(9,))),
    ("each year in Oct", Rhythm(months=12, in_months=(10,))),
    ("May and November", Rhythm(months=6, in_months=(5, 11))),
    ("fall, winter, spring", Rhythm(months=4, in_months=(2, 5, 11))),
    ("weekly", Rhythm(days=7)),
    ("bi-weekly", Rhythm(days=14)),
    ("every other week", Rhythm(days=14)),
    ("every 6 weeks", Rhythm(days=42)),
    ("Every day, by Waypost", Rhythm(days=1)),
    ("twice a month", Rhythm(days=15)),
    ("5 times a year", Rhythm(days=72)),
]
NOT_READ = ["", "TBD", "ongoing", "as needed", "may be measured later", "bimonthly", "once", "every 0 months", "N/A"]


@pytest.mark.parametrize(("frequency", "rhythm"), WRITTEN)
def test_a_rhythm_is_read_from_the_words(frequency: str, rhythm: Rhythm) -> None:
    assert rhythm_of(frequency) == rhythm


@pytest.mark.parametrize("frequency", NOT_READ)
def test_other_words_have_no_rhythm(frequency: str) -> None:
    assert rhythm_of(frequency) is None


def due(
    frequency: str, last: date | None, started_on: date | None = date(2026, 9, 8), due_on: date | None = None
) -> date | None:
    return next_measurement_on(rhythm_of(frequency), last=last, started_on=started_on, due_on=due_on)


@pytest.mark.parametrize(
    ("frequency", "last", "expected"),
    [
        ("quarterly", date(2026, 11, 30), date(2027, 2, 28)),
        ("monthly", date(2027, 1, 31), date(2027, 2, 28)),
        ("every semester", date(2026, 10, 1), date(2027, 4, 1)),
        ("weekly", date(2026, 12, 28), date(2027, 1, 4)),
        ("quarterly", None, date(2026, 12, 8)),
        ("annually in May", None, date(2027, 5, 31)),
        ("annually in May", date(2026, 11, 1), date(2027, 5, 31)),
        ("annually in May", date(2026, 4, 28), date(2027, 5, 31)),
        ("annually in May", date(2026, 6, 3), date(2027, 5, 31)),
        ("fall and spring", date(2026, 10, 20), date(2027, 5, 31)),
        ("ongoing", date(2026, 10, 20), None),
    ],
)
def test_the_next_number_is_due_one_rhythm_after_the_last_or_after_the_beginning(
    frequency: str, last: date | None, expected: date | None
) -> None:
    assert due(frequency, last) == expected


def test_a_month_that_the_plan_begins_in_counts_at_once() -> None:
    assert due("every fall", None, date(2026, 11, 3)) == date(2026, 11, 30)


def test_the_due_date_of_the_indicator_asks_for_a_last_number_and_ends_the_rhythm() -> None:
    ends = date(2027, 6, 15)
    assert due("annually", date(2026, 12, 1), due_on=ends) == ends
    assert due("monthly", date(2027, 6, 15), due_on=ends) is None


def test_without_a_day_to_count_from_nothing_is_due() -> None:
    assert due("monthly", None, None) is None


@pytest.mark.parametrize("frequency", ["quarterly", "weekly", "every fall"])
def test_nothing_is_due_past_the_last_day_of_the_calendar(frequency: str) -> None:
    assert due(frequency, date(9999, 12, 31)) is None
    assert due(frequency, date(9999, 12, 30), due_on=date(9999, 12, 31)) == date(9999, 12, 31)
