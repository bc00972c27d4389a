import json

import pytest

from tests.standards.badges import COMPROMISED, CREDENTIAL, KEY, OTHER_KEY, PROFILE, RETIRED
from waypost.standards.openbadges.credential import (
    build_credential,
    hash_identity,
    identity_hashes,
    new_salt,
)
from waypost.standards.openbadges.did import (
    DidError,
    did_web_from_url,
    key_in_document,
    self_describing_document,
    url_from_did_web,
)
from waypost.standards.openbadges.issuers import (
    IssuerKey,
    did_document,
    json_web_key_set,
    jwt_key_id,
    profile_document,
    proof_method_id,
)
from waypost.standards.openbadges.keys import (
    KeyPair,
    UnusableKeyError,
    jwk_of,
    new_key_pair,
    public_key_from_jwk,
    public_key_from_multibase,
    same_key,
)
from waypost.standards.openbadges.multibase import encode_base64url

DID = PROFILE.did
WEAK_RSA = {"kty": "RSA", "e": "AQAB", "n": encode_base64url(b"\xc5" + bytes(126) + b"\x01")}


@pytest.mark.parametrize(
    ("url", "did", "document_url"),
    [
        ("https://a.example", "did:web:a.example", "https://a.example/.well-known/did.json"),
        ("https://a.example/x/y/", "did:web:a.example:x:y", "https://a.example/x/y/did.json"),
        ("https://a.example:8443/x", "did:web:a.example%3A8443:x", "https://a.example:8443/x/did.json"),
        ("https://localhost:8000", "did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
    ],
)
def test_an_address_and_its_did_web_lead_to_each_other(url: str, did: str, document_url: str) -> None:
    assert did_web_from_url(url) == did
    assert url_from_did_web(did) == document_url


@pytest.mark.parametrize(
    "did",
    [
        "did:key:z6Mk",
        "did:web:",
        "did:web:a.example:..:x",
        "did:web:a.example:x%2Fy",
        "did:web:user%40a.example",
        "did:web:a.example%2Fx",
        "did:web:127.0.0.1",
        "did:web:%5B%3A%3A1%5D",
        "did:web:a.example%3A99999",
        "did:web:a.example" + ":x" * 2048,
    ],
)
def test_a_did_web_that_could_point_elsewhere_is_refused(did: str) -> None:
    with pytest.raises(DidError):
        url_from_did_web(did)


@pytest.mark.parametrize("url", ["http://a.example", "https://", "https://u@a.example", "https://a.example/?q=1"])
def test_a_did_web_is_made_from_a_plain_https_address_only(url: str) -> None:
    with pytest.raises(DidError):
        did_web_from_url(url)


def test_a_key_pair_is_its_32_bytes_and_never_shows_them() -> None:
    pair = new_key_pair()
    assert KeyPair(pair.private_bytes) == pair
    assert pair.public_multibase.startswith("z6Mk")
    assert "private_bytes" not in repr(pair)
    assert new_key_pair() != pair
    with pytest.raises(UnusableKeyError):
        _ = KeyPair(b"short").public_multibase


def test_the_did_document_lists_retired_keys_and_leaves_compromised_ones_out() -> None:
    third = KeyPair(bytes(range(2, 34))).public_multibase
    keys = [
        IssuerKey(KEY.public_multibase),
        IssuerKey(OTHER_KEY.public_multibase, RETIRED),
        IssuerKey(third, COMPROMISED),
    ]
    document = did_document(DID, keys)
    expected = [
        proof_method_id(DID, KEY.public_multibase),
        jwt_key_id(DID, KEY.public_multibase),
        proof_method_id(DID, OTHER_KEY.public_multibase),
        jwt_key_id(DID, OTHER_KEY.public_multibase),
    ]
    assert document["assertionMethod"] == expected
    assert [method["id"] for method in document["verificationMethod"]] == expected
    assert third not in json.dumps(document)


def test_both_forms_of_a_key_in_the_did_document_are_the_same_key() -> None:
    document = did_document(DID, [IssuerKey(KEY.public_multibase)])
    multikey = key_in_document(document, proof_method_id(DID, KEY.public_multibase))
    web_key = key_in_document(document, jwt_key_id(DID, KEY.public_multibase))
    assert same_key(multikey, web_key)
    assert not same_key(multikey, public_key_from_multibase(OTHER_KEY.public_multibase))


def test_the_key_set_holds_public_members_only() -> None:
    keys = json_web_key_set(DID, [IssuerKey(KEY.public_multibase)])["keys"]
    assert [set(key) for key in keys] == [{"kty", "crv", "x", "kid", "use", "alg"}]
    assert keys[0]["kid"] == jwt_key_id(DID, KEY.public_multibase)


def test_the_profile_leaves_out_what_is_empty() -> None:
    assert profile_document(PROFILE)["image"] == {"id": PROFILE.image_url, "type": "Image"}
    bare = type(PROFILE)(did=DID, name="Riverbend")
    assert profile_document(bare) == {"id": DID, "type": ["Profile"], "name": "Riverbend"}


def test_a_did_key_and_a_did_jwk_hold_their_own_key() -> None:
    key = public_key_from_multibase(KEY.public_multibase)
    did_key = f"did:key:{KEY.public_multibase}"
    did_jwk = "did:jwk:" + encode_base64url(json.dumps(jwk_of(key)).encode())
    for did, method_id in ((did_key, f"{did_key}#{KEY.public_multibase}"), (did_jwk, f"{did_jwk}#0")):
        document = self_describing_document(did)
        assert document is not None
        assert same_key(key_in_document(document, method_id), key)
    assert self_describing_document(DID) is None


@pytest.mark.parametrize("did", ["did:key:zzzz", "did:key:u", "did:key:z6Mk0OIl", "did:jwk:AAAA", "did:jwk:e30"])
def test_a_self_made_did_without_a_usable_key_is_refused(did: str) -> None:
    with pytest.raises(DidError):
        self_describing_document(did)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "oct", "k": "AAAA"},
        {"kty": "OKP", "crv": "X25519", "x": "AAAA"},
        {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"},
        {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"},
        WEAK_RSA,
    ],
)
def test_a_weak_or_broken_key_is_refused(jwk: dict[str, str]) -> None:
    with pytest.raises(UnusableKeyError):
        public_key_from_jwk(jwk)


def test_the_email_is_only_in_the_badge_as_a_salted_hash() -> None:
    text = json.dumps(build_credential(CREDENTIAL)).lower()
    assert "ada.brooks" not in text
    assert hash_identity("Ada.Brooks@riverbend.example", "5a17") in text
    assert hash_identity(" ADA.brooks@riverbend.example", "5a17") in identity_hashes(
        "ada.brooks@riverbend.example", "5a17"
    )
    assert new_salt() != new_salt()


def test_the_name_is_in_the_badge_only_if_it_was_given() -> None:
    named = build_credential(CREDENTIAL)["credentialSubject"]["identifier"]
    assert [entry["identityType"] for entry in named] == ["emailAddress", "name"]
    recipient = type(CREDENTIAL.recipient)(email="a@b.example", salt="s")
    plain = type(CREDENTIAL)(
        id="urn:uuid:1",
        issuer=PROFILE,
        achievement=CREDENTIAL.achievement,
        recipient=recipient,
        valid_from=CREDENTIAL.valid_from,
    )
    document = build_credential(plain)
    assert [entry["identityType"] for entry in document["credentialSubject"]["identifier"]] == ["emailAddress"]
    assert {"validUntil", "credentialStatus", "evidence"}.isdisjoint(document)
