"""What is written of a link, what the data say of it, and where it may lead; without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.improvement.builders import BY_MEASURE, BY_PROTOCOL
from waypost.improvement.rules import circles, words
from waypost.improvement.rules.kinds import LockedBy, Verdict
from waypost.improvement.rules.links import (
    LinkFields,
    changed_parts,
    count_sentence,
    list_said,
    lock_of,
    sentence,
    verdict_of_value,
)
from waypost.improvement.rules.standing import TheoryFacts
from waypost.programs.rules.outcome_states import OutcomeState
from waypost.programs.rules.phases import STATE_LABELS, STATE_TONES, ShownState

TODAY = date(2027, 1, 14)
NOON = datetime(2027, 1, 14, 12, tzinfo=UTC)
YES, NO, OPEN = Verdict


def test_the_sentence_on_top_counts_each_verdict() -> None:
    verdicts = [YES, NO, *[OPEN] * 5]
    assert count_sentence(verdicts) == "1 of 7 links is supported, 1 is not, 5 are not yet known."
    assert count_sentence([YES, YES]) == "2 of 2 links are supported, 0 are not, 0 are not yet known."
    assert count_sentence([OPEN]) == "Whether the one link holds is not yet known."
    assert count_sentence([]) == "No link yet: nothing is said to lead to anything."


def test_a_link_reads_as_one_sentence_from_the_words_of_its_columns() -> None:
    assert sentence(("do", "… train people. "), ("educators", "gather evidence")) == (
        "If we train people, then educators gather evidence."
    )
    assert sentence(("result", "lessons change"), ("result", "students learn")) == (
        "If lessons change, then students learn."
    )


def test_an_empty_link_misses_everything_and_a_full_one_nothing() -> None:
    assert LinkFields().missing == ("assumption", "burning question", "feedback", "source", "threshold", "date")
    assert (BY_PROTOCOL.missing, BY_MEASURE.missing) == ((), ())


def test_a_measure_needs_a_number_and_everything_else_words() -> None:
    assert replace(BY_MEASURE, threshold=None, threshold_words="Many").missing == ("threshold",)
    assert replace(BY_MEASURE, comparison="").missing == ("threshold",)
    assert replace(BY_PROTOCOL, threshold_words="", threshold=Decimal(3), comparison="at least").missing == (
        "threshold",
    )
    assert replace(BY_PROTOCOL, source_text="").missing == ("source",)


@pytest.mark.parametrize(
    ("value", "comparison", "is_due", "verdict"),
    [
        ("70", "at least", True, YES),
        ("69.9", "at least", True, NO),
        ("70", "at most", True, YES),
        ("70.1", "at most", True, NO),
        ("90", "at least", False, OPEN),
        (None, "at least", True, OPEN),
    ],
)
def test_a_number_is_read_beside_its_threshold_from_its_date_on(
    value: str | None, comparison: str, verdict: Verdict, *, is_due: bool
) -> None:
    number = Decimal(value) if value else None
    assert verdict_of_value(number, comparison, Decimal(70), is_due=is_due) is verdict


def test_a_link_is_locked_by_a_person_its_data_or_its_date() -> None:
    nothing = {"locked_at": None, "value_seen_at": None, "reads_on": None, "today": TODAY, "has_value": False}

    def by(**given: object) -> LockedBy | None:
        lock = lock_of(**{**nothing, **given})  # type: ignore[arg-type]  # a test's shorthand
        return lock.by if lock else None

    assert by() is None
    assert by(reads_on=date(2027, 1, 15)) is None
    assert by(reads_on=TODAY) is LockedBy.DATE
    assert by(has_value=True) is LockedBy.DATA
    assert by(value_seen_at=NOON, reads_on=TODAY) is LockedBy.DATA
    assert by(locked_at=NOON, value_seen_at=NOON) is LockedBy.PERSON


def test_changed_parts_name_what_differs() -> None:
    other = replace(BY_MEASURE, threshold=Decimal(30), reads_on=None, owner_id=7)
    assert changed_parts(BY_MEASURE, other) == ("threshold", "date")
    assert changed_parts(BY_MEASURE, replace(BY_MEASURE, owner_id=7)) == ()


def test_a_chain_may_branch_and_join_but_not_come_back() -> None:
    pairs = [(1, 2), (1, 3), (2, 4), (3, 4)]
    assert circles.why_not((4, "result"), (5, "result"), pairs) == ""
    assert circles.why_not((4, "result"), (1, "result"), pairs) == circles.CIRCLE
    assert circles.why_not((1, "do"), (1, "do"), pairs) == circles.SAME
    assert circles.has_circle([*pairs, (4, 1)])
    assert not circles.has_circle(pairs)


def test_a_link_leads_to_the_right_or_stays_in_its_column() -> None:
    assert circles.why_not((1, "educators"), (2, "do"), []) == circles.BACKWARD
    assert circles.why_not((1, "do"), (2, "result"), []) == ""
    assert circles.why_not((1, "do"), (2, "do"), []) == ""


def test_what_is_missing_reads_as_a_list() -> None:
    assert list_said(["threshold"]) == "threshold"
    assert list_said(["source", "threshold", "date"]) == "source, threshold and date"
    assert list_said([]) == ""


def test_a_measured_link_says_its_value_beside_what_was_asked_for() -> None:
    def said(value: str | None, *, is_due: bool, is_left_out: bool = False) -> str:
        number = Decimal(value) if value else None
        return words.value_said(number, "educators", BY_MEASURE, is_due=is_due, is_left_out=is_left_out)

    asked = "We asked for at least 40 educators."
    assert said("52", is_due=True) == f"Now 52 educators. {asked}"
    assert said("12", is_due=False) == f"So far 12 educators. {asked} It is read on March 1, 2027."
    assert said(None, is_due=False) == f"There is nothing to count yet. {asked} It is read on March 1, 2027."
    assert said("3", is_due=True, is_left_out=True) == words.LEFT_OUT


def test_a_part_reads_as_words_and_an_empty_one_as_nothing() -> None:
    assert words.part_said("threshold", BY_MEASURE, "Came", "educators") == "At least 40 educators"
    assert words.part_said("source", BY_MEASURE, "Came", "educators") == "Came"
    assert words.part_said("source", BY_PROTOCOL, "", "") == "Protocol: Interviews with 20 educators"
    assert words.part_said("date", BY_MEASURE, "", "") == "March 1, 2027"
    assert words.part_said("feedback", LinkFields(), "", "") == "nothing"


@pytest.mark.parametrize(
    ("facts", "state", "says"),
    [
        (TheoryFacts(), "missing", "Nothing is written yet about what leads to what."),
        (TheoryFacts(2), "started", "2 statements, and no link yet."),
        (TheoryFacts(3, 2, 1), "started", "2 links: 1 written in full, 0 locked."),
        (TheoryFacts(3, 2, 2, 1), "in_review", "2 links: 2 written in full, 1 locked."),
        (TheoryFacts(3, 2, 2, 2), "agreed", "2 links: 2 written in full, 2 locked."),
        (
            TheoryFacts(2, 1, 1, 1, silent=("so that …",)),
            "started",
            "1 link: 1 written in full, 1 locked. Nothing says yet “so that …”.",
        ),
        (TheoryFacts(3, 2, 2, 2, 1), "needs_a_look", "1 link's date has come without a result."),
        (TheoryFacts(3, 2, 2, 2, 2), "needs_a_look", "The dates of 2 links have come without a result."),
    ],
)
def test_how_far_a_theory_is_follows_from_what_is_there(facts: TheoryFacts, state: str, says: str) -> None:
    assert (facts.state, facts.says) == (OutcomeState(state), says)


def test_a_theory_is_called_the_same_on_its_list_as_on_its_phase() -> None:
    agreed = TheoryFacts(statements=2, links=1, complete=1, locked=1)
    assert (agreed.state_label, agreed.tone) == ("In place", "done")
    assert (agreed.state_label, agreed.tone) == (STATE_LABELS[ShownState.AGREED], STATE_TONES[ShownState.AGREED])


def test_a_picture_in_words_counts_what_is_in_it() -> None:
    assert words.describe(1, 0, "No link yet.").startswith("1 statement joined by 0 links. No link yet.")
