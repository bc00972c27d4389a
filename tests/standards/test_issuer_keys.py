"""Every way in which a badge can name its key, and what makes that key the issuer's."""

from typing import Any

import pytest

from tests.standards.badges import KEY, OTHER_KEY, PROFILE
from waypost.standards.openbadges.checks import Outcome
from waypost.standards.openbadges.issuer_keys import FoundKey, find_proof_key, find_token_key
from waypost.standards.openbadges.issuers import IssuerKey, did_document, jwt_key_id, proof_method_id
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.keys import jwk_of, public_key_from_multibase, same_key
from waypost.standards.openbadges.resolving import HeldDocuments

MINE = public_key_from_multibase(KEY.public_multibase)
OTHERS = public_key_from_multibase(OTHER_KEY.public_multibase)
HTTPS_ISSUER = "https://issuer.example/profile"
KEY_URL = "https://issuer.example/keys/1"
PLAIN_ISSUER = "https://issuer.example/plain"
DID_KEY = f"did:key:{KEY.public_multibase}"

METHOD = {"id": f"{HTTPS_ISSUER}#1", "type": "Multikey", "publicKeyMultibase": KEY.public_multibase}
RESOLVER = HeldDocuments(
    did_documents={PROFILE.did: did_document(PROFILE.did, [IssuerKey(KEY.public_multibase)])},
    documents={
        HTTPS_ISSUER: {"id": HTTPS_ISSUER, "type": "Profile", "assertionMethod": [{**METHOD, "id": "#1"}]},
        PLAIN_ISSUER: {"id": PLAIN_ISSUER, "type": "Profile", "name": "Plain"},
        f"{PLAIN_ISSUER}/keys/1": jwk_of(MINE),
        KEY_URL: jwk_of(MINE),
        f"{KEY_URL}/theirs": jwk_of(OTHERS),
        f"{KEY_URL}/set": {"keys": [jwk_of(MINE)]},
        f"{KEY_URL}/two": {"keys": [jwk_of(MINE), jwk_of(OTHERS)]},
    },
)


def outcome(found: FoundKey) -> Outcome:
    return found.check.outcome


def is_mine(found: FoundKey) -> bool:
    return found.key is not None and same_key(found.key, MINE)


@pytest.mark.parametrize(
    ("header", "issuer"),
    [
        ({"kid": jwt_key_id(PROFILE.did, KEY.public_multibase)}, PROFILE.did),
        ({"kid": proof_method_id(PROFILE.did, KEY.public_multibase)}, PROFILE.did),
        ({"kid": f"#{KEY.public_multibase}"}, PROFILE.did),
        ({"kid": KEY.public_multibase}, PROFILE.did),
        ({"kid": DID_KEY}, DID_KEY),
        ({"kid": f"{DID_KEY}#{KEY.public_multibase}"}, DID_KEY),
        ({"kid": f"{HTTPS_ISSUER}#1"}, HTTPS_ISSUER),
        ({"kid": KEY_URL}, HTTPS_ISSUER),
        ({"kid": f"{KEY_URL}/set"}, HTTPS_ISSUER),
        ({"kid": f"{PLAIN_ISSUER}/keys/1"}, PLAIN_ISSUER),
        ({"jwk": jwk_of(MINE)}, PROFILE.did),
        ({"jwk": jwk_of(MINE)}, DID_KEY),
        ({"jwk": jwk_of(MINE), "kid": "some name"}, HTTPS_ISSUER),
    ],
)
def test_a_key_of_the_issuer_is_found_however_it_is_named(header: JsonObject, issuer: str) -> None:
    found = find_token_key(header, issuer, RESOLVER)
    assert outcome(found) is Outcome.PASS
    assert is_mine(found)


@pytest.mark.parametrize(
    ("header", "issuer"),
    [
        ({"kid": f"{DID_KEY}#{KEY.public_multibase}"}, PROFILE.did),
        ({"kid": f"{PROFILE.did}#unheard"}, PROFILE.did),
        ({"kid": KEY_URL}, PROFILE.did),
        ({"kid": KEY_URL}, "https://issuer.example.evil.example/profile"),
        ({"jwk": jwk_of(OTHERS)}, PROFILE.did),
        ({"jwk": jwk_of(OTHERS)}, HTTPS_ISSUER),
        ({"kid": f"{KEY_URL}/theirs"}, HTTPS_ISSUER),
        ({"kid": f"{PROFILE.did}#x"}, ""),
    ],
)
def test_a_key_of_someone_else_is_not_valid(header: JsonObject, issuer: str) -> None:
    assert outcome(find_token_key(header, issuer, RESOLVER)) is Outcome.NOT_VALID


@pytest.mark.parametrize(
    ("header", "issuer"),
    [
        ({}, PROFILE.did),
        ({"kid": 7}, PROFILE.did),
        ({"jwk": {"kty": "oct", "k": "AAAA"}}, PROFILE.did),
        ({"jwk": jwk_of(MINE)}, "did:web:elsewhere.example"),
        ({"jwk": jwk_of(MINE)}, "urn:uuid:1"),
        ({"kid": "did:web:elsewhere.example#1"}, "did:web:elsewhere.example"),
        ({"kid": "did:example:1#1"}, "did:example:1"),
        ({"kid": "did:key:zzzz"}, "did:key:zzzz"),
        ({"kid": KEY_URL}, "did:web:issuer.example"),
        ({"kid": KEY_URL}, PLAIN_ISSUER),
        ({"jwk": jwk_of(MINE)}, PLAIN_ISSUER),
        ({"kid": f"{KEY_URL}/two"}, HTTPS_ISSUER),
        ({"kid": f"{KEY_URL}/missing"}, HTTPS_ISSUER),
    ],
)
def test_a_key_that_can_not_be_looked_up_is_unknown(header: JsonObject, issuer: str) -> None:
    assert outcome(find_token_key(header, issuer, RESOLVER)) is Outcome.UNKNOWN


def test_a_document_about_someone_else_vouches_for_nobody() -> None:
    documents: dict[str, Any] = {PROFILE.did: did_document("did:web:elsewhere.example", [])}
    method = proof_method_id(PROFILE.did, KEY.public_multibase)
    found = find_proof_key(method, PROFILE.did, HeldDocuments(did_documents=documents))
    assert (found.key, outcome(found)) == (None, Outcome.UNKNOWN)


def test_a_strangers_did_web_is_never_looked_up() -> None:
    class Closed(HeldDocuments):
        def did_document(self, did: str) -> JsonObject:
            raise AssertionError(did)

    found = find_proof_key("did:web:stranger.example#1", PROFILE.did, Closed())
    assert (found.key, outcome(found)) == (None, Outcome.NOT_VALID)
