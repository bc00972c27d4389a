"""The columns of the alignment matrix: which there are, and what a row holds in each (PL6)."""

import pytest

from waypost.plans.rules.columns import (
    Column,
    columns_of,
    filled_counts,
    problem_with,
    standing,
    text_under,
    with_texts,
)

ROW = [{"heading": "Board goal", "text": "Goal 2"}, {"heading": "Owner", "text": "HR"}]


def test_columns_of_a_file_stand_behind_those_of_the_plan() -> None:
    stored = [Column("Owner", "Who owns it").stored()]
    assert columns_of(stored, [ROW, []]) == (Column("Owner", "Who owns it"), Column("Board goal", "Board goal"))


def test_a_column_that_was_taken_out_is_known_and_not_shown() -> None:
    columns = columns_of([Column("Owner", "Owner", is_out=True).stored()], [ROW])
    assert standing(columns) == (Column("Board goal", "Board goal"),)
    assert filled_counts(columns, [ROW, []]) == {"Owner": 1, "Board goal": 1}


def test_writing_the_same_texts_changes_nothing() -> None:
    assert with_texts(ROW, {"Owner": "HR", "Board goal": "Goal 2"}) == ROW


def test_a_text_takes_the_place_of_the_old_one_and_others_stay() -> None:
    assert with_texts(ROW, {"Owner": "Schools", "New": "First"}) == [
        {"heading": "Board goal", "text": "Goal 2"},
        {"heading": "Owner", "text": "Schools"},
        {"heading": "New", "text": "First"},
    ]
    assert with_texts(ROW, {"Owner": ""}) == ROW[:1]


def test_two_columns_of_one_heading_in_a_file_read_as_one_and_lose_nothing() -> None:
    twice = [{"heading": "Note", "text": "One"}, {"heading": "Note", "text": "Two"}]
    assert text_under("Note", twice) == "One\nTwo"
    assert with_texts(twice, {"Note": "One\nTwo"}) == [{"heading": "Note", "text": "One\nTwo"}]


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["Priority", "Standard", "Funding"], ""),
        (["Priority", " "], "Give each column a heading."),
        (["Priority", "priority "], "Two columns are called Priority: give each its own heading."),
        (["objective"], "Two columns are called objective: give each its own heading."),
    ],
)
def test_each_heading_stands_once(headings: list[str], sentence: str) -> None:
    assert problem_with(headings) == sentence
