"""Which activities a timeline shows, under which heads, and how its rows read."""

from datetime import date

import pytest

from waypost.plans.rules import timeline_words
from waypost.plans.rules.activities import ActivityFacts, activity_status
from waypost.plans.rules.risks import Needed
from waypost.plans.rules.steps import Step
from waypost.plans.rules.timeline import LACKING, Choice, Grouping, chosen, grouped

TODAY = date(2027, 1, 14)
OBJECTIVES = {1: ("1", "1. Run a pilot"), 2: ("2", "2. Pay for growth")}


def step(
    uid: str,
    start_on: date | None = None,
    target_on: date | None = None,
    *leads: str,
    objective: int = 1,
    team: int | None = None,
    done_on: date | None = None,
    places: tuple[str, ...] = (),
) -> Step:
    facts = ActivityFacts(uid, f"Activity {uid}", start_on, target_on, completed_on=done_on, leads=leads)
    return Step(1, objective, team, "", facts, activity_status(facts, TODAY), 0, places)


DONE = step("done", date(2026, 9, 1), date(2026, 10, 1), "Priya Shah", team=7, done_on=date(2026, 10, 1))
LATE = step("late", date(2026, 11, 1), date(2027, 1, 4), "Tom Becker", "Priya Shah", places=("Cedar Elementary",))
AHEAD = step("ahead", date(2027, 3, 1), date(2027, 6, 15), "Tom Becker", objective=2, team=7)
UNDATED = step("undated", objective=2)
ALL = (DONE, LATE, AHEAD, UNDATED)


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(), "done late ahead undated"),
        (Choice(team_id=7), "done ahead"),
        (Choice(lead="becker"), "late ahead"),
        (Choice(state="open"), "late ahead undated"),
        (Choice(state="done"), "done"),
        (Choice(state="past date"), "late"),
        (Choice(state="needs a look"), "undated"),
        (Choice(first_on=date(2027, 1, 4)), "late ahead"),
        (Choice(last_on=date(2026, 11, 1)), "done late"),
        (Choice(first_on=date(2026, 10, 2), last_on=date(2026, 10, 30)), ""),
        (Choice(team_id=7, state="open", lead="Tom"), "ahead"),
    ],
)
def test_a_choice_leaves_what_fits_all_that_it_asks(choice: Choice, left: str) -> None:
    assert " ".join(each.facts.uid for each in chosen(ALL, choice, {"undated"})) == left


@pytest.mark.parametrize(
    ("grouping", "heads"),
    [
        (Grouping.OBJECTIVE, [("1. Run a pilot", 2), ("2. Pay for growth", 2)]),
        (Grouping.LEAD, [("Priya Shah", 2), ("Tom Becker", 2), (LACKING[Grouping.LEAD], 1)]),
        (Grouping.PLACE, [("Cedar Elementary", 1), (LACKING[Grouping.PLACE], 3)]),
        (Grouping.TERM, [("Fall 2026", 1), ("Spring 2027", 1), ("Summer 2027", 1), (LACKING[Grouping.TERM], 1)]),
        (Grouping.MONTH, [("October 2026", 1), ("January 2027", 1), ("June 2027", 1), (LACKING[Grouping.MONTH], 1)]),
    ],
)
def test_every_activity_stands_under_each_head_that_it_belongs_to(
    grouping: Grouping, heads: list[tuple[str, int]]
) -> None:
    assert [(group.label, len(group.steps)) for group in grouped(ALL, grouping, OBJECTIVES)] == heads


def test_phases_of_programs_are_heads_in_their_order() -> None:
    phases = {"late": [("002 Launch", "Launch", "Launch")], "done": [("001 Plan", "Plan", "Plan")]}
    groups = grouped(ALL, Grouping.PHASE, OBJECTIVES, phases)
    heads = [(group.label, [each.facts.uid for each in group.steps]) for group in groups]
    assert heads == [("Plan", ["done"]), ("Launch", ["late"]), (LACKING[Grouping.PHASE], ["ahead", "undated"])]


def test_an_objective_that_went_meanwhile_takes_its_activities_out_of_the_timeline() -> None:
    groups = grouped(ALL, Grouping.OBJECTIVE, {1: OBJECTIVES[1]})
    assert [group.steps for group in groups] == [(DONE, LATE)]


def test_what_comes_first_is_said_with_its_date() -> None:
    needed = (
        Needed("a", "Train 12 assessors.", date(2026, 9, 1), is_done=True),
        Needed("b", "Draft a policy", date(2027, 3, 5)),
        Needed("c", "Ask the board", date(2026, 12, 1)),
        Needed("d", "Choose a room"),
    )
    assert timeline_words.needs(needed, TODAY) == (
        "“Train 12 assessors” (done); “Draft a policy” (ends on March 5); "
        "“Ask the board” (was to end on December 1, 2026); “Choose a room” (no date yet)"
    )


def test_a_row_says_where_it_stood_in_the_baseline() -> None:
    moved = ActivityFacts("late", "Activity", date(2026, 11, 1), date(2026, 12, 21))
    assert timeline_words.since(LATE, moved, 2, TODAY) == "Was Nov 1 \u2013 Dec 21: ends 14 days later"
    assert timeline_words.since(LATE, LATE.facts, 2, TODAY) == ""
    assert timeline_words.since(LATE, None, 2, TODAY) == "Added since baseline 2"


def test_the_whole_is_said_in_one_sentence() -> None:
    said = timeline_words.timeline(ALL, 2, date(2026, 9, 1), date(2027, 6, 15))
    assert said == ("4 activities in 2 groups, from September 2026 to June 2027: 1 done, 1 past date, 2 not started.")
    said = timeline_words.timeline((LATE,), 1, date(2026, 11, 1), date(2026, 11, 30))
    assert said == "1 activity in 1 group, in November 2026: 1 past date."
    assert timeline_words.timeline((), 0, None, None) == "0 activities in 0 groups."
