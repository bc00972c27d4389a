"""The first sentence is the answer, and the next step is said."""

from dataclasses import replace

import pytest

from waypost.credentials import report_words
from waypost.credentials.report_words import answer_to, check_words
from waypost.standards.openbadges.checks import (
    BadgeSummary,
    Check,
    CheckCode,
    Outcome,
    Overall,
    Report,
    headline,
    overall_of,
)

BADGE = BadgeSummary("urn:a", "Trail Guide", "", "", "did:key:z6Mk", "Another Academy", "", None, None)
GOOD = dict.fromkeys((CheckCode.SCHEMA, CheckCode.SIGNATURE, CheckCode.KEY, CheckCode.ISSUER), Outcome.PASS)


def report(changes: dict[CheckCode, Outcome], sentence: str = "This credential …", recipient: str = "") -> Report:
    checks = tuple(Check(code, outcome, sentence) for code, outcome in (GOOD | changes).items())
    overall = overall_of(checks)
    return Report(overall, headline(overall, checks), checks, replace(BADGE, recipient_name=recipient))


@pytest.mark.parametrize("code", list(CheckCode))
def test_every_check_has_words_for_good_and_for_bad_news(code: CheckCode) -> None:
    titles = {outcome: check_words(Check(code, outcome, "")).title for outcome in Outcome}
    assert len(set(report_words.CHECK_TITLES[code].values())) == len(report_words.CHECK_TITLES[code])
    assert all(titles.values())


def test_a_good_credential_of_a_known_issuer_is_valid_and_whose_it_is_comes_next() -> None:
    answer = answer_to(report({}, recipient="Dana Ruiz"))
    assert (answer.tone, answer.headline) == ("done", "This credential is valid.")
    assert answer.sentence == "Another Academy issued it, nothing in it was changed, and it counts today."
    assert answer.next_step == "Make sure that the person who shows it to you is Dana Ruiz."
    assert "does not name its holder" in answer_to(report({})).next_step


def test_an_unknown_issuer_is_said_at_once() -> None:
    answer = answer_to(report({CheckCode.ISSUER: Outcome.UNKNOWN}))
    assert answer.headline == "This credential is valid."
    assert "we don't know its issuer, and anyone can choose a name" in answer.sentence
    assert answer.next_step == report_words.ASK_THE_ISSUER


@pytest.mark.parametrize("code", [CheckCode.SIGNATURE, CheckCode.KEY, CheckCode.HOSTED, CheckCode.RECIPIENT])
def test_a_copy_that_may_be_forged_is_not_to_be_relied_on(code: CheckCode) -> None:
    answer = answer_to(report({code: Outcome.NOT_VALID}, "This credential was changed."))
    assert (answer.tone, answer.headline, answer.sentence) == (
        "late",
        "This credential is not valid.",
        "It was changed.",
    )
    assert answer.next_step == report_words.DO_NOT_RELY


@pytest.mark.parametrize("code", list(report_words.NEXT_IF_NOT_VALID))
def test_what_else_does_not_hold_has_a_next_step_of_its_own(code: CheckCode) -> None:
    assert answer_to(report({code: Outcome.NOT_VALID})).next_step == report_words.NEXT_IF_NOT_VALID[code]


def test_a_credential_outside_its_dates_is_not_valid_today() -> None:
    answer = answer_to(report({CheckCode.DATES: Outcome.NOT_VALID}, "This credential expired on June 1, 2026."))
    assert (answer.headline, answer.sentence) == ("This credential is not valid today.", "It expired on June 1, 2026.")


def test_what_can_not_be_looked_up_is_not_said_to_be_bad() -> None:
    unreachable = report({CheckCode.SIGNATURE: Outcome.UNKNOWN, CheckCode.KEY: Outcome.UNKNOWN})
    answer = answer_to(unreachable)
    assert (answer.tone, answer.headline, answer.next_step) == (
        "info",
        "We can't say for sure.",
        report_words.TRY_LATER,
    )
    assert "may have been withdrawn" in answer_to(report({CheckCode.STATUS: Outcome.UNKNOWN})).next_step


def test_a_key_that_can_not_be_had_explains_more_than_a_signature_that_follows_from_it() -> None:
    checks = (
        Check(CheckCode.SIGNATURE, Outcome.UNKNOWN, "No key."),
        Check(CheckCode.KEY, Outcome.UNKNOWN, "No answer."),
    )
    assert headline(Overall.UNKNOWN, checks) == "No answer."


def test_a_strangers_long_name_does_not_fill_the_page() -> None:
    answer = answer_to(report({}, recipient="x" * 10_000))
    assert len(answer.next_step) < 2 * report_words.LONGEST_NAME
