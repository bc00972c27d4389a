from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.conftest import FROZEN
from waypost.credentials import rules
from waypost.standards.openbadges.checks import Check, CheckCode, Outcome


@pytest.mark.parametrize(
    ("has_name", "shows_name", "lost", "withdrawn", "outdated"),
    [
        (False, False, False, False, False),
        (True, True, False, False, False),
        (False, True, False, False, True),
        (True, False, False, False, True),
        (True, True, True, False, True),
        (False, True, True, True, False),
    ],
)
def test_a_credential_is_outdated_by_another_choice_or_a_lost_key_unless_withdrawn(
    *, has_name: bool, shows_name: bool, lost: bool, withdrawn: bool, outdated: bool
) -> None:
    found = rules.is_outdated(has_name=has_name, shows_name=shows_name, key_is_compromised=lost, is_withdrawn=withdrawn)
    assert found is outdated


def signs(valid_until: datetime, *, lost: bool = False, news: bool = False) -> bool:
    return rules.needs_signing(valid_until, FROZEN, key_is_compromised=lost, has_news=news)


def test_a_list_is_signed_when_less_than_six_days_are_left_its_key_was_lost_or_something_was_withdrawn() -> None:
    edge = FROZEN + rules.LIST_RENEWED_BEFORE
    assert (signs(edge), signs(edge - timedelta(seconds=1))) == (False, True)
    assert (signs(edge, lost=True), signs(edge, news=True)) == (True, True)


def test_only_a_file_with_a_name_that_was_hidden_is_withheld() -> None:
    cases = [(has_name, shows_name) for has_name in (True, False) for shows_name in (True, False)]
    withheld = [case for case in cases if rules.is_withheld(has_name=case[0], shows_name=case[1])]
    assert withheld == [(True, False)]


def test_a_list_takes_credentials_until_it_is_half_full() -> None:
    assert [rules.has_room(used, 8) for used in (0, 3, 4)] == [True, True, False]


def test_a_taken_place_is_drawn_again() -> None:
    draws = iter([5, 5, 7])
    assert rules.free_index(lambda index: index == 5, lambda: next(draws)) == 7


def test_a_number_reads_in_three_groups() -> None:
    assert rules.award_number("7q4mx2kd9hta") == "7Q4M-X2KD-9HTA"


@pytest.mark.parametrize("typed", ["7Q4M-X2KD-9HTA", " 7q4m x2kd 9hta", "7q4mx2kd9hta", "Number 7Q4M-X2KD-9HTA."])
def test_a_number_is_known_however_somebody_types_it(typed: str) -> None:
    assert rules.is_award_number(typed)


@pytest.mark.parametrize("other", ["", "7Q4M-X2KD", "7Q4M-X2KD-9HTA-4444", "https://example.org/7Q4M-X2KD-9HTA", "{}"])
def test_what_is_longer_or_shorter_than_a_number_is_none(other: str) -> None:
    assert not rules.is_award_number(other)


def test_the_embedded_default_is_not_reachable() -> None:
    assert rules.is_reachable("did:web:waypost.example.org:issuers:a") is True
    assert rules.is_reachable("https://waypost.invalid/credentials/a/") is False


FACTS = rules.TrustFacts(
    issuer_name="Cedar Valley",
    issuer_host="waypost.example.org",
    holder_name="Dana Ruiz",
    listed_at="January 14, 2027",
    listed_until="January 21, 2027",
    issued_on="January 14, 2027",
    withdrawn_on="",
)
ALL_PASS = tuple(Check(code, Outcome.PASS, f"{code} holds.") for code in CheckCode if code is not CheckCode.RECIPIENT)


def test_a_good_award_is_explained_in_five_lines() -> None:
    lines = rules.trust_lines(tuple(check for check in ALL_PASS if check.code is not CheckCode.HOSTED), FACTS)
    assert [(line.words.title, line.words.icon) for line in lines] == [
        ("It was not changed", "done"),
        ("It leads to its issuer", "done"),
        ("It was not withdrawn", "done"),
        ("Its dates fit", "done"),
        ("It belongs to Dana Ruiz", "done"),
    ]
    assert lines[1].sentence == "The key that signed it is published by Cedar Valley at waypost.example.org."


def test_what_does_not_hold_is_never_left_out() -> None:
    odd = Check(CheckCode.SCHEMA, Outcome.NOT_VALID, "It has no id.")
    lines = rules.trust_lines((odd, Check(CheckCode.STATUS, Outcome.UNKNOWN, "The list is out of date.")), FACTS)
    assert [(line.words.icon, line.sentence) for line in lines[:2]] == [
        ("stop", "It has no id."),
        ("half", "The list is out of date."),
    ]


def test_a_withdrawal_shows_at_once_even_before_the_list_is_signed() -> None:
    lines = rules.trust_lines(
        (Check(CheckCode.STATUS, Outcome.PASS, "Not revoked."),), replace(FACTS, withdrawn_on="January 20, 2027")
    )
    assert (lines[0].words.title, lines[0].words.icon) == ("It was withdrawn on January 20, 2027", "stop")


def test_a_holder_without_a_name_stays_one_person() -> None:
    line = rules.trust_lines((), replace(FACTS, holder_name=""))[0]
    assert line.words.title == "It belongs to one person"
    assert line.sentence.endswith("The holder chose not to show a name.")
