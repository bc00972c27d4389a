"""What is shown of small groups, attacked by subtraction."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.common.suppression import THRESHOLD, Chain, SafeTable, is_safe, safe_chain, safe_table

STEPS = 4
chains = st.lists(st.integers(0, 40), min_size=STEPS, max_size=STEPS).map(
    lambda counts: tuple(sorted(counts, reverse=True))
)
tables = st.lists(chains, min_size=1, max_size=5)


def total_of(groups: Sequence[Chain]) -> Chain:
    return tuple(map(sum, zip(*groups, strict=True)))


def differences(shown: tuple[int | None, ...]) -> list[int]:
    """Every number of a row, and every number less a later one."""
    numbers = [count for count in shown if count is not None]
    return numbers + [early - late for early, late in combinations(numbers, 2)]


def rest(table: SafeTable, taken: tuple[tuple[int | None, ...], ...]) -> tuple[int | None, ...]:
    """The total less the groups `taken`, where all of them are shown."""
    columns = zip(table.total, *taken, strict=True)
    return tuple(
        None if any(count is None for count in column) else (column[0] or 0) - sum(count or 0 for count in column[1:])
        for column in columns
    )


@given(chains)
def test_no_two_numbers_of_a_row_differ_by_a_few_people(counts: Chain) -> None:
    assert all(is_safe(found) for found in differences(safe_chain(counts)))


@given(tables)
@settings(max_examples=400)
def test_no_group_can_be_worked_out_from_the_total_and_any_of_the_others(groups: list[Chain]) -> None:
    table = safe_table(total_of(groups), groups)
    for size in range(len(groups) + 1):
        for taken in combinations(table.groups, size):
            assert all(is_safe(found) for found in differences(rest(table, taken)))


@given(tables)
def test_what_is_shown_is_true(groups: list[Chain]) -> None:
    table = safe_table(total_of(groups), groups)
    rows = zip((table.total, *table.groups), (total_of(groups), *groups), strict=True)
    assert all(shown in (None, count) for row, truth in rows for shown, count in zip(row, truth, strict=True))


def test_large_groups_are_shown_whole() -> None:
    groups = [(60, 40, 30, 20), (50, 40, 20, 0)]
    table = safe_table(total_of(groups), groups)
    assert (table.total, table.groups) == ((110, 80, 50, 20), tuple(groups))
    assert not table.is_suppressed


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    groups = [(9, 0, 0, 0), (30, 0, 0, 0), (50, 0, 0, 0)]
    table = safe_table(total_of(groups), groups)
    assert table.total == (89, 0, 0, 0)
    assert table.groups == ((None,) * STEPS, (None,) * STEPS, (50, 0, 0, 0))


def test_groups_that_cannot_show_every_step_show_fewer() -> None:
    groups = [(40, 35, 20, 10), (40, 35, 20, 10)]
    table = safe_table(total_of(groups), groups)
    assert table.total == (80, 70, 40, 20)
    assert table.groups == ((40, None, 20, 10), (40, None, 20, 10))


@pytest.mark.parametrize(
    ("total", "groups", "shown"),
    [
        (30, [25, 8, 12], [None, None, 12]),
        (40, [25, 18], [25, None]),
        (30, [28, 25], [None, None]),
        (40, [30, 25], [30, 25]),
        (40, [25, 25, 5], [25, 25, None]),
    ],
)
def test_groups_that_share_people_tell_of_no_few_in_one_of_them_or_in_both(
    total: int, groups: list[int], shown: list[int | None]
) -> None:
    table = safe_table((total,), [(count,) for count in groups])
    assert table.total == (total,)
    assert [count for (count,) in table.groups] == shown


def test_steps_taken_in_several_groups_tell_of_no_few() -> None:
    table = safe_table((60, 30), [(40, 25), (40, 25)])
    assert table.groups == ((40, None), (40, None))


people = st.lists(st.lists(st.integers(0, STEPS), min_size=3, max_size=3).filter(any), max_size=90)


@given(people)
@settings(max_examples=200)
def test_nothing_can_be_worked_out_of_people_who_are_in_several_groups(reached: list[list[int]]) -> None:
    groups = [tuple(sum(one[place] > step for one in reached) for step in range(STEPS)) for place in range(3)]
    table = safe_table(tuple(sum(max(one) > step for one in reached) for step in range(STEPS)), groups)
    in_sight = tuple(shown for shown in table.groups if any(count is not None for count in shown))
    for taken in ((), in_sight, *((shown,) for shown in in_sight)):
        assert all(is_safe(abs(found)) for found in differences(rest(table, taken)))


def test_the_threshold_is_never_below_five() -> None:
    assert THRESHOLD >= 5
