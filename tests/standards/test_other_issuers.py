"""Badges that another implementation made (fixtures/README.md)."""

import json
from typing import Any

import pytest

from tests.standards.badges import FIXTURES, NOW, outcomes
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall, Report
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.multibase import decode_base64url, encode_base64url
from waypost.standards.openbadges.resolving import FirstAnswer, GoneError, HeldDocuments
from waypost.standards.openbadges.verification import Verifier

STATUS_URL = "https://badges.example/status/1"
HOSTED_URL = "https://badges.example/hosted/assertion.json"
LEARNER = "learner@badges.example"


def load(name: str) -> JsonObject:
    found: JsonObject = json.loads((FIXTURES / name).read_text())
    return found


def hosted() -> dict[str, JsonObject]:
    documents = [load(f"hosted/{name}.json") for name in ("assertion", "badge", "issuer")]
    return {document["id"]: document for document in documents}


def verify(data: bytes | JsonObject, documents: dict[str, JsonObject] | None = None, **more: Any) -> Report:
    lists = {STATUS_URL: (FIXTURES / "did-key-status-list.json").read_bytes()}
    resolver = HeldDocuments(status_lists=lists, documents=hosted() if documents is None else documents)
    return Verifier(resolver, NOW).verify(data if isinstance(data, bytes) else json.dumps(data).encode(), **more)


@pytest.mark.parametrize(
    "name",
    [
        "did-key.json",
        "did-key-with-status.json",
        "rsa-with-kid.jwt",
        "rsa-with-jwk.jwt",
        "p256-with-kid.jwt",
        "hosted/assertion.json",
    ],
)
def test_a_good_badge_of_another_issuer_is_valid_and_its_issuer_unknown(name: str) -> None:
    report = verify((FIXTURES / name).read_bytes())
    assert (report.overall, report.sentence) == (Overall.VALID, "This credential is valid.")
    assert report.outcome(CheckCode.ISSUER) is Outcome.UNKNOWN
    assert report.outcome(CheckCode.KEY) is Outcome.PASS
    assert report.badge is not None
    assert (report.badge.name, report.badge.issuer_name) == ("Trail Guide", "Another Academy")


def test_a_revoked_badge_of_another_issuer_is_not_valid() -> None:
    report = verify((FIXTURES / "did-key-revoked.json").read_bytes())
    assert (report.overall, report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")


@pytest.mark.parametrize("name", ["rsa-with-kid.jwt", "rsa-with-jwk.jwt", "p256-with-kid.jwt"])
def test_a_token_with_another_payload_is_not_valid(name: str) -> None:
    header, payload, signature = (FIXTURES / name).read_text().strip().split(".")
    forged = {**json.loads(decode_base64url(payload)), "name": "Superintendent"}
    token = ".".join([header, encode_base64url(json.dumps(forged).encode()), signature])
    assert verify(token.encode()).outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID


def test_a_token_whose_embedded_key_was_swapped_is_not_valid() -> None:
    header = json.loads(decode_base64url(part_of("rsa-with-jwk.jwt", 0)))
    header["jwk"]["n"] = "x" + header["jwk"]["n"][1:]
    rest = [part_of("rsa-with-jwk.jwt", position) for position in (1, 2)]
    token = ".".join([encode_base64url(json.dumps(header).encode()), *rest])
    report = verify(token.encode())
    assert report.outcome(CheckCode.KEY) is Outcome.NOT_VALID
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID


@pytest.mark.parametrize("algorithm", ["none", "HS256", "PS256", "ES512"])
def test_a_token_with_another_algorithm_is_not_valid(algorithm: str) -> None:
    header = {**json.loads(decode_base64url(part_of("rsa-with-kid.jwt", 0))), "alg": algorithm}
    token = ".".join([encode_base64url(json.dumps(header).encode()), part_of("rsa-with-kid.jwt", 1), "AAAA"])
    report = verify(token.encode())
    assert report.outcome(CheckCode.SIGNATURE) is Outcome.NOT_VALID
    assert algorithm in report.sentence


def test_a_hosted_badge_passes_each_check() -> None:
    report = verify(load("hosted/assertion.json"), recipient_email=LEARNER)
    assert outcomes(report) == {
        "schema": "pass",
        "hosted": "pass",
        "key": "pass",
        "issuer": "unknown",
        "status": "pass",
        "dates": "pass",
        "recipient": "pass",
    }


def test_the_address_of_a_hosted_badge_is_enough() -> None:
    assert verify(HOSTED_URL.encode()).overall is Overall.VALID


def changed(name: str, /, **changes: object) -> dict[str, JsonObject]:
    documents = hosted()
    documents[f"https://badges.example/hosted/{name}.json"].update(changes)
    return documents


@pytest.mark.parametrize(
    ("documents", "code", "words"),
    [
        (changed("assertion", revoked=True), CheckCode.STATUS, "revoked this credential"),
        (changed("assertion", expires="2027-01-01T00:00:00Z"), CheckCode.DATES, "expired on January 1, 2027"),
        (changed("assertion", issuedOn="2028-01-01T00:00:00Z"), CheckCode.DATES, "starts on January 1, 2028"),
        (changed("assertion", id="https://badges.example/other"), CheckCode.SCHEMA, "serves something else"),
        (changed("badge", type="Person"), CheckCode.SCHEMA, "complete BadgeClass"),
        (changed("badge", name=""), CheckCode.SCHEMA, "a part is missing"),
        (changed("badge", issuer="http://badges.example/issuer"), CheckCode.SCHEMA, "no https address"),
        (changed("assertion", recipient="learner"), CheckCode.SCHEMA, "a part is missing"),
    ],
)
def test_a_hosted_badge_that_does_not_hold_is_not_valid(
    documents: dict[str, JsonObject], code: CheckCode, words: str
) -> None:
    report = verify(HOSTED_URL.encode(), documents)
    assert report.overall is Overall.NOT_VALID
    assert report.outcome(code) is Outcome.NOT_VALID
    assert words in report.sentence


def test_a_copy_that_differs_from_the_hosted_badge_is_not_valid() -> None:
    copy = {**load("hosted/assertion.json"), "expires": "2099-01-01T00:00:00Z"}
    assert verify(copy).outcome(CheckCode.HOSTED) is Outcome.NOT_VALID


def test_a_hosted_badge_of_another_person_is_not_valid() -> None:
    report = verify(HOSTED_URL.encode(), recipient_email="stranger@badges.example")
    assert report.outcome(CheckCode.RECIPIENT) is Outcome.NOT_VALID


def test_a_badge_hosted_elsewhere_does_not_belong_to_the_issuer_that_it_names() -> None:
    documents = hosted()
    forged = {**documents[HOSTED_URL], "id": "https://stranger.example/assertion.json"}
    documents["https://stranger.example/assertion.json"] = forged
    assert verify(forged, documents).outcome(CheckCode.KEY) is Outcome.NOT_VALID


def test_an_issuer_may_allow_another_host() -> None:
    documents = changed("issuer", verification={"allowedOrigins": ["host.example"]})
    moved = {**documents[HOSTED_URL], "id": "https://host.example/assertion.json"}
    documents["https://host.example/assertion.json"] = moved
    assert verify(moved, documents).overall is Overall.VALID


def test_a_prefix_that_an_issuer_allows_fits_no_longer_host_name() -> None:
    documents = changed("issuer", verification={"startsWith": "https://host.example"})
    for address, outcome in (("https://host.example/a", Outcome.PASS), ("https://host.example.b/a", Outcome.NOT_VALID)):
        documents[address] = {**documents[HOSTED_URL], "id": address}
        assert verify(address.encode(), documents).outcome(CheckCode.KEY) is outcome


def test_an_embedded_issuer_is_never_believed() -> None:
    documents = changed(
        "assertion",
        badge={**load("hosted/badge.json"), "issuer": {**load("hosted/issuer.json"), "name": "State Office"}},
    )
    report = verify(HOSTED_URL.encode(), documents)
    assert report.badge is not None
    assert report.badge.issuer_name == "Another Academy"


def test_a_hosted_badge_that_can_not_be_had_is_unknown() -> None:
    report = verify(load("hosted/assertion.json"), {})
    assert report.overall is Overall.UNKNOWN
    assert outcomes(report) == {"hosted": "unknown"}


def test_a_hosted_badge_without_https_is_not_valid() -> None:
    report = verify(b"http://badges.example/hosted/assertion.json")
    assert report.outcome(CheckCode.HOSTED) is Outcome.NOT_VALID


def test_a_withdrawn_badge_is_revoked() -> None:
    class Withdrawn(HeldDocuments):
        def document(self, url: str) -> JsonObject:
            raise GoneError(url)

    report = Verifier(Withdrawn(), NOW).verify(HOSTED_URL.encode())
    assert (report.overall, report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")


def test_several_resolvers_are_asked_in_turn() -> None:
    resolver = FirstAnswer((HeldDocuments(), HeldDocuments(documents=hosted())))
    assert Verifier(resolver, NOW).verify(HOSTED_URL.encode()).overall is Overall.VALID
    nowhere = FirstAnswer((HeldDocuments(), HeldDocuments()))
    assert Verifier(nowhere, NOW).verify(HOSTED_URL.encode()).overall is Overall.UNKNOWN


def part_of(name: str, position: int) -> str:
    return (FIXTURES / name).read_text().strip().split(".")[position]
