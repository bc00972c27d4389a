"""Claims, reply-by dates and decisions, from facts alone (EA3, EA4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from waypost.assessment.rules import ClaimFacts, Decision, Gap, Judgement, decision, gap, is_live, reply_by
from waypost.catalog.rules import Level

NOW = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)
SHOWN, SOME, NOT_YET = Level.DEMONSTRATED, Level.PROGRESSING, Level.NOT_YET


@pytest.mark.parametrize(
    ("expires_at", "released_at", "decided_at", "expected"),
    [
        (NOW + timedelta(seconds=1), None, None, True),
        (NOW, None, None, False),
        (NOW - timedelta(days=9), None, NOW - timedelta(days=9), True),
        (NOW + timedelta(hours=1), NOW - timedelta(hours=1), None, False),
    ],
)
def test_a_claim_lives_until_it_expires_or_is_handed_back_and_a_decision_stays(
    expires_at: datetime, released_at: datetime | None, decided_at: datetime | None, *, expected: bool
) -> None:
    assert is_live(ClaimFacts(expires_at, released_at, decided_at), NOW) is expected


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


@pytest.mark.parametrize(
    ("level", "comment", "expected"),
    [
        ("", "", Gap.LEVEL),
        ("", "A start", Gap.LEVEL),
        (SHOWN, "", None),
        (SOME, "", Gap.COMMENT),
        (NOT_YET, " \n", Gap.COMMENT),
        (NOT_YET, "Name the change.", None),
    ],
)
def test_each_criterion_needs_a_level_and_words_unless_demonstrated(
    level: str, comment: str, expected: Gap | None
) -> None:
    assert gap(level, comment) is expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({}, None),
        ({"a": SHOWN, "b": ""}, None),
        ({"a": SOME, "b": ""}, None),
        ({"a": SHOWN, "b": SHOWN}, Decision.AWARD),
        ({"a": SHOWN, "b": SOME}, Decision.REVISE),
        ({"a": NOT_YET}, Decision.REVISE),
    ],
)
def test_the_decision_follows_from_the_levels(levels: dict[str, str], expected: Decision | None) -> None:
    assert decision(levels) is expected


def test_a_judgement_is_empty_where_nothing_was_said() -> None:
    given = Judgement({"a": SOME}, {"a": "Name the change."})
    assert (given.of("a"), given.of("b")) == (("progressing", "Name the change."), ("", ""))
