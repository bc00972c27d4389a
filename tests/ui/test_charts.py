"""Geometry of the charts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.ui import charts
from waypost.ui.charts import Bullet, Scale, Span, TimelineRow, Tone

YEAR = Scale(date(2026, 9, 1), date(2027, 6, 30))
TODAY = date(2027, 1, 14)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
NUMBERS = st.floats(0, 1e9)


def test_a_day_stands_as_far_along_as_its_share_of_the_days() -> None:
    assert [YEAR.at(day) for day in (date(2026, 9, 1), date(2026, 10, 1), TODAY, date(2027, 6, 30))] == [
        0,
        9.93,
        44.7,
        100,
    ]


def test_a_day_outside_the_scale_stands_at_its_edge() -> None:
    assert (YEAR.at(date(2025, 1, 1)), YEAR.at(date(2028, 1, 1))) == (0, 100)


def test_a_scale_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="A scale ends after it starts"):
        Scale(TODAY, TODAY)


def test_a_scale_takes_whole_months_around_its_days() -> None:
    assert charts.scale_around([TODAY, date(2026, 9, 8), date(2027, 2, 3)]) == Scale(
        date(2026, 9, 1), date(2027, 2, 28)
    )


def test_each_month_of_a_school_year_is_marked() -> None:
    assert YEAR.marks[:3] == [("Sep", 0), ("Oct", 9.93), ("Nov", 20.2)]
    assert len(YEAR.marks) == 10


@pytest.mark.parametrize(
    ("end", "labels"),
    [
        (date(2027, 7, 31), ["Sep", "Nov", "Jan"]),
        (date(2028, 8, 31), ["Oct", "Jan", "Apr"]),
        (date(2029, 6, 30), ["Jan", "Jul", "Jan"]),
    ],
)
def test_months_that_would_crowd_give_way_to_fewer_marks(end: date, labels: list[str]) -> None:
    marks = Scale(date(2026, 9, 1), end).marks
    assert [label for label, _ in marks[:3]] == labels


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (date(2016, 11, 1), date(2016, 12, 31), ["2016"]),
        (date(2026, 9, 1), date(2027, 6, 30), ["2026", "2027"]),
        (date(2026, 12, 1), date(2028, 8, 31), ["2027", "2028"]),
        (date(2016, 11, 1), date(2027, 6, 30), []),
    ],
)
def test_years_are_named_below_the_months(start: date, end: date, labels: list[str]) -> None:
    assert [label for label, _ in Scale(start, end).years] == labels


@given(DAYS, st.integers(31, 4_000))
def test_every_scale_names_a_year(start: date, length: int) -> None:
    scale = Scale(start, start + timedelta(days=length))
    assert any(label.isdigit() for label, _ in (*scale.marks, *scale.years))


@given(DAYS, st.integers(1, 4_000))
def test_marks_are_few_and_in_order_on_every_scale(start: date, length: int) -> None:
    marks = Scale(start, start + timedelta(days=length)).marks
    places = [place for _, place in marks]
    assert places == sorted(places)
    assert len(marks) <= 12


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_stands_before_an_earlier_one(start: date, one: date, other: date) -> None:
    scale = Scale(start, start + timedelta(days=365))
    assert 0 <= scale.at(min(one, other)) <= scale.at(max(one, other)) <= 100


def row(**changes: object) -> TimelineRow:
    facts = {"start": date(2026, 12, 1), "target": date(2027, 1, 8), "today": TODAY, "tone": Tone.GO}
    return charts.timeline_row(YEAR, **{**facts, **changes})  # type: ignore[arg-type]  # a test's shorthand


def test_an_activity_is_a_bar_that_is_filled_as_far_as_it_is_done() -> None:
    assert (row(done_percent=75).bar, row(done_percent=75).done) == (Span(30.13, 12.59), Span(30.13, 9.44))


def test_nothing_done_fills_nothing() -> None:
    assert row().done is None


def test_a_late_activity_stretches_from_its_date_to_today() -> None:
    assert row(tone=Tone.LATE).past_date == Span(42.72, 1.98)
    assert row(tone=Tone.DONE).past_date is None


def test_an_activity_without_a_start_is_a_milestone() -> None:
    assert (row(start=None).bar, row(start=None).milestone) == (None, 42.72)


def test_an_activity_of_one_day_is_a_milestone() -> None:
    assert row(start=date(2027, 1, 8)).milestone == 42.72


def test_the_baseline_shows_only_where_dates_moved() -> None:
    adopted = (date(2026, 12, 1), date(2026, 12, 31))
    assert row(baseline=adopted).ghost == Span(30.13, 9.94)
    assert row(baseline=(date(2026, 12, 1), date(2027, 1, 8))).ghost is None


def test_the_baseline_of_a_milestone_is_a_small_one() -> None:
    moved = row(start=None, baseline=(None, date(2027, 1, 1)))
    assert (moved.ghost, moved.ghost_milestone) == (None, 40.4)


@given(DAYS, DAYS, DAYS, st.sampled_from(Tone), st.integers(-50, 150))
def test_no_shape_leaves_the_chart(start: date, target: date, today: date, tone: Tone, done: int) -> None:
    laid_out = row(start=start, target=target, today=today, tone=tone, done_percent=done, baseline=(today, start))
    spans = [span for span in (laid_out.bar, laid_out.done, laid_out.ghost, laid_out.past_date) if span]
    assert all(span.x >= 0 and span.width >= 0 and span.end <= 100.01 for span in spans)


def test_a_bullet_of_percentages_takes_the_full_width() -> None:
    assert charts.bullet(64, 60, 10, maximum=100) == Bullet(64, 60, 10)


def test_a_bullet_of_counts_leaves_room_beside_the_longest() -> None:
    assert charts.bullet(141, 150) == Bullet(75.2, 80, None)


def test_a_bullet_shows_where_the_number_should_end() -> None:
    assert charts.bullet(12, 10, 15, good=(0, 10)) == Bullet(64, 53.33, 80, Span(0, 53.33))
    assert charts.bullet(50, 90, maximum=100, good=(70, 90)) == Bullet(50, 90, None, Span(70, 20))


def test_a_bullet_of_nothing_is_empty() -> None:
    assert charts.bullet(0) == Bullet(0, None, None)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_bullet_keeps_the_order_of_its_numbers(value: float, target: float, baseline: float) -> None:
    drawn = charts.bullet(value, target, baseline)
    assert drawn.target is not None
    assert (value <= target) <= (drawn.value <= drawn.target)
    assert 0 <= drawn.value <= 100


@pytest.mark.parametrize(("part", "whole", "expected"), [(268, 412, 65.05), (0, 0, 0), (3, 2, 100), (-1, 2, 0)])
def test_a_share_stays_within_the_whole(part: float, whole: float, expected: float) -> None:
    assert charts.share(part, whole) == expected


def test_a_ring_closes_at_a_hundred_percent() -> None:
    assert [charts.ring_dash(percent) for percent in (0, 62, 100)] == [0, 31.2, 50.3]
