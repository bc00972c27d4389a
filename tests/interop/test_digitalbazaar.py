"""Our credentials, verified and refused by software that is not ours."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.interop.oracle import OracleResult, verify_bundle
from tests.standards.badges import CREDENTIAL, KEY, NOW, OTHER_KEY, PROFILE, STATUS_URL, sign
from waypost.standards.openbadges.bundle import verify_bundle as verify_bundle_ourselves
from waypost.standards.openbadges.checks import Overall
from waypost.standards.openbadges.credential import StatusEntry, build_credential
from waypost.standards.openbadges.issuers import IssuerKey, KeyState, did_document, jwt_key_id
from waypost.standards.openbadges.status_list import build_status_list
from waypost.standards.openbadges.vc_jwt import sign_token

pytestmark = pytest.mark.oracle

Document = dict[str, Any]


def write_bundle(folder: Path, credentials: dict[str, Document], tokens: dict[str, str]) -> Path:
    for name in ("credentials", "jwt", "issuers", "status"):
        (folder / name).mkdir()
    keys = [IssuerKey(KEY.public_multibase), IssuerKey(OTHER_KEY.public_multibase, KeyState.RETIRED)]
    index = {PROFILE.did: did_document(PROFILE.did, keys)}
    (folder / "issuers" / "index.json").write_text(json.dumps(index))
    status_list = build_status_list(
        url=STATUS_URL,
        issuer_did=PROFILE.did,
        revoked_indexes=[9],
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=1),
    )
    (folder / "status" / "1.json").write_text(json.dumps(sign(status_list)))
    for name, credential in credentials.items():
        (folder / "credentials" / f"{name}.json").write_text(json.dumps(credential))
    for name, token in tokens.items():
        (folder / "jwt" / f"{name}.jwt").write_text(token)
    return folder


def ask(folder: Path, credentials: dict[str, Document], tokens: dict[str, str]) -> dict[str, OracleResult]:
    bundle = write_bundle(folder, credentials, tokens)
    return {Path(result.name).stem: result for result in verify_bundle(bundle, now=NOW)}


def test_the_other_implementation_verifies_what_we_signed(tmp_path: Path) -> None:
    credential = replace(CREDENTIAL, names_schema=True)
    results = ask(
        tmp_path,
        {
            "full": sign(build_credential(credential)),
            "bare": sign(build_credential(replace(credential, status=None, valid_until=None))),
            "retired": sign(build_credential(credential), OTHER_KEY),
        },
        {"token": sign_token(build_credential(credential), KEY, key_id=jwt_key_id(PROFILE.did, KEY.public_multibase))},
    )
    assert {name: (result.verified, result.problem) for name, result in results.items()} == dict.fromkeys(
        ["full", "bare", "retired", "token"], (True, "")
    )
    assert not any(result.revoked for result in results.values())


def test_the_other_implementation_sees_a_revocation(tmp_path: Path) -> None:
    revoked = replace(CREDENTIAL, status=StatusEntry(STATUS_URL, 9))
    result = ask(tmp_path, {"revoked": sign(build_credential(revoked))}, {})["revoked"]
    assert (result.verified, result.revoked) == (True, True)


def change(*path: str | int, to: object) -> Callable[[Document], None]:
    def apply(document: Any) -> None:
        for name in path[:-1]:
            document = document[name]
        document[path[-1]] = to

    return apply


TAMPERINGS = {
    "name": change("name", to="Superintendent"),
    "achievement": change("credentialSubject", "achievement", "name", to="Superintendent"),
    "criteria": change("credentialSubject", "achievement", "criteria", "narrative", to="Nothing at all."),
    "recipient": change("credentialSubject", "identifier", 0, "identityHash", to="sha256$" + "0" * 64),
    "recipient_name": change("credentialSubject", "identifier", 1, "identityHash", to="Eve"),
    "issuer_name": change("issuer", "name", to="Another District"),
    "issuer": change("issuer", "id", to="did:web:elsewhere.example"),
    "valid_until": change("validUntil", to="2099-01-01T00:00:00Z"),
    "valid_from": change("validFrom", to="2020-01-01T00:00:00Z"),
    "status_index": change("credentialStatus", "statusListIndex", to="43"),
    "undefined_term": change("hours", to=40),
    "undefined_term_inside": change("credentialSubject", "achievement", "endorsedBy", to="the governor"),
    "created": change("proof", "created", to="2020-01-01T00:00:00Z"),
    "purpose": change("proof", "proofPurpose", to="authentication"),
    "proof": change("proof", "proofValue", to="z" + "1" * 64),
}


def test_both_implementations_refuse_every_tampered_copy(tmp_path: Path) -> None:
    signed = sign(build_credential(CREDENTIAL))
    copies = {name: copy.deepcopy(signed) for name in TAMPERINGS}
    for name, tamper in TAMPERINGS.items():
        tamper(copies[name])
    stranger = sign(build_credential(CREDENTIAL), OTHER_KEY, did=f"did:key:{OTHER_KEY.public_multibase}")
    results = ask(tmp_path, {**copies, "stranger": stranger}, {})
    assert {name: result.verified for name, result in results.items()} == dict.fromkeys(
        [*TAMPERINGS, "stranger"], False
    )
    ours = verify_bundle_ourselves(tmp_path, now=NOW)
    assert {Path(result.name).stem: result.report.overall for result in ours} == dict.fromkeys(
        [*TAMPERINGS, "stranger"], Overall.NOT_VALID
    )


def test_a_badge_from_tomorrow_and_one_from_last_year_are_refused(tmp_path: Path) -> None:
    early = replace(CREDENTIAL, valid_from=NOW + timedelta(days=1))
    late = replace(CREDENTIAL, valid_until=datetime(2026, 12, 1, tzinfo=UTC))
    results = ask(tmp_path, {"early": sign(build_credential(early)), "late": sign(build_credential(late))}, {})
    assert [results["early"].verified, results["late"].verified] == [False, False]
