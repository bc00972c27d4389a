"""What an implementation model sums up to, and where it does not fit."""

from decimal import Decimal

import pytest

from waypost.programs.rules.estimates import (
    Figures,
    Goal,
    Mode,
    Part,
    PartKind,
    Size,
    Span,
    cost_says,
    dollars,
    estimate,
    hours_words,
    money_words,
)
from waypost.programs.rules.fitting_models import Limits, looks

COACH = Part(
    PartKind.SUPPORT,
    "A coach",
    Figures(
        educator_hours=Span(Decimal(4), Decimal(8)),
        staff_hours_once=Span(Decimal(10), Decimal(20)),
        staff_hours_each=Span(Decimal("1.5"), Decimal(3)),
        money_once=Span(Decimal(0), Decimal(1000)),
    ),
    frozenset({Mode.IN_PERSON}),
    frozenset({Goal.PRACTICE}),
)
SCHOOL = Part(PartKind.LOCATION, "In each school", Figures(), frozenset({Mode.IN_PERSON}), frozenset({Goal.PRACTICE}))
ONLINE = Part(PartKind.LOCATION, "Live online", Figures(), frozenset({Mode.ONLINE}), frozenset({Goal.BEGIN}))
STIPEND = Part(
    PartKind.CURRENCY,
    "A stipend",
    Figures(money_award=Span(Decimal(100), Decimal("250.50")), money_each=Span(Decimal(10), Decimal(10))),
    serves=frozenset({Goal.BEGIN}),
)
SIZE = Size(educators=20, awards=15)
PRACTICE = frozenset({Goal.PRACTICE})


def test_workload_and_cost_are_summed_for_the_cohort_from_low_to_high() -> None:
    made = estimate([COACH, SCHOOL, STIPEND], SIZE)
    assert made.educator_hours == Span(Decimal(4), Decimal(8))
    assert made.all_educator_hours == Span(Decimal(80), Decimal(160))
    assert made.staff_hours == Span(Decimal(40), Decimal(80))
    assert made.money == Span(Decimal(1700), Decimal("4957.50"))
    assert made.per_educator == Span(Decimal("85.00"), Decimal("247.88"))
    assert made.per_award == Span(Decimal("113.33"), Decimal("330.50"))


PAID = Size(educators=20, awards=15, staff_hour_usd=Decimal("40.50"))


def test_staff_hours_count_as_money_once_somebody_says_what_one_costs() -> None:
    made = estimate([COACH, SCHOOL, STIPEND], PAID)
    assert made.staff_money == Span(Decimal("1620.00"), Decimal("3240.00"))
    assert made.together == Span(Decimal("3320.00"), Decimal("8197.50"))
    assert made.per_educator == Span(Decimal("166.00"), Decimal("409.88"))
    assert made.per_award == Span(Decimal("221.33"), Decimal("546.50"))
    assert cost_says(made).startswith("$3,320 to $8,197.50 in all, of which $1,620 to $3,240 for staff time.")
    says = "It may cost more than you have: $3,320 to $8,197.50, and you have $5,000."
    assert looks([COACH, SCHOOL, STIPEND], made, Limits(money=Decimal(5000)), PRACTICE | {Goal.BEGIN}) == (says,)


def test_staff_hours_without_a_price_are_not_taken_for_free() -> None:
    made = estimate([COACH, STIPEND], SIZE)
    assert made.staff_money is None
    assert cost_says(made) == (
        "$1,700 to $4,957.50 in all, without staff time: nobody said what an hour of staff costs."
    )
    assert estimate([STIPEND], SIZE).staff_money == Span()


def test_a_model_for_nobody_has_no_cost_per_educator_and_divides_by_nothing() -> None:
    made = estimate([COACH, STIPEND], Size(0, 0))
    assert made.per_educator is None
    assert made.per_award is None
    assert made.money == Span(Decimal(0), Decimal(1000))


def test_a_model_without_any_money_says_that_it_is_not_the_same_as_free() -> None:
    assert cost_says(estimate([SCHOOL, ONLINE], SIZE)) == (
        "No part of this model names any money, so its cost is not known: it is not the same as free."
    )
    assert cost_says(estimate([STIPEND], SIZE)) == "$1,700 to $3,957.50 in all."
    assert cost_says(estimate([STIPEND, SCHOOL], SIZE)).endswith("Without any money of their own: In each school.")


def test_amounts_are_exact_and_read_as_people_write_them() -> None:
    assert Span(Decimal("0.10"), Decimal("0.20")).times(3) == Span(Decimal("0.30"), Decimal("0.60"))
    assert [dollars(Decimal(text)) for text in ("1200", "12.5", "-3")] == ["$1,200", "$12.50", "\u2212$3"]
    assert money_words(Span(Decimal(5), Decimal(5))) == "$5"
    assert [hours_words(Span(Decimal(low), Decimal(high))) for low, high in [("1", "1"), ("0.5", "2")]] == [
        "1 hour",
        "0.5 to 2 hours",
    ]


def found(*parts: Part, limits: Limits | None = None, goals: frozenset[Goal] = PRACTICE) -> tuple[str, ...]:
    return looks(parts, estimate(parts, SIZE), limits or Limits(), goals)


def test_a_model_that_fits_needs_no_look() -> None:
    roomy = Limits(Decimal(80), Decimal(8), Decimal("4957.50"))
    assert found(COACH, SCHOOL, STIPEND, limits=roomy, goals=frozenset({Goal.PRACTICE, Goal.BEGIN})) == ()


def test_a_support_that_needs_one_room_does_not_fit_where_people_meet_online_only() -> None:
    shown = found(COACH, ONLINE, STIPEND, goals=frozenset({Goal.PRACTICE, Goal.BEGIN}))
    (says,) = shown
    assert says == (
        "A coach needs people to meet in person; the chosen locations do not offer that. "
        "Add a location, or choose another support."
    )


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(staff_hours=Decimal(39)), "It asks for at least 40 staff hours, and you have 39."),
        (Limits(staff_hours=Decimal(79)), "It may ask for up to 80 staff hours, and you have 79."),
        (Limits(educator_hours=Decimal(3)), "It asks for at least 4 hours of each educator, and you have 3."),
        (Limits(money=Decimal(100)), "It costs $1,700 to $4,957.50, and you have $100."),
        (Limits(money=Decimal(4957)), "It may cost more than you have: $1,700 to $4,957.50, and you have $4,957."),
    ],
)
def test_a_model_beyond_what_is_there_says_by_how_much(limits: Limits, says: str) -> None:
    assert found(COACH, SCHOOL, STIPEND, limits=limits, goals=frozenset({Goal.PRACTICE, Goal.BEGIN})) == (says,)


def test_parts_that_help_with_no_goal_and_goals_without_help_are_named() -> None:
    assert found(COACH, SCHOOL, STIPEND, goals=frozenset({Goal.PRACTICE, Goal.STAY})) == (
        "A stipend helps with none of the chosen goals: say why it is needed, or leave it out.",
        "Nothing chosen helps with this goal yet: educators stay.",
    )


def test_what_is_not_chosen_yet_is_named() -> None:
    assert found(goals=frozenset()) == (
        "No support is chosen yet.",
        "No location is chosen yet.",
        "No currency is chosen yet.",
        "No goal is chosen, so nobody can tell whether the parts fit it.",
    )
