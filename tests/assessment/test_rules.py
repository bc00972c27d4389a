"""Claims and decisions, from facts alone (EA3, EA4)."""

from datetime import UTC, datetime, timedelta

import pytest

from waypost.assessment.rules import (
    ClaimFacts,
    Decision,
    Gap,
    Judgement,
    Outlook,
    decision,
    gap,
    is_live,
    kind_of_file,
    outlook,
)
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


@pytest.mark.parametrize(
    ("levels", "heading", "sentence", "button", "scored"),
    [
        (
            [SHOWN, ""],
            "Decision: not yet complete",
            "The decision follows from the levels. Choose one for each criterion.",
            "Send decision",
            "1 of 2 scored",
        ),
        (
            [SHOWN, SHOWN],
            "Decision: demonstrated",
            "Every criterion is demonstrated, so the educator earns the credential. You can undo it first.",
            "Send as demonstrated",
            "2 of 2 scored",
        ),
        (
            [SHOWN, SHOWN, SOME],
            "Decision: ready to revise",
            "Two criteria are demonstrated. Only criterion 3 needs new work, and sending again is free.",
            "Send with feedback",
            "3 of 3 scored",
        ),
        (
            [NOT_YET, SHOWN, SOME, SOME],
            "Decision: ready to revise",
            "One criterion is demonstrated. Only criteria 1, 3 and 4 need new work, and sending again is free.",
            "Send with feedback",
            "4 of 4 scored",
        ),
    ],
)
def test_what_will_happen_is_said_in_words(
    levels: list[str], heading: str, sentence: str, button: str, scored: str
) -> None:
    assert outlook(levels) == Outlook(heading, sentence, button, scored)


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/pdf", "PDF"),
        ("image/jpeg", "picture"),
        ("video/mp4", "video"),
        ("audio/mpeg", "recording"),
        ("text/plain", "text"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document"),
    ],
)
def test_a_file_is_known_to_an_assessor_by_its_kind(media_type: str, expected: str) -> None:
    assert kind_of_file(media_type) == expected
