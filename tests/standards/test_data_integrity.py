"""The published vectors of vc-di-eddsa, and credentials of other providers that nobody signed."""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
from openbadgeslib.ob3 import contexts

from tests.standards.badges import CREDENTIAL, KEY, OTHER_KEY, World, badge, shared_data, sign
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.data_integrity import (
    SigningError,
    sign_document,
    unknown_contexts,
    verify_document,
)
from waypost.standards.openbadges.keys import KeyPair, public_key_from_multibase
from waypost.standards.openbadges.multibase import decode_base58
from waypost.standards.openbadges.signature_errors import SignatureError

EXAMPLES_CONTEXT = "https://www.w3.org/ns/credentials/examples/v2"
EDUCREDENTIAL_CONTEXT = (
    "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/contexts/educredential.json"
)
# Two-byte multicodec header of an Ed25519 private key, before its 32 bytes.
PRIVATE_KEY_HEADER_BYTES = 2


def folder(name: str) -> Path:
    data = shared_data()
    if data is None or not (data / name).is_dir():
        pytest.skip(f"the sample data folder {name} is not on this machine")
    return data / name


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text())
    return found


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contexts come from the bundle: any attempt to open a connection ends the test."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def with_examples_context(monkeypatch: pytest.MonkeyPatch, vectors: Path) -> None:
    """The vectors name a context that no real badge may use; it stands beside them."""
    held = {EXAMPLES_CONTEXT: load(vectors / "examples-v2.context.json")}
    for user in ("openbadgeslib.ob3.ldp", "waypost.standards.openbadges.data_integrity"):
        monkeypatch.setattr(f"{user}.document_loader", lambda _=None: contexts.document_loader(held))


def test_the_published_alumni_vector_comes_out_byte_identical(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = folder("w3c-eddsa")
    with_examples_context(monkeypatch, vectors)
    pair = load(vectors / "keyPair.json")
    public = pair["publicKeyMultibase"]
    key = KeyPair(decode_base58(pair["privateKeyMultibase"][1:])[PRIVATE_KEY_HEADER_BYTES:])
    signed = sign_document(
        load(vectors / "unsigned.json"),
        key,
        method_id=f"did:key:{public}#{public}",
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
    )
    expected = load(vectors / "eddsa-rdfc-2022" / "signedDataInt.json")
    assert json.dumps(signed, sort_keys=True) == json.dumps(expected, sort_keys=True)


def test_the_published_alumni_vector_verifies_and_a_changed_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors = folder("w3c-eddsa")
    with_examples_context(monkeypatch, vectors)
    document = load(vectors / "eddsa-rdfc-2022" / "signedDataInt.json")
    key = public_key_from_multibase(load(vectors / "keyPair.json")["publicKeyMultibase"])
    with_examples_context(monkeypatch, vectors)
    verify_document(document, key)
    document["credentialSubject"]["alumniOf"] = "Another School"
    with pytest.raises(SignatureError):
        verify_document(document, key)


def test_each_unsigned_credential_is_refused_by_a_sentence_that_names_the_unknown_context() -> None:
    files = sorted(folder("openbadges/ob30-unsigned").glob("*.json"))
    assert len(files) == 30
    for path in files:
        document = load(path)
        assert unknown_contexts(document) == [EDUCREDENTIAL_CONTEXT]
        report = World().verify(path.read_bytes())
        assert report.overall is Overall.NOT_VALID
        assert EDUCREDENTIAL_CONTEXT in report.sentence
        assert report.outcome(CheckCode.CONTEXTS) is Outcome.NOT_VALID
        assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID


def test_an_unknown_context_is_never_fetched_when_signing() -> None:
    document = build_credential(CREDENTIAL)
    document["@context"].append("https://contexts.example/unknown/v1")
    with pytest.raises(SigningError, match=r"contexts\.example"):
        sign(document)


def test_a_proof_verifies_only_with_the_key_that_made_it() -> None:
    verify_document(badge(), public_key_from_multibase(KEY.public_multibase))
    with pytest.raises(SignatureError, match="does not match"):
        verify_document(badge(), public_key_from_multibase(OTHER_KEY.public_multibase))


def test_the_same_badge_signed_twice_at_one_instant_is_the_same_text() -> None:
    assert json.dumps(badge()) == json.dumps(badge())
