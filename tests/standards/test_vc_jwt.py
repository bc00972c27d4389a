import json
from typing import Any

import pytest
from joserfc import jws

from tests.standards.badges import CREDENTIAL, KEY, NOW, OTHER_KEY, PROFILE, World, token
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.issuers import jwt_key_id
from waypost.standards.openbadges.keys import public_key_from_multibase
from waypost.standards.openbadges.signature_errors import SignatureError
from waypost.standards.openbadges.vc_jwt import REGISTRY, read_token, sign_token, verify_token

KEY_ID = jwt_key_id(PROFILE.did, KEY.public_multibase)
MINE = public_key_from_multibase(KEY.public_multibase)


def signed(payload: dict[str, Any], **header: str) -> str:
    """A token with exactly this payload, soundly signed by our key."""
    head = {"alg": "EdDSA", "kid": KEY_ID, **header}
    return jws.serialize_compact(head, json.dumps(payload), KEY.signing_jwk(), registry=REGISTRY)


def test_the_payload_is_the_credential_with_the_registered_claims_beside_it() -> None:
    document = build_credential(CREDENTIAL)
    made = read_token(token())
    assert made.header == {"alg": "EdDSA", "typ": "JWT", "kid": KEY_ID}
    assert made.payload == {
        **document,
        "iss": PROFILE.did,
        "jti": CREDENTIAL.id,
        "nbf": int(CREDENTIAL.valid_from.timestamp()),
        "exp": int(CREDENTIAL.valid_until.timestamp()) if CREDENTIAL.valid_until else None,
    }


def test_a_subject_with_an_id_is_named_by_sub() -> None:
    document = build_credential(CREDENTIAL)
    document["credentialSubject"]["id"] = "did:example:learner"
    assert read_token(sign_token(document, KEY, key_id=KEY_ID)).payload["sub"] == "did:example:learner"


def test_a_token_verifies_with_its_own_key_only() -> None:
    verify_token(read_token(token()), MINE)
    with pytest.raises(SignatureError, match="does not match"):
        verify_token(read_token(token()), public_key_from_multibase(OTHER_KEY.public_multibase))


@pytest.mark.parametrize(
    ("claim", "value"),
    [("iss", "did:web:elsewhere.example"), ("jti", "urn:uuid:1"), ("iss", 7), ("jti", None)],
)
def test_a_claim_that_contradicts_the_credential_is_not_valid(claim: str, value: object) -> None:
    payload = {**read_token(token()).payload, claim: value}
    report = World().verify(signed(payload))
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID
    assert report.sentence == "The credential says one thing outside and another inside, so we can't trust it."


def test_a_subject_that_contradicts_sub_is_not_valid() -> None:
    payload = read_token(token()).payload
    payload["credentialSubject"]["id"] = "did:example:learner"
    assert World().verify(signed({**payload, "sub": "did:example:learner"})).overall is Overall.VALID
    assert World().verify(signed({**payload, "sub": "did:example:other"})).overall is Overall.NOT_VALID


def test_the_earlier_of_two_ends_counts() -> None:
    payload = {**read_token(token()).payload, "exp": int(NOW.timestamp()) - 1}
    assert World().verify(signed(payload)).outcome(CheckCode.DATES) is Outcome.NOT_VALID


def test_the_older_form_with_a_vc_claim_is_read() -> None:
    document = build_credential(CREDENTIAL)
    payload = {"iss": PROFILE.did, "jti": CREDENTIAL.id, "vc": document}
    assert World().verify(signed(payload)).overall is Overall.VALID


@pytest.mark.parametrize("kind", ["JWT", "vc+jwt", "vc-ld+jwt"])
def test_any_name_for_the_type_is_read(kind: str) -> None:
    assert World().verify(signed(read_token(token()).payload, typ=kind)).overall is Overall.VALID


def test_the_newer_name_of_the_algorithm_is_read() -> None:
    assert World().verify(signed(read_token(token()).payload, alg="Ed25519")).overall is Overall.VALID


def test_a_context_that_is_not_known_does_not_spoil_a_token_whose_text_is_signed() -> None:
    payload = read_token(token()).payload
    payload["@context"] = [*payload["@context"], "https://contexts.example/unknown/v1"]
    report = World().verify(signed(payload))
    assert report.overall is Overall.VALID
    assert report.outcome(CheckCode.CONTEXTS) is Outcome.NOT_APPLICABLE
    assert "https://contexts.example/unknown/v1" in report.checks[0].sentence
