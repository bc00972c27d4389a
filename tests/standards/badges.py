"""Issuers and badges for tests, made the way the product makes them."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from waypost.standards.openbadges.checks import CheckCode, Outcome, Report
from waypost.standards.openbadges.credential import (
    Achievement,
    Alignment,
    BadgeCredential,
    Recipient,
    StatusEntry,
    build_credential,
)
from waypost.standards.openbadges.data_integrity import sign_document
from waypost.standards.openbadges.issuers import (
    IssuerKey,
    IssuerProfile,
    KeyState,
    did_document,
    jwt_key_id,
    proof_method_id,
)
from waypost.standards.openbadges.keys import KeyPair
from waypost.standards.openbadges.resolving import HeldDocuments, Resolver
from waypost.standards.openbadges.status_list import build_status_list
from waypost.standards.openbadges.vc_jwt import sign_token
from waypost.standards.openbadges.verification import Verifier

NOW = datetime(2027, 1, 14, 15, 0, tzinfo=UTC)
STATUS_URL = "https://waypost.invalid/status/1"
FIXTURES = Path(__file__).parent / "fixtures"

# RFC 8032 calls such fixed keys test keys; nothing outside the tests trusts them.
KEY = KeyPair(bytes(range(32)))
OTHER_KEY = KeyPair(bytes(range(1, 33)))

PROFILE = IssuerProfile(
    did="did:web:waypost.invalid:issuers:riverbend",
    name="Riverbend School District",
    url="https://waypost.invalid/issuers/riverbend/",
    email="credentials@riverbend.example",
    description="A fictional district.",
    image_url="https://waypost.invalid/issuers/riverbend/logo.png",
)

CREDENTIAL = BadgeCredential(
    id="https://waypost.invalid/awards/abc123",
    issuer=PROFILE,
    achievement=Achievement(
        id="https://waypost.invalid/micro-credentials/coaching-conversations/2",
        name="Coaching Conversations",
        description="Leads a coaching conversation that starts from a teacher's own question.",
        criteria_narrative="Show two coaching conversations and what the teacher tried next.",
        criteria_url="https://waypost.invalid/micro-credentials/coaching-conversations/",
        image_url="https://waypost.invalid/micro-credentials/coaching-conversations.png",
        tags=("coaching", "feedback"),
        alignments=(
            Alignment(
                target_name="Learning Designs",
                target_url="https://standards.example/learning-designs",
                target_framework="Professional learning",
                target_code="LD-1",
                target_description="Uses designs that fit the goal.",
            ),
        ),
    ),
    recipient=Recipient(email="Ada.Brooks@riverbend.example", salt="5a17", name="Ada Brooks"),
    valid_from=NOW - timedelta(days=7),
    valid_until=NOW + timedelta(days=365),
    status=StatusEntry(STATUS_URL, 42),
)


@dataclass
class World:
    """What a verifier can look up: our issuer's keys and one status list."""

    keys: list[IssuerKey] = field(default_factory=lambda: [IssuerKey(KEY.public_multibase)])
    revoked: frozenset[int] = frozenset()
    list_valid_until: datetime = NOW + timedelta(days=1)
    list_key: KeyPair = KEY
    now: datetime = NOW
    known: frozenset[str] = frozenset({PROFILE.did})

    def resolver(self) -> HeldDocuments:
        document = did_document(PROFILE.did, self.keys)
        return HeldDocuments({PROFILE.did: document}, {STATUS_URL: json.dumps(self.status_list()).encode()})

    def status_list(self) -> dict[str, Any]:
        unsigned = build_status_list(
            url=STATUS_URL,
            issuer_did=PROFILE.did,
            revoked_indexes=self.revoked,
            valid_from=NOW - timedelta(days=1),
            valid_until=self.list_valid_until,
        )
        return sign(unsigned, self.list_key)

    def verify(
        self,
        badge: bytes | str | dict[str, Any],
        *,
        email: str | None = None,
        resolver: Resolver | None = None,
    ) -> Report:
        data = json.dumps(badge).encode() if isinstance(badge, dict) else badge
        verifier = Verifier(resolver or self.resolver(), self.now, self.known)
        return verifier.verify(data.encode() if isinstance(data, str) else data, recipient_email=email)


def sign(document: dict[str, Any], key: KeyPair = KEY, *, did: str = PROFILE.did) -> dict[str, Any]:
    """`document` with a proof that names `key` under `did`."""
    method_id = proof_method_id(did, key.public_multibase)
    return sign_document(document, key, method_id=method_id, created=NOW)


def badge(**changes: Any) -> dict[str, Any]:
    """Our badge, signed, with some fields changed before signing."""
    return sign(build_credential(replace(CREDENTIAL, **changes)))


def token(key: KeyPair = KEY, **changes: Any) -> str:
    """Our badge as a VC-JWT."""
    document = build_credential(replace(CREDENTIAL, **changes))
    return sign_token(document, key, key_id=jwt_key_id(PROFILE.did, key.public_multibase))


def outcomes(report: Report) -> dict[str, str]:
    """Outcome by code of check."""
    return {check.code.value: check.outcome.value for check in report.checks}


def sentence(report: Report, code: CheckCode) -> str:
    """The sentence of one check."""
    return next(check.sentence for check in report.checks if check.code is code)


def shared_data() -> Path | None:
    """The folder of published sample data, where this machine has it."""
    named = os.environ.get("WAYPOST_SHARED_DATA")
    places = [Path(named)] if named else [parent / "shared" / "data" for parent in Path(__file__).parents]
    return next((place for place in places if place.is_dir()), None)


RETIRED = KeyState.RETIRED
COMPROMISED = KeyState.COMPROMISED
PASS, NOT_VALID, UNKNOWN = Outcome.PASS, Outcome.NOT_VALID, Outcome.UNKNOWN
Tamper = Callable[[dict[str, Any]], None]
