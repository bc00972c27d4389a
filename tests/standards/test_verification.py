import json
from datetime import timedelta
from typing import Any

import pytest

from tests.standards.badges import (
    COMPROMISED,
    CREDENTIAL,
    KEY,
    NOW,
    OTHER_KEY,
    PROFILE,
    RETIRED,
    STATUS_URL,
    Tamper,
    World,
    badge,
    outcomes,
    sentence,
    sign,
    token,
)
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.data_integrity import SigningError, sign_document
from waypost.standards.openbadges.issuers import IssuerKey, proof_method_id
from waypost.standards.openbadges.reading import BadgeKind, Carrier
from waypost.standards.openbadges.resolving import HeldDocuments

ALL_PASS = {
    "contexts": "pass",
    "schema": "pass",
    "signature": "pass",
    "key": "pass",
    "issuer": "pass",
    "status": "pass",
    "dates": "pass",
    "recipient": "not_applicable",
}


def test_our_own_badge_passes_every_check_in_order() -> None:
    report = World().verify(badge())
    assert outcomes(report) == ALL_PASS
    assert list(outcomes(report)) == list(ALL_PASS)
    assert (report.overall, report.sentence) == (Overall.VALID, "This credential is valid.")
    assert (report.kind, report.carrier) == (BadgeKind.JSON, Carrier.TEXT)


def test_our_own_vc_jwt_passes_every_check() -> None:
    report = World().verify(token())
    assert outcomes(report) == ALL_PASS
    assert (report.overall, report.kind) == (Overall.VALID, BadgeKind.JWT)


def test_the_report_repeats_what_the_badge_says() -> None:
    summary = World().verify(badge()).badge
    assert summary is not None
    assert summary.id == CREDENTIAL.id
    assert summary.name == "Coaching Conversations"
    assert summary.description == CREDENTIAL.achievement.description
    assert summary.criteria == CREDENTIAL.achievement.criteria_narrative
    assert (summary.issuer_id, summary.issuer_name) == (PROFILE.did, PROFILE.name)
    assert summary.recipient_name == "Ada Brooks"
    assert (summary.valid_from, summary.valid_until) == (CREDENTIAL.valid_from, CREDENTIAL.valid_until)


def rename_achievement(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["name"] = "Superintendent"


def change_recipient(document: dict[str, Any]) -> None:
    document["credentialSubject"]["identifier"][0]["identityHash"] = "sha256$" + "0" * 64


def extend_dates(document: dict[str, Any]) -> None:
    document["validUntil"] = "2099-01-01T00:00:00Z"


def drop_status(document: dict[str, Any]) -> None:
    del document["credentialStatus"]


def add_undefined_term(document: dict[str, Any]) -> None:
    document["credentialSubject"]["endorsedByTheGovernor"] = "yes"


def add_undefined_term_at_the_top(document: dict[str, Any]) -> None:
    document["hours"] = 40


def respell_a_term(document: dict[str, Any]) -> None:
    document["https://www.w3.org/2018/credentials#validUntil"] = document.pop("validUntil")


def change_created(document: dict[str, Any]) -> None:
    document["proof"]["created"] = "2020-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "tamper",
    [
        rename_achievement,
        change_recipient,
        extend_dates,
        drop_status,
        add_undefined_term,
        add_undefined_term_at_the_top,
        respell_a_term,
        change_created,
    ],
)
def test_a_badge_changed_after_signing_is_not_valid(tamper: Tamper) -> None:
    document = badge()
    tamper(document)
    report = World().verify(document)
    assert report.overall is Overall.NOT_VALID
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID


def test_an_undefined_word_is_named_as_what_it_is() -> None:
    document = badge()
    add_undefined_term(document)
    assert World().verify(document).sentence == (
        "This credential holds words that its signature does not cover. They may have been added later."
    )


def test_we_never_sign_a_word_that_the_proof_would_not_cover() -> None:
    document = build_credential(CREDENTIAL)
    document["hours"] = 40
    with pytest.raises(SigningError):
        sign(document)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_vc_jwt_changed_in_any_part_is_not_valid_or_unreadable(position: int) -> None:
    parts = token().split(".")
    parts[position] = parts[position][:-6] + ("AAAAAA" if parts[position][-6:] != "AAAAAA" else "BBBBBB")
    assert World().verify(".".join(parts)).overall in {Overall.NOT_VALID, Overall.UNREADABLE}


def test_a_stranger_who_signs_in_our_name_is_told_by_the_key() -> None:
    document = build_credential(CREDENTIAL)
    did_key = f"did:key:{OTHER_KEY.public_multibase}"
    report = World().verify(sign(document, OTHER_KEY, did=did_key))
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.PASS
    assert report.outcome(CheckCode.KEY) is Outcome.NOT_VALID
    assert report.overall is Overall.NOT_VALID
    assert sentence(report, CheckCode.KEY) == (
        "The key that signed this credential does not belong to the issuer that it names."
    )


def test_a_key_that_the_issuer_never_listed_is_not_valid() -> None:
    report = World().verify(sign(build_credential(CREDENTIAL), OTHER_KEY))
    assert report.outcome(CheckCode.KEY) is Outcome.NOT_VALID
    assert report.sentence == "The issuer does not list the key that signed this credential."


def test_a_signature_by_another_key_under_our_keys_name_does_not_match() -> None:
    method_id = proof_method_id(PROFILE.did, KEY.public_multibase)
    document = sign_document(build_credential(CREDENTIAL), OTHER_KEY, method_id=method_id, created=NOW)
    report = World().verify(document)
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID
    assert report.outcome(CheckCode.KEY) is Outcome.PASS


def test_a_key_outside_assertion_method_is_not_valid() -> None:
    resolver = World().resolver()
    resolver.did_documents[PROFILE.did]["assertionMethod"] = []
    report = World().verify(badge(), resolver=resolver)
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.PASS
    assert report.outcome(CheckCode.KEY) is Outcome.NOT_VALID
    assert "assertionMethod" in report.sentence
    assert World().verify(token(), resolver=resolver).outcome(CheckCode.KEY) is Outcome.NOT_VALID


def test_a_proof_for_another_purpose_is_not_valid() -> None:
    document = badge()
    document["proof"]["proofPurpose"] = "authentication"
    report = World().verify(document)
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID
    assert "another purpose" in report.sentence


def test_a_retired_key_still_vouches_for_what_it_signed() -> None:
    keys = [IssuerKey(OTHER_KEY.public_multibase), IssuerKey(KEY.public_multibase, RETIRED)]
    assert World(keys=keys).verify(badge()).overall is Overall.VALID
    assert World(keys=keys).verify(token()).overall is Overall.VALID


def test_a_compromised_key_vouches_for_nothing() -> None:
    keys = [IssuerKey(OTHER_KEY.public_multibase), IssuerKey(KEY.public_multibase, COMPROMISED)]
    world = World(keys=keys, list_key=OTHER_KEY)
    assert world.verify(badge()).outcome(CheckCode.KEY) is Outcome.NOT_VALID
    assert world.verify(token()).outcome(CheckCode.KEY) is Outcome.NOT_VALID


def test_a_revoked_badge_is_not_valid() -> None:
    for form in (badge(), token()):
        report = World(revoked=frozenset({42})).verify(form)
        assert (report.overall, report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")
        assert report.outcome(CheckCode.SIGNATURE) is Outcome.PASS


def test_a_revoked_neighbor_changes_nothing() -> None:
    assert World(revoked=frozenset({41, 43})).verify(badge()).overall is Overall.VALID


def test_an_expired_status_list_reads_unknown_never_valid() -> None:
    report = World(list_valid_until=NOW).verify(badge())
    assert report.outcome(CheckCode.STATUS) is Outcome.UNKNOWN
    assert report.overall is Overall.UNKNOWN
    assert report.sentence == "The status of this credential is unknown. The status list is out of date."


def test_a_status_list_signed_by_a_stranger_reads_unknown() -> None:
    report = World(list_key=OTHER_KEY).verify(badge())
    assert report.outcome(CheckCode.STATUS) is Outcome.UNKNOWN
    assert report.overall is Overall.UNKNOWN


def test_a_status_list_that_can_not_be_had_reads_unknown() -> None:
    resolver = HeldDocuments(World().resolver().did_documents)
    assert World().verify(badge(), resolver=resolver).overall is Overall.UNKNOWN


def test_an_issuer_that_can_not_be_looked_up_reads_unknown() -> None:
    report = World().verify(badge(), resolver=HeldDocuments())
    assert report.overall is Overall.UNKNOWN
    assert report.outcome(CheckCode.KEY) is Outcome.UNKNOWN
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.UNKNOWN


def test_an_expired_badge_is_not_valid() -> None:
    report = World().verify(badge(valid_until=NOW))
    assert (report.overall, report.sentence) == (
        Overall.NOT_VALID,
        "This credential expired on January 14, 2027.",
    )


def test_a_badge_from_the_future_is_not_valid_yet() -> None:
    report = World().verify(token(valid_from=NOW + timedelta(days=1)))
    assert report.sentence == "This credential is not valid yet. It starts on January 15, 2027."
    assert report.overall is Overall.NOT_VALID


def test_an_unknown_issuer_is_said_but_does_not_spoil_a_good_badge() -> None:
    report = World(known=frozenset()).verify(badge())
    assert report.outcome(CheckCode.ISSUER) is Outcome.UNKNOWN
    assert report.overall is Overall.VALID


def test_the_owner_is_known_by_email_and_a_stranger_is_not() -> None:
    world = World()
    assert world.verify(badge(), email="ada.brooks@riverbend.example").overall is Overall.VALID
    report = world.verify(badge(), email="someone.else@riverbend.example")
    assert report.outcome(CheckCode.RECIPIENT) is Outcome.NOT_VALID
    assert report.overall is Overall.NOT_VALID


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (["id"], "it has no id"),
        (["issuer"], "it does not name its issuer"),
        (["validFrom"], "it does not say from when it is valid"),
        (["credentialSubject", "achievement", "criteria"], "its achievement has no criteria"),
        (["credentialSubject", "achievement", "description"], "its achievement has no description"),
        (["credentialSubject", "identifier"], "it does not say who earned it"),
    ],
)
def test_a_missing_part_is_named(path: list[str], part: str) -> None:
    document = badge()
    holder = document
    for name in path[:-1]:
        holder = holder[name]
    del holder[path[-1]]
    report = World().verify(document)
    assert report.outcome(CheckCode.SCHEMA) is Outcome.NOT_VALID
    assert part in sentence(report, CheckCode.SCHEMA)


def test_an_unknown_context_is_named() -> None:
    document = badge()
    document["@context"].append("https://contexts.example/unknown/v1")
    report = World().verify(document)
    assert report.overall is Overall.NOT_VALID
    assert "https://contexts.example/unknown/v1" in report.sentence


def test_terms_defined_inside_the_file_are_refused() -> None:
    document = badge()
    document["@context"].append({"hours": "https://contexts.example/hours"})
    assert "terms defined inside the file" in World().verify(document).sentence


def test_a_badge_with_two_signatures_is_not_valid() -> None:
    document = badge()
    document["proof"] = [document["proof"], document["proof"]]
    assert "more than one signature" in World().verify(document).sentence


def test_a_badge_that_points_to_many_status_lists_causes_no_requests() -> None:
    document = build_credential(CREDENTIAL)
    entry = document["credentialStatus"]
    document["credentialStatus"] = [{**entry, "id": f"{STATUS_URL}#{n}"} for n in range(5)]
    assert World().verify(sign(document)).outcome(CheckCode.STATUS) is Outcome.UNKNOWN


def test_the_report_is_plain_json_for_machines() -> None:
    machine = json.loads(json.dumps(World().verify(badge()).as_json()))
    assert machine["overall"] == "valid"
    assert {check["code"]: check["outcome"] for check in machine["checks"]} == ALL_PASS
