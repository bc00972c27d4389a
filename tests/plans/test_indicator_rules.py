"""Where an indicator stands, from its direction, its numbers and its dates."""

from datetime import date
from decimal import Decimal

import pytest

from waypost.plans.rules.indicators import (
    Aim,
    IndicatorFacts,
    IndicatorLookReason,
    IndicatorStatus,
    direction_towards,
    has_source,
    indicator_status,
)
from waypost.plans.rules.indicators_words import look_note, look_title, target, value_hint
from waypost.plans.rules.kinds import Direction

TODAY = date(2027, 1, 14)
YESTERDAY, TOMORROW = date(2027, 1, 13), date(2027, 1, 15)
#: Half of this time is over today.
BEGAN, DUE = date(2026, 7, 14), date(2027, 7, 17)
MORE, LESS, RANGE = Direction


def number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def status_of(
    now: float | None,
    baseline: float | None,
    aim: tuple[float | None, float | None],
    direction: Direction = MORE,
    due_on: date | None = DUE,
    began: date | None = BEGAN,
    measured_on: date = TODAY,
) -> IndicatorStatus:
    lower, upper = aim
    wanted = Aim(direction, number(lower), number(upper))
    facts = IndicatorFacts(number(now), number(baseline), wanted, began, measured_on, due_on)
    return indicator_status(facts, TODAY)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, IndicatorStatus.NOT_MEASURED),
        (100, IndicatorStatus.REACHED),
        (101, IndicatorStatus.REACHED),
        (50, IndicatorStatus.ON_ITS_WAY),
        (40.1, IndicatorStatus.ON_ITS_WAY),
        (39, IndicatorStatus.NEEDS_A_LOOK),
        (-5, IndicatorStatus.NEEDS_A_LOOK),
    ],
)
def test_more_is_better_along_a_straight_line_with_a_tenth_of_slack(
    now: float | None, expected: IndicatorStatus
) -> None:
    assert status_of(now, 0, (None, 100)) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (10, IndicatorStatus.REACHED),
        (9, IndicatorStatus.REACHED),
        (15, IndicatorStatus.ON_ITS_WAY),
        (15.9, IndicatorStatus.ON_ITS_WAY),
        (16.1, IndicatorStatus.NEEDS_A_LOOK),
        (25, IndicatorStatus.NEEDS_A_LOOK),
    ],
)
def test_less_is_better_along_the_same_line_from_above(now: float, expected: IndicatorStatus) -> None:
    assert status_of(now, 20, (None, 10), LESS) is expected


@pytest.mark.parametrize(
    ("now", "baseline", "expected"),
    [
        (12, 4, IndicatorStatus.REACHED),
        (18, 4, IndicatorStatus.REACHED),
        (19, 4, IndicatorStatus.ON_ITS_WAY),
        (8, 4, IndicatorStatus.ON_ITS_WAY),
        (7, 4, IndicatorStatus.NEEDS_A_LOOK),
        (22, 26, IndicatorStatus.ON_ITS_WAY),
        (24, 26, IndicatorStatus.NEEDS_A_LOOK),
        (19, 15, IndicatorStatus.NEEDS_A_LOOK),
    ],
)
def test_a_range_is_come_to_from_both_sides_and_left_by_both(
    now: float, baseline: float, expected: IndicatorStatus
) -> None:
    assert status_of(now, baseline, (12, 18), RANGE) is expected


def test_after_the_due_date_what_is_not_reached_needs_a_look() -> None:
    days = (YESTERDAY, TODAY)
    assert [status_of(99, 0, (None, 100), due_on=day) for day in days] == [
        IndicatorStatus.NEEDS_A_LOOK,
        IndicatorStatus.ON_ITS_WAY,
    ]


def test_a_number_that_waits_does_not_get_worse() -> None:
    at_the_start = status_of(1, 0, (None, 100), measured_on=BEGAN)
    assert (at_the_start, status_of(1, 0, (None, 100))) == (IndicatorStatus.ON_ITS_WAY, IndicatorStatus.NEEDS_A_LOOK)


@pytest.mark.parametrize(("baseline", "due_on", "began"), [(None, DUE, BEGAN), (0, None, BEGAN), (0, DUE, None)])
def test_without_a_line_it_is_not_there_yet(baseline: float | None, due_on: date | None, began: date | None) -> None:
    assert status_of(9, baseline, (None, 10), due_on=due_on, began=began) is IndicatorStatus.NOT_YET


@pytest.mark.parametrize(("aim", "direction"), [((None, None), MORE), ((None, None), LESS), ((3, None), RANGE)])
def test_without_a_target_nothing_is_aimed_at(aim: tuple[float | None, float | None], direction: Direction) -> None:
    assert status_of(9, 0, aim, direction) is IndicatorStatus.NO_TARGET


def test_a_plan_that_begins_on_the_due_date_or_after_it_asks_for_the_target_at_once() -> None:
    assert status_of(5, 0, (None, 10), began=TOMORROW, due_on=TODAY) is IndicatorStatus.NEEDS_A_LOOK


def test_a_file_that_names_a_lower_target_asks_for_less() -> None:
    pairs = [(14, 10), (10, 14), (None, 10), (10, None), (10, 10)]
    found = [direction_towards(number(baseline), number(wanted)) for baseline, wanted in pairs]
    assert found == [LESS, MORE, MORE, MORE, MORE]


def test_a_target_is_said_with_its_direction() -> None:
    aims = [Aim(MORE, None, Decimal(60)), Aim(LESS, None, Decimal(10)), Aim(RANGE, Decimal(70), Decimal(90)), Aim()]
    assert [target(aim, "%") for aim in aims] == ["60%", "at most 10%", "70 to 90%", ""]


def test_a_source_is_fed_named_or_built() -> None:
    sources = [(True, "", False), (False, "HR records", False), (False, "", True), (False, "  ", False)]
    found = [has_source(is_fed=fed, data_source=named, is_built=built) for fed, named, built in sources]
    assert found == [True, True, True, False]


def test_what_needs_a_look_is_said_without_blame() -> None:
    due, left, source = IndicatorLookReason
    said = [look_title(reason, "Schools that began", "Tom Becker") for reason in (due, left, source)]
    assert said == [
        "A measurement is due: Schools that began",
        "Tom Becker no longer holds a role here: Schools that began",
        "No source yet: Schools that began",
    ]
    assert look_note(due, "Tom Becker", YESTERDAY, TODAY) == "Due on January 13, by Tom Becker."
    assert look_note(due, "", YESTERDAY, TODAY) == "Due on January 13. Nobody owns this indicator yet."


def test_a_form_says_which_number_it_asks_for() -> None:
    assert value_hint("%", Decimal(74), date(2026, 10, 17), TODAY) == "In percent. Last: 74% on October 17, 2026."
    assert value_hint("schools", None, None, TODAY) == "In schools."
    assert value_hint("", None, None, TODAY) == ""
