"""A status list counts only if it is the issuer's own, about this, and of today."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.standards.badges import (
    CREDENTIAL,
    KEY,
    NOW,
    OTHER_KEY,
    PROFILE,
    STATUS_URL,
    World,
    badge,
    sentence,
    sign,
)
from waypost.standards.openbadges.checks import CheckCode, Outcome, Report
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.issuers import jwt_key_id
from waypost.standards.openbadges.resolving import HeldDocuments
from waypost.standards.openbadges.status_list import build_status_list
from waypost.standards.openbadges.vc_jwt import sign_token

FOREIGN = f"did:key:{OTHER_KEY.public_multibase}"


def unsigned(**changes: Any) -> dict[str, Any]:
    wanted = {
        "url": STATUS_URL,
        "issuer_did": PROFILE.did,
        "revoked_indexes": [],
        "valid_from": NOW - timedelta(days=1),
        "valid_until": NOW + timedelta(days=1),
    }
    return build_status_list(**{**wanted, **changes})


def with_purpose(purpose: str) -> dict[str, Any]:
    document = unsigned()
    document["credentialSubject"]["statusPurpose"] = purpose
    return document


def with_type(name: str) -> dict[str, Any]:
    return {**unsigned(), "type": ["VerifiableCredential", name]}


def verify(served: bytes, document: dict[str, Any] | None = None) -> Report:
    resolver = HeldDocuments(World().resolver().did_documents, {STATUS_URL: served})
    return World().verify(document or badge(), resolver=resolver)


def as_bytes(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("status_list", "words"),
    [
        (sign(unsigned(url="https://waypost.invalid/status/2")), "another address or issuer"),
        (sign(unsigned(issuer_did=FOREIGN), OTHER_KEY, did=FOREIGN), "another address or issuer"),
        (sign(unsigned(valid_until=NOW)), "out of date"),
        (sign(unsigned(valid_from=NOW + timedelta(hours=1))), "not valid yet"),
        (sign(with_purpose("suspension")), "about something else"),
        (sign(with_type("BitstringStatusList")), "not a status list"),
        (unsigned(), "does not hold"),
        ({**unsigned(), "@context": ["https://contexts.example/1"]}, "not known here"),
    ],
)
def test_a_list_that_is_not_this_badges_list_reads_unknown(status_list: dict[str, Any], words: str) -> None:
    report = verify(as_bytes(status_list))
    assert report.outcome(CheckCode.STATUS) is Outcome.UNKNOWN
    assert words in sentence(report, CheckCode.STATUS)


@pytest.mark.parametrize("served", [b"", b"{", b"<html>", b"eyJ.e30.AAAA", b"\xff"])
def test_anything_that_is_no_list_reads_unknown(served: bytes) -> None:
    assert verify(served).outcome(CheckCode.STATUS) is Outcome.UNKNOWN


@pytest.mark.parametrize(("revoked", "outcome"), [([], Outcome.PASS), ([42], Outcome.NOT_VALID)])
def test_a_list_served_as_vc_jwt_is_read(revoked: list[int], outcome: Outcome) -> None:
    document = unsigned(revoked_indexes=revoked)
    served = sign_token(document, KEY, key_id=jwt_key_id(PROFILE.did, KEY.public_multibase))
    assert verify(served.encode()).outcome(CheckCode.STATUS) is outcome


def test_a_list_without_an_end_is_read() -> None:
    document = unsigned()
    del document["validUntil"]
    assert verify(as_bytes(sign(document))).outcome(CheckCode.STATUS) is Outcome.PASS


def with_entry(**changes: object) -> dict[str, Any]:
    document = build_credential(CREDENTIAL)
    document["credentialStatus"] = {**document["credentialStatus"], **changes}
    return sign(document)


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        ({"statusListIndex": "131072"}, Outcome.UNKNOWN),
        ({"statusListIndex": "9" * 5000}, Outcome.UNKNOWN),
        ({"statusListIndex": "-1"}, Outcome.UNKNOWN),
        ({"statusListCredential": "https://waypost.invalid/status/9"}, Outcome.UNKNOWN),
        ({"statusPurpose": "message"}, Outcome.NOT_APPLICABLE),
        ({"statusPurpose": "suspension"}, Outcome.UNKNOWN),
    ],
)
def test_an_entry_that_points_nowhere_reads_unknown(entry: dict[str, str], outcome: Outcome) -> None:
    served = as_bytes(sign(unsigned()))
    assert verify(served, with_entry(**entry)).outcome(CheckCode.STATUS) is outcome


def test_a_suspended_badge_is_not_valid() -> None:
    document = with_purpose("suspension")
    document["credentialSubject"]["encodedList"] = unsigned(revoked_indexes=[42])["credentialSubject"]["encodedList"]
    report = verify(as_bytes(sign(document)), with_entry(statusPurpose="suspension"))
    assert report.sentence == "The issuer suspended this credential."


def test_a_badge_without_a_status_has_none_to_check() -> None:
    report = verify(b"", badge(status=None))
    assert report.outcome(CheckCode.STATUS) is Outcome.NOT_APPLICABLE
