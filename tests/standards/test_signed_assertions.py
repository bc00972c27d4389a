"""Signed Open Badges 2.0 badges that another implementation made (fixtures/README.md)."""

import json
from typing import Any

import pytest

from tests.standards.badges import FIXTURES, NOW, outcomes, sentence
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall, Report
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.multibase import decode_base64url, encode_base64url
from waypost.standards.openbadges.resolving import HeldDocuments
from waypost.standards.openbadges.verification import Verifier

FOLDER = FIXTURES / "signed-2.0"
LEARNER = "learner@badges.example"
BASE = "https://badges.example/signed"


def documents() -> dict[str, JsonObject]:
    found = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))]
    return {document["id"]: document for document in found}


def changed(name: str, /, **changes: object) -> dict[str, JsonObject]:
    found = documents()
    found[f"{BASE}/{name}.json"].update(changes)
    return found


def without(name: str) -> dict[str, JsonObject]:
    return {address: document for address, document in documents().items() if address != f"{BASE}/{name}.json"}


def verify(data: bytes, held: dict[str, JsonObject] | None = None, **more: Any) -> Report:
    resolver = HeldDocuments(documents=documents() if held is None else held)
    return Verifier(resolver, NOW).verify(data, **more)


def signed(name: str = "rsa.jws") -> bytes:
    return (FOLDER / name).read_bytes()


def resigned(**changes: object) -> bytes:
    """The badge with another payload under the old signature."""
    header, payload, signature = signed().decode().strip().split(".")
    assertion = {**json.loads(decode_base64url(payload)), **changes}
    return ".".join([header, encode_base64url(json.dumps(assertion).encode()), signature]).encode()


@pytest.mark.parametrize("name", ["rsa.jws", "p256.jws", "ed25519.jws", "rsa.svg"])
def test_a_good_badge_is_valid_in_every_algorithm_and_in_a_drawing(name: str) -> None:
    report = verify(signed(name), recipient_email=LEARNER)
    assert outcomes(report) == {
        "schema": "pass",
        "signature": "pass",
        "key": "pass",
        "issuer": "unknown",
        "status": "pass",
        "dates": "pass",
        "recipient": "pass",
    }
    assert report.overall is Overall.VALID
    assert report.badge is not None
    assert (report.badge.name, report.badge.issuer_name) == ("Trail Guide", "Another Academy")


def test_a_badge_on_the_issuers_list_is_revoked() -> None:
    report = verify(signed("withdrawn.jws"))
    assert (report.overall, report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")


def test_the_reason_on_the_list_is_told() -> None:
    (entry,) = documents()[f"{BASE}/revoked.json"]["revokedAssertions"]
    held = changed("revoked", revokedAssertions=[{"id": entry, "revocationReason": "Earned by mistake."}])
    report = verify(signed("withdrawn.jws"), held)
    assert report.sentence == "The issuer revoked this credential. Its reason: Earned by mistake."


def test_a_key_that_the_issuer_does_not_list_is_a_strangers_and_is_not_asked_for() -> None:
    report = verify(signed("stranger.jws"), without("stranger-key"))
    assert report.overall is Overall.NOT_VALID
    assert (
        sentence(report, CheckCode.KEY)
        == "The key that signed this credential does not belong to the issuer that it names."
    )


def test_a_key_that_names_another_owner_is_a_strangers() -> None:
    report = verify(signed(), changed("rsa-key", owner="https://stranger.example/issuer"))
    assert report.outcome(CheckCode.KEY) is Outcome.NOT_VALID


def test_another_key_of_the_same_issuer_does_not_fit() -> None:
    pem = documents()[f"{BASE}/stranger-key.json"]["publicKeyPem"]
    report = verify(signed(), changed("rsa-key", publicKeyPem=pem))
    assert (report.overall, report.outcome(CheckCode.SIGNATURE)) == (Overall.NOT_VALID, Outcome.NOT_VALID)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuedOn": "2026-06-02T00:00:00Z"},
        {"recipient": {"type": "email", "hashed": False, "identity": "stranger@badges.example"}},
        {"expires": "2099-01-01T00:00:00Z"},
        {"evidence": "https://stranger.example/"},
    ],
)
def test_a_changed_badge_is_not_valid(changes: dict[str, object]) -> None:
    report = verify(resigned(**changes))
    assert (report.overall, report.outcome(CheckCode.SIGNATURE)) == (Overall.NOT_VALID, Outcome.NOT_VALID)


def test_a_badge_that_names_no_key_is_tried_with_each_that_the_issuer_lists() -> None:
    report = verify(resigned(verification={"type": "SignedBadge"}))
    assert (report.outcome(CheckCode.KEY), report.outcome(CheckCode.SIGNATURE)) == (Outcome.PASS, Outcome.NOT_VALID)


def test_a_key_inside_the_issuers_profile_needs_no_request() -> None:
    key = documents()[f"{BASE}/rsa-key.json"]
    assert verify(signed(), {**without("rsa-key"), **changed("issuer", publicKey=[key])}).overall is Overall.VALID


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS384"])
def test_an_algorithm_that_we_do_not_accept_is_not_valid(algorithm: str) -> None:
    _, payload, signature = signed().decode().strip().split(".")
    header = encode_base64url(json.dumps({"alg": algorithm}).encode())
    report = verify(".".join([header, payload, signature]).encode())
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID
    assert algorithm in report.sentence


@pytest.mark.parametrize(
    ("held", "code", "words"),
    [
        (without("issuer"), CheckCode.KEY, "We can't look up who issued this credential."),
        (without("badge"), CheckCode.KEY, "We can't look up who issued this credential."),
        (without("rsa-key"), CheckCode.KEY, "We can't read the issuer's key."),
        (changed("issuer", publicKey=[]), CheckCode.KEY, "does not list its keys"),
        (changed("rsa-key", publicKeyPem="hello"), CheckCode.KEY, "not a public key in PEM form"),
        (without("revoked"), CheckCode.STATUS, "list of revoked credentials can't be read"),
        (changed("revoked", issuer="https://stranger.example/"), CheckCode.STATUS, "can't be read"),
        (changed("revoked", revokedAssertions="none"), CheckCode.STATUS, "can't be read"),
    ],
)
def test_what_can_not_be_looked_up_is_unknown(held: dict[str, JsonObject], code: CheckCode, words: str) -> None:
    report = verify(signed(), held)
    assert (report.overall, report.outcome(code)) == (Overall.UNKNOWN, Outcome.UNKNOWN)
    assert words in sentence(report, code)


def test_an_issuer_without_a_list_has_revoked_nothing_that_we_could_know() -> None:
    held = documents()
    del held[f"{BASE}/issuer.json"]["revocationList"]
    report = verify(signed(), held)
    assert (report.overall, report.outcome(CheckCode.STATUS)) == (Overall.VALID, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize("name", ["badge", "issuer"])
def test_a_document_without_a_name_is_not_complete(name: str) -> None:
    report = verify(signed(), changed(name, name=""))
    assert (report.overall, report.outcome(CheckCode.SCHEMA)) == (Overall.NOT_VALID, Outcome.NOT_VALID)


def test_a_badge_without_an_id_is_not_complete() -> None:
    assert verify(resigned(id=None)).outcome(CheckCode.SCHEMA) is Outcome.NOT_VALID
