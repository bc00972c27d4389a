"""Seats, missing voices, and the states of meetings, actions and decisions. No database."""

from datetime import UTC, date, datetime, time

import pytest

from waypost.governance.rules.committees import (
    Level,
    SeatFacts,
    SeatState,
    SpokenPhase,
    VoiceKind,
    departed_words,
    missing_voices,
    seat_state,
)
from waypost.governance.rules.decisions import DecisionState, decision_state, wrong_dates
from waypost.governance.rules.meetings import (
    ActionState,
    MeetingFields,
    MeetingState,
    action_state,
    instant_of,
    meeting_state,
    one_a_line,
)

TODAY = date(2027, 1, 14)
ALL = tuple(phase.value for phase in SpokenPhase)


def facts(
    voice: VoiceKind,
    phases: tuple[str, ...] = ALL,
    state: SeatState = SeatState.SITS,
    level: Level = Level.SCHOOL,
) -> SeatFacts:
    return SeatFacts("Ana Ruiz", state, level.value, voice.value, phases)


def said(*seats: SeatFacts) -> list[str]:
    return [missing.says for missing in missing_voices(seats)]


def test_nothing_is_missing_where_an_educator_speaks_in_every_phase() -> None:
    assert said(facts(VoiceKind.CLASSROOM_EDUCATOR)) == []


def test_two_educators_can_share_the_phases() -> None:
    first, second = facts(VoiceKind.CLASSROOM_EDUCATOR, ALL[:3]), facts(VoiceKind.CLASSROOM_EDUCATOR, ALL[3:])
    assert said(first, second) == []


def test_missing_classroom_educators_are_pointed_out_in_plain_words() -> None:
    assert said(facts(VoiceKind.PRINCIPAL)) == ["No classroom educator has a voice in any phase."]
    assert said(facts(VoiceKind.CLASSROOM_EDUCATOR, ("prepare", "launch", "sustain"))) == [
        "No classroom educator has a voice in planning and running and supporting it."
    ]


@pytest.mark.parametrize("state", [SeatState.OPEN, SeatState.ENDED, SeatState.LEFT, SeatState.COMING])
def test_only_who_sits_speaks(state: SeatState) -> None:
    assert said(facts(VoiceKind.CLASSROOM_EDUCATOR, state=state)) == ["Nobody sits in it yet."]


def test_a_committee_without_a_school_is_pointed_out() -> None:
    assert said(facts(VoiceKind.CLASSROOM_EDUCATOR, level=Level.DISTRICT)) == ["Nobody speaks from a school."]


@pytest.mark.parametrize(
    ("is_named", "has_left", "starts_on", "ends_on", "state"),
    [
        (False, False, date(2026, 9, 1), None, SeatState.OPEN),
        (True, False, date(2026, 9, 1), None, SeatState.SITS),
        (True, False, date(2026, 9, 1), TODAY, SeatState.SITS),
        (True, False, date(2026, 9, 1), date(2027, 1, 13), SeatState.ENDED),
        (True, True, date(2026, 9, 1), None, SeatState.LEFT),
        (True, True, date(2026, 9, 1), date(2027, 1, 13), SeatState.ENDED),
        (True, False, date(2027, 1, 15), None, SeatState.COMING),
    ],
)
def test_a_seat_has_one_state(
    is_named: bool, has_left: bool, starts_on: date, ends_on: date | None, state: SeatState
) -> None:
    found = seat_state(is_named=is_named, has_left=has_left, starts_on=starts_on, ends_on=ends_on, today=TODAY)
    assert found is state


def test_who_speaks_no_more_is_said() -> None:
    ended = facts(VoiceKind.PRINCIPAL, state=SeatState.ENDED)
    assert departed_words(ended, TODAY, "January 14, 2027") == "Ana Ruiz: the term ended on January 14, 2027."
    left = facts(VoiceKind.PRINCIPAL, state=SeatState.LEFT)
    assert departed_words(left, None, "") == "Ana Ruiz does not work here any more."
    assert departed_words(facts(VoiceKind.PRINCIPAL), None, "") == ""


def test_a_meeting_is_read_on_the_clocks_of_its_organization() -> None:
    fields = MeetingFields(date(2027, 1, 12), time(15, 30))
    assert instant_of(fields, "America/Chicago") == datetime(2027, 1, 12, 21, 30, tzinfo=UTC)
    summer = MeetingFields(date(2027, 7, 12), time(15, 30))
    assert instant_of(summer, "America/Chicago") == datetime(2027, 7, 12, 20, 30, tzinfo=UTC)


def test_a_meeting_is_held_from_its_hour_on() -> None:
    hour = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)
    assert meeting_state(hour, hour, is_canceled=False) is MeetingState.HELD
    assert meeting_state(hour, hour.replace(hour=14), is_canceled=False) is MeetingState.AHEAD
    assert meeting_state(hour, hour, is_canceled=True) is MeetingState.CANCELED


def test_what_is_in_the_plan_is_no_longer_open_or_done() -> None:
    def state(done_on: date | None, *, is_in_plan: bool = False, is_dropped: bool = False) -> ActionState:
        return action_state(done_on=done_on, is_in_plan=is_in_plan, is_dropped=is_dropped)

    assert state(None) is ActionState.OPEN
    assert state(TODAY) is ActionState.DONE
    assert state(TODAY, is_in_plan=True) is ActionState.IN_PLAN
    assert state(None, is_dropped=True) is ActionState.DROPPED
    assert state(None, is_in_plan=True, is_dropped=True) is ActionState.IN_PLAN


def test_lines_lose_empty_ones_and_repetitions() -> None:
    assert one_a_line(" Budget \n\nBudget\nSpring offer ") == ("Budget", "Spring offer")


@pytest.mark.parametrize(
    ("decided_on", "review_on", "changes", "state"),
    [
        (None, None, {}, DecisionState.OPEN),
        (None, None, {"is_withdrawn": True}, DecisionState.WITHDRAWN),
        (date(2026, 10, 1), None, {}, DecisionState.DECIDED),
        (date(2026, 10, 1), date(2027, 1, 15), {}, DecisionState.DECIDED),
        (date(2026, 10, 1), TODAY, {}, DecisionState.DUE),
        (date(2026, 10, 1), TODAY, {"is_superseded": True}, DecisionState.SUPERSEDED),
    ],
)
def test_a_decision_has_one_state(
    decided_on: date | None, review_on: date | None, changes: dict[str, bool], state: DecisionState
) -> None:
    facts = {"is_superseded": False, "is_withdrawn": False, **changes}
    assert decision_state(decided_on=decided_on, review_on=review_on, today=TODAY, **facts) is state


def test_a_decision_was_taken_and_its_review_is_after_it() -> None:
    assert wrong_dates(TODAY, None, TODAY) == ""
    assert wrong_dates(date(2027, 1, 15), None, TODAY).startswith("Write the day on which it was decided")
    assert wrong_dates(TODAY, TODAY, TODAY).startswith("Look at it again on a day after")
