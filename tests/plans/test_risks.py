"""When an activity is blocked or at risk, and what is said about it."""

from datetime import date, timedelta

import pytest

from waypost.plans.rules import words
from waypost.plans.rules.activities import (
    ActivityFacts,
    ActivityStatus,
    Look,
    LookReason,
    activity_status,
    needs_a_look,
)
from waypost.plans.rules.looks import WAYS
from waypost.plans.rules.risks import Needed

TODAY = date(2027, 1, 14)


def later(days: int) -> date:
    return TODAY + timedelta(days)


def needed(ends_in: int | None, *, is_done: bool = False) -> Needed:
    return Needed("n", "Draft the policy", None if ends_in is None else later(ends_in), is_done=is_done)


def planned(starts_in: int | None, ends_in: int | None, *needs: Needed, progress: int = 0) -> ActivityFacts:
    return ActivityFacts(
        "a",
        "Bring it to the board",
        start_on=None if starts_in is None else later(starts_in),
        target_on=None if ends_in is None else later(ends_in),
        progress=progress,
        leads=("Maya Okafor",),
        needs=needs,
    )


@pytest.mark.parametrize(
    ("activity", "status"),
    [
        (planned(0, 30, needed(-3)), ActivityStatus.BLOCKED),
        (planned(-2, 30, needed(40)), ActivityStatus.BLOCKED),
        (planned(-2, 30, needed(None)), ActivityStatus.BLOCKED),
        (planned(-2, 30, needed(-3, is_done=True)), ActivityStatus.IN_PROGRESS),
        (planned(-2, 30, needed(-3, is_done=True), needed(3)), ActivityStatus.BLOCKED),
        (planned(-9, -1, needed(3)), ActivityStatus.PAST_DATE),
        (planned(10, 30, needed(10)), ActivityStatus.NOT_STARTED),
        (planned(10, 30, needed(11)), ActivityStatus.AT_RISK),
        (planned(10, 30, needed(11, is_done=True)), ActivityStatus.NOT_STARTED),
        (planned(10, 30, needed(-1)), ActivityStatus.AT_RISK),
        (planned(10, 30, needed(0)), ActivityStatus.NOT_STARTED),
        (planned(10, 30, needed(None)), ActivityStatus.NOT_STARTED),
        (planned(None, 30, needed(30)), ActivityStatus.NOT_STARTED),
        (planned(None, 30, needed(31)), ActivityStatus.AT_RISK),
        (planned(None, None, needed(31)), ActivityStatus.NOT_STARTED),
    ],
)
def test_what_it_needs_blocks_it_from_its_start_and_puts_it_at_risk_before(
    activity: ActivityFacts, status: ActivityStatus
) -> None:
    assert activity_status(activity, TODAY) is status


@pytest.mark.parametrize(
    ("starts", "ends", "progress", "status"),
    [
        (-50, 50, 25, ActivityStatus.IN_PROGRESS),
        (-50, 50, 24, ActivityStatus.AT_RISK),
        (-6, 1, 0, ActivityStatus.IN_PROGRESS),
        (-7, 1, 0, ActivityStatus.AT_RISK),
        (-50, None, 0, ActivityStatus.IN_PROGRESS),
        (None, 50, 0, ActivityStatus.NOT_STARTED),
    ],
)
def test_progress_may_be_25_points_behind_the_time_that_has_passed_and_a_first_week_does_not_count(
    starts: int | None, ends: int | None, progress: int, status: ActivityStatus
) -> None:
    assert activity_status(planned(starts, ends, progress=progress), TODAY) is status


@pytest.mark.parametrize(
    ("ends", "need", "status"),
    [
        (10, needed(9), ActivityStatus.NOT_STARTED),
        (10, needed(11), ActivityStatus.AT_RISK),
        (0, needed(0), ActivityStatus.BLOCKED),
        (0, needed(0, is_done=True), ActivityStatus.IN_PROGRESS),
    ],
)
def test_of_a_milestone_only_the_target_date_counts(ends: int, need: Needed, status: ActivityStatus) -> None:
    milestone = ActivityFacts(
        "m", "The board votes", start_on=later(-90), target_on=later(ends), needs=(need,), is_milestone=True
    )
    assert activity_status(milestone, TODAY) is status


def test_work_that_began_early_is_in_progress() -> None:
    early = ActivityFacts("a", "Visit schools", start_on=later(5), target_on=later(50), begun_on=later(-1))
    assert activity_status(early, TODAY) is ActivityStatus.IN_PROGRESS


@pytest.mark.parametrize(
    ("activity", "sentence"),
    [
        (planned(-10, 30, needed(3)), "It was to begin on January 4, and “Draft the policy” is not done yet."),
        (
            planned(6, 30, needed(10)),
            "“Draft the policy” has to be done first and ends on January 24, too late for this",
        ),
        (planned(6, 30, needed(-2)), "“Draft the policy” has to be done first and is past its date."),
        (planned(-50, 50, progress=10), "10% is done, and 50% of its time has passed."),
    ],
)
def test_a_sentence_says_why(activity: ActivityFacts, sentence: str) -> None:
    assert words.in_danger(activity, TODAY).startswith(sentence)


def test_nothing_is_said_of_what_is_in_no_danger() -> None:
    assert words.in_danger(planned(10, 30), TODAY) == ""


def test_blocked_then_at_risk_stand_between_past_dates_and_missing_names() -> None:
    role = ActivityFacts("r", "Score", target_on=later(9), leads=("Assessor lead",), open_roles=("Assessor lead",))
    left = ActivityFacts("l", "Survey", target_on=later(9), leads=("Henry Alcott",), gone=("Henry Alcott",))
    late = ActivityFacts("p", "Train", target_on=later(-2), leads=("Tom Becker",))
    looks = needs_a_look([left, role, planned(6, 30, needed(-2)), planned(-1, 30, needed(3)), late], TODAY)
    assert [words.look_title(look) for look in looks] == [
        "Train is 2 days past its date",
        "Bring it to the board waits for Draft the policy",
        "Bring it to the board is at risk",
        "Assessor lead: nobody named yet",
        "Henry Alcott has left and still leads Survey",
    ]
    assert words.look_note(looks[3], TODAY) == "Score. It ends on January 23."


@pytest.mark.parametrize("reason", LookReason)
def test_everything_that_needs_a_look_is_settled_on_one_page(reason: LookReason) -> None:
    assert WAYS[reason][1]
    assert words.look_title(Look(planned(1, 2), reason, 3, "Assessor lead"))
