from datetime import date
from decimal import Decimal

import pytest

from waypost.standards.implementation_plan.quantities import (
    Quantities,
    Quantity,
    due_in,
    parse_quantity,
    quantities_in,
)


@pytest.mark.parametrize(
    ("text", "baseline", "target", "unit"),
    [
        ("At least 80% of schools begin", None, "80", "%"),
        ("62.5 percent of educators", None, "62.5", "%"),
        ("At least a third of ABC District educators", None, "33.3", "%"),
        ("two-thirds of teams", None, "66.7", "%"),
        ("Half of all schools", None, "50", "%"),
        ("3/4 of mentors", None, "75", "%"),
        ("At least 1,200 educators earn one", None, "1200", "educators"),
        ("a minimum of 7 schools join", None, "7", "schools"),
        ("Grow from 20% to 50% of teams", "20", "50", "%"),
        ("Grow from 3 to 12 schools", "3", "12", "schools"),
        ("40% of educators (baseline 15%) take part", "15", "40", "%"),
    ],
)
def test_a_number_that_the_sentence_states_is_read(text: str, baseline: str | None, target: str, unit: str) -> None:
    expected = Quantities(None if baseline is None else Decimal(baseline), Decimal(target), unit)
    assert quantities_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "At least x% of schools begin",
        "By Quarter 4 2017, educators choose a pathway",
        "Raise retention by 10 percent",
        "Between 80-90% of schools",
        "Between 80% and 90% of schools",
        "30% of teachers and 50% of coaches",
        "at least 7, but no more than 12, schools",
        "A quarter later, schools begin",
        "In 24 schools, educators meet",
        "3/4 of mentors and half of coaches",
    ],
)
def test_what_could_mean_more_than_one_thing_gives_no_number(text: str) -> None:
    assert quantities_in(text) == Quantities()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("45%", "45", "%"), ("45 percent", "45", "%"), ("1,200 educators", "1200", "educators"), ("12", "12", ""),
     ("at least 7 schools", "7", "schools")],
)  # fmt: skip
def test_a_cell_with_one_number_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "not known", "x%", "7 to 12", "7; 12"])
def test_a_cell_with_anything_else_gives_no_number(text: str) -> None:
    assert parse_quantity(text) == Quantity()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("By 12/15/16, schools begin", (date(2016, 12, 15), "12/15/16")),
        ("Schools begin by the end of June 30, 2017", (date(2017, 6, 30), "June 30, 2017")),
        ("By Quarter 1 2017, schools begin", (None, "Quarter 1 2017")),
        ("Since 12/15/16 schools begin", (None, "")),
        ("By 12/15/16 or by 1/15/17 schools begin", (None, "")),
    ],
)
def test_a_due_date_is_what_stands_after_by(text: str, due: tuple[date | None, str]) -> None:
    assert due_in(text) == due
