"""Where a submission stands follows from facts alone (EA2 to EA4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from waypost.catalog.rules import Level
from waypost.submissions.rules.states import (
    EnrollmentFacts,
    EnrollmentState,
    ReviewFacts,
    criteria_to_revise,
    enrollment_state,
    is_demonstrated,
)
from waypost.submissions.rules.team import ArtifactShareState, artifact_share_state, own_part_gap
from waypost.submissions.rules.texts import evidence_gap, is_worth_keeping, text_gap, words_lost
from waypost.submissions.rules.turnaround import Waiting, reply_by, waiting

NOW = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)
JUST_NOW = NOW - timedelta(minutes=9, seconds=59)
TEN_MINUTES_AGO = NOW - timedelta(minutes=10)
ALL_SHOWN = {"a": Level.DEMONSTRATED, "b": Level.DEMONSTRATED}
ONE_OPEN = {"a": Level.DEMONSTRATED, "b": Level.PROGRESSING}


def facts(
    *,
    sent_at: datetime | None = None,
    review: ReviewFacts | None = None,
    has_work: bool = True,
    withdrawn_at: datetime | None = None,
) -> EnrollmentFacts:
    return EnrollmentFacts(withdrawn_at=withdrawn_at, has_work=has_work, sent_at=sent_at, review=review)


def review(
    decided_at: datetime | None = None, levels: dict[str, Level] | None = None, *, is_claimed: bool = False
) -> ReviewFacts:
    return ReviewFacts(is_claimed=is_claimed, decided_at=decided_at, levels=levels or {}, comments={})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (facts(has_work=False), EnrollmentState.NOT_STARTED),
        (facts(), EnrollmentState.WORKING),
        (facts(sent_at=JUST_NOW), EnrollmentState.SENT),
        (facts(sent_at=TEN_MINUTES_AGO), EnrollmentState.WAITING),
        (facts(sent_at=TEN_MINUTES_AGO, review=review(is_claimed=True)), EnrollmentState.IN_REVIEW),
        (facts(sent_at=TEN_MINUTES_AGO, review=review()), EnrollmentState.WAITING),
        (facts(sent_at=TEN_MINUTES_AGO, review=review(JUST_NOW, ALL_SHOWN)), EnrollmentState.IN_REVIEW),
        (facts(sent_at=TEN_MINUTES_AGO, review=review(TEN_MINUTES_AGO, ALL_SHOWN)), EnrollmentState.DEMONSTRATED),
        (facts(sent_at=TEN_MINUTES_AGO, review=review(TEN_MINUTES_AGO, ONE_OPEN)), EnrollmentState.REVISING),
        (facts(withdrawn_at=NOW, sent_at=TEN_MINUTES_AGO), EnrollmentState.WITHDRAWN),
    ],
)
def test_the_state_follows_from_the_facts(given: EnrollmentFacts, expected: EnrollmentState) -> None:
    assert enrollment_state(given, NOW) is expected


def test_only_criteria_not_demonstrated_yet_are_open_again() -> None:
    assert criteria_to_revise(ONE_OPEN | {"c": Level.NOT_YET}) == {"b", "c"}


def test_no_criterion_at_all_demonstrates_nothing() -> None:
    assert not is_demonstrated({})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Overview: write 3 to 5 words."),
        ("one two", "Overview: 2 words so far; write at least 3."),
        ("one two three", None),
        ("a b c d e", None),
        ("a b c d e f", "Overview: 6 words; shorten it to 5 or fewer."),
    ],
)
def test_a_text_says_what_it_still_needs(text: str, expected: str | None) -> None:
    assert text_gap("Overview", text, 3, 5) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "Work samples: 0 of 2 added."), (1, "Work samples: 1 of 2 added."), (2, None), (3, None)],
)
def test_evidence_says_what_is_still_needed(count: int, expected: str | None) -> None:
    assert evidence_gap("Work samples", count, 2) == expected


@pytest.mark.parametrize(
    ("replaced", "text", "expected"),
    [
        ("a few words", "a few words more", 0),
        ("a few words", "a few other words", 0),
        ("a few words", "few words", 1),
        ("one two three four five", "", 5),
        ("one one one two", "one two", 2),
        ("   ", "first words", 0),
    ],
)
def test_words_that_went_are_counted_each_as_often_as_it_was_written(replaced: str, text: str, expected: int) -> None:
    assert words_lost(replaced, text) == expected


@pytest.mark.parametrize(
    ("words_gone", "minutes", "expected"),
    [(0, 60, False), (1, 4, False), (1, 5, True), (4, 0, False), (5, 0, True)],
)
def test_a_replaced_text_is_kept_now_and_then_and_before_much_of_it_is_gone(
    words_gone: int, minutes: int, expected: bool
) -> None:
    assert is_worth_keeping(words_gone, timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize(
    ("is_offered", "is_used", "is_hidden", "state"),
    [
        (True, False, False, ArtifactShareState.OFFERED),
        (True, False, True, ArtifactShareState.HIDDEN),
        (True, True, True, ArtifactShareState.USED),
        (False, True, False, ArtifactShareState.KEPT),
        (False, False, True, ArtifactShareState.ENDED),
    ],
)
def test_where_a_shared_artifact_stands(
    is_offered: bool, is_used: bool, is_hidden: bool, state: ArtifactShareState
) -> None:
    assert artifact_share_state(is_offered=is_offered, is_used=is_used, is_hidden=is_hidden) is state


def test_ones_own_part_says_how_many_words_it_is_off() -> None:
    assert own_part_gap("I planned all of it.", []) is None
    assert own_part_gap("I planned it.", []) == "Say in 5 to 80 words what you did yourself."
    assert own_part_gap("word " * 81, []) == "These are 81 words; shorten them to 80 or fewer."


def test_ones_own_part_names_nobody() -> None:
    sentence = "Leave “Dana” out: the assessor should not know who made it."
    assert own_part_gap("Dana and I planned all of it.", ["Dana Ruiz"]) == sentence


@pytest.mark.parametrize(
    ("sent_on", "expected"),
    [
        (date(2027, 1, 14), date(2027, 1, 28)),  # Thursday to Thursday
        (date(2027, 1, 15), date(2027, 1, 29)),  # Friday to Friday
        (date(2027, 1, 16), date(2027, 1, 29)),  # Saturday: the first weekday is Monday
        (date(2027, 1, 17), date(2027, 1, 29)),  # Sunday
        (date(2027, 1, 18), date(2027, 2, 1)),  # Monday to Monday
    ],
)
def test_the_reply_is_due_ten_weekdays_after_the_day_of_sending(sent_on: date, expected: date) -> None:
    assert reply_by(sent_on) == expected


def test_a_submission_waits_by_the_calendar_and_is_past_reply_by_the_day_after() -> None:
    last_day = Waiting(sent_on=date(2027, 1, 14), today=date(2027, 1, 28))
    day_after = Waiting(sent_on=date(2027, 1, 14), today=date(2027, 1, 29))
    assert (last_day.days, last_day.reply_by, last_day.is_past_reply_by) == (14, date(2027, 1, 28), False)
    assert (day_after.days, day_after.is_past_reply_by) == (15, True)


def test_days_are_those_of_the_districts_calendar() -> None:
    sent_at, now = datetime(2027, 1, 15, 5, 30, tzinfo=UTC), datetime(2027, 1, 16, 6, 30, tzinfo=UTC)
    assert waiting(sent_at, now, "America/Chicago") == Waiting(date(2027, 1, 14), date(2027, 1, 16))
    assert waiting(sent_at, now, "UTC") == Waiting(date(2027, 1, 15), date(2027, 1, 16))
