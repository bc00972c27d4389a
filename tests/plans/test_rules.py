"""What follows from dates alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.plans.rules.activities import (
    ActivityFacts,
    ActivityStatus,
    LookReason,
    activity_status,
    compare,
    days_past_date,
    needs_a_look,
    share_done,
)

TODAY = date(2027, 1, 14)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
days = st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def activities(draw: st.DrawFn) -> ActivityFacts:
    uid = draw(st.sampled_from("abcdefgh"))
    done = draw(st.booleans())
    return ActivityFacts(
        uid=uid,
        text=f"Activity {uid}",
        start_on=draw(days),
        target_on=draw(days),
        progress=100 if done else draw(st.integers(0, 99)),
        completed_on=TODAY if done else None,
        leads=draw(st.sampled_from([(), ("Priya Nair",)])),
    )


plans = st.lists(activities(), unique_by=lambda activity: activity.uid)


def facts(**values: object) -> ActivityFacts:
    return ActivityFacts(**{"uid": "a", "text": "Train 12 assessors", **values})  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, ActivityStatus.NOT_STARTED),
        ({"start_on": TOMORROW, "target_on": TOMORROW}, ActivityStatus.NOT_STARTED),
        ({"start_on": TODAY}, ActivityStatus.IN_PROGRESS),
        ({"progress": 1}, ActivityStatus.IN_PROGRESS),
        ({"target_on": TODAY, "start_on": YESTERDAY}, ActivityStatus.IN_PROGRESS),
        ({"target_on": YESTERDAY}, ActivityStatus.PAST_DATE),
        ({"target_on": YESTERDAY, "progress": 99}, ActivityStatus.PAST_DATE),
        ({"target_on": YESTERDAY, "progress": 100, "completed_on": TODAY}, ActivityStatus.DONE),
    ],
)
def test_the_status_follows_from_dates_and_progress(values: dict[str, object], status: ActivityStatus) -> None:
    assert activity_status(facts(**values), TODAY) is status


def test_an_activity_is_past_its_date_by_whole_days() -> None:
    assert days_past_date(facts(target_on=date(2027, 1, 8)), TODAY) == 6


def test_the_longest_past_date_is_looked_at_first_then_the_leaderless_then_the_dateless() -> None:
    looks = needs_a_look(
        [
            facts(uid="dateless", leads=("Priya Nair",)),
            facts(uid="leaderless", target_on=TOMORROW, start_on=TOMORROW),
            facts(uid="late", target_on=date(2027, 1, 10), leads=("Ana Whitfield",)),
            facts(uid="latest", target_on=date(2027, 1, 8), leads=("Tom Becker",)),
            facts(uid="done", target_on=date(2027, 1, 8), progress=100, completed_on=TODAY),
        ],
        TODAY,
    )
    assert [(look.activity.uid, look.reason, look.days) for look in looks] == [
        ("latest", LookReason.PAST_DATE, 6),
        ("late", LookReason.PAST_DATE, 4),
        ("leaderless", LookReason.NO_LEAD, 1),
        ("dateless", LookReason.NO_DATE, None),
    ]


def test_dates_of_an_earlier_plan_wait_behind_what_is_new() -> None:
    looks = needs_a_look(
        [
            facts(uid="old", target_on=date(2016, 11, 2), leads=("Ana Whitfield",)),
            facts(uid="a year", target_on=date(2026, 1, 14), leads=("Ana Whitfield",)),
            facts(uid="late", target_on=date(2027, 1, 10), leads=("Ana Whitfield",)),
            facts(uid="leaderless", target_on=TOMORROW),
        ],
        TODAY,
    )
    assert [(look.activity.uid, look.is_long_past) for look in looks] == [
        ("a year", False),
        ("late", False),
        ("leaderless", False),
        ("old", True),
    ]


def test_progress_reads_100_only_when_everything_is_done() -> None:
    assert share_done([facts(progress=100), facts(progress=100), facts(progress=99)]) == 99
    assert share_done([]) is None


@given(plans)
def test_a_plan_beside_itself_has_nothing_moved_added_or_removed(plan: list[ActivityFacts]) -> None:
    found = compare(plan, plan, TODAY)
    assert (found.moved, found.added, found.removed) == ((), (), ())
    assert found.ended_on == found.ends_on
    assert [activity for activity in plan if days_past_date(activity, TODAY)] == list(found.past_date)


@given(plans, plans)
def test_every_adopted_activity_stands_in_exactly_one_group(
    adopted: list[ActivityFacts], current: list[ActivityFacts]
) -> None:
    found = compare(adopted, current, TODAY)
    moved = [change.activity for change in found.moved]
    groups = [activity.uid for group in (found.kept, moved, found.past_date, found.removed) for activity in group]
    assert sorted(groups) == sorted(activity.uid for activity in adopted)
    assert found.adopted_count == len(adopted)


@given(plans, plans)
def test_what_is_added_one_way_is_removed_the_other_way(one: list[ActivityFacts], two: list[ActivityFacts]) -> None:
    there, back = compare(one, two, TODAY), compare(two, one, TODAY)
    assert {a.uid for a in there.added} == {a.uid for a in back.removed}
    assert {c.activity.uid: c.days for c in there.moved} == {
        c.activity.uid: None if c.days is None else -c.days for c in back.moved
    }


@given(plans)
def test_each_look_is_at_an_unfinished_activity_for_a_reason_that_holds(plan: list[ActivityFacts]) -> None:
    for look in needs_a_look(plan, TODAY):
        holds = {
            LookReason.PAST_DATE: look.activity.target_on is not None and look.activity.target_on < TODAY,
            LookReason.NO_LEAD: not look.activity.leads,
            LookReason.NO_DATE: look.activity.target_on is None,
            LookReason.AT_RISK: activity_status(look.activity, TODAY) is ActivityStatus.AT_RISK,
        }
        assert look.activity.completed_on is None
        assert holds[look.reason]
