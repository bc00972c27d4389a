"""Stories happen side by side, each step at its own instant."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import FROZEN
from waypost.common import clock
from waypost.demo.play import Story, play
from waypost.demo.school_days import SchoolDays

CHICAGO = "America/Chicago"


@pytest.mark.django_db
def test_steps_of_all_stories_happen_in_the_order_of_their_instants() -> None:
    told: list[tuple[str, datetime]] = []

    def story(name: str, *hours: int) -> Story:
        for hour in hours:
            yield FROZEN + timedelta(hours=hour)
            told.append((name, clock.now()))

    play([story("late", 3, 4), story("early", 1, 5)])
    assert [name for name, _ in told] == ["early", "late", "late", "early"]
    assert [at - FROZEN for _, at in told] == [timedelta(hours=hour) for hour in (1, 3, 4, 5)]


def test_school_days_skip_the_weekend_both_ways() -> None:
    days = SchoolDays(datetime(2027, 1, 11, 15, 0, tzinfo=UTC), CHICAGO)
    assert [days.on(ago) for ago in (1, 6, 0, -4, -5)] == [
        date(2027, 1, 8),
        date(2027, 1, 1),
        date(2027, 1, 11),
        date(2027, 1, 15),
        date(2027, 1, 18),
    ]


def test_a_load_on_a_sunday_counts_back_from_friday() -> None:
    days = SchoolDays(datetime(2027, 1, 10, 20, 0, tzinfo=UTC), CHICAGO)
    assert days.on(1) == date(2027, 1, 8)


def test_times_are_those_of_the_districts_clocks() -> None:
    days = SchoolDays(datetime(2027, 7, 14, 15, 0, tzinfo=UTC), CHICAGO)
    assert days.at(1, "08:30") == datetime(2027, 7, 13, 13, 30, tzinfo=UTC)
