"""Credentials as compact VC-JWTs.

Source: Open Badges 3.0, section 8.2 (JSON Web Token Proof Format). The payload is the credential itself
with `iss`, `jti`, `nbf`, `sub` and `exp` beside its members; the header names the key by `kid`. That
section allows only `JWT` as `typ`, so we write `JWT`; we also read `vc+jwt`, which VC-JOSE-COSE
(section 3.1.1) asks for.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwa import EdDSAAlgorithm
from joserfc.jws import JWSRegistry

from waypost.standards.openbadges.json_documents import (
    MAXIMUM_DOCUMENT_BYTES,
    JsonObject,
    UnreadableDocumentError,
    identifier_of,
    parse_json_object,
    text_of,
)
from waypost.standards.openbadges.keys import KeyPair, PublicKey
from waypost.standards.openbadges.multibase import decode_base64url
from waypost.standards.openbadges.signature_errors import MISMATCH, SignatureError

ALGORITHMS = ("EdDSA", "Ed25519", "RS256", "ES256")
# An RSA key of 8192 bits embedded as `jwk`, or a certificate chain beside it, fits into this.
MAXIMUM_HEADER_BYTES = 16 * 1024
MAXIMUM_TOKEN_BYTES = MAXIMUM_DOCUMENT_BYTES * 4 // 3 + MAXIMUM_HEADER_BYTES * 2


class _BadgeEdDSA(EdDSAAlgorithm):
    """`EdDSA` is the name that badge software knows; its successor `Ed25519` (RFC 9864) is read as well."""

    security_warning = ""


class _Ed25519(_BadgeEdDSA):
    name = "Ed25519"


class _BadgeRegistry(JWSRegistry):
    """Real badges embed their keys, so headers and payloads are longer than the library's defaults."""

    max_header_length = MAXIMUM_HEADER_BYTES
    max_payload_length = MAXIMUM_TOKEN_BYTES
    max_signature_length = 2048
    algorithms = {**JWSRegistry.algorithms, "EdDSA": _BadgeEdDSA(), "Ed25519": _Ed25519()}


REGISTRY = _BadgeRegistry(algorithms=ALGORITHMS, strict_check_header=False)


@dataclass(frozen=True)
class Token:
    """A VC-JWT as it was written; nothing in it is proven until `verify_token` has passed."""

    compact: str
    header: JsonObject
    payload: JsonObject

    @property
    def credential(self) -> JsonObject:
        """The credential inside: the payload itself, or its `vc` claim in the older form."""
        nested = self.payload.get("vc")
        return nested if isinstance(nested, dict) else self.payload


def sign_token(credential: JsonObject, key_pair: KeyPair, *, key_id: str) -> str:
    """`credential` (without a proof) as a compact VC-JWT whose header names `key_id`."""
    payload = {**credential, **_registered_claims(credential)}
    header = {"alg": "EdDSA", "typ": "JWT", "kid": key_id}
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, text, key_pair.signing_jwk(), registry=REGISTRY)


def read_token(compact: str) -> Token:
    """Take a compact token apart without checking its signature. Raises UnreadableDocumentError."""
    parts = compact.split(".")
    if len(compact) > MAXIMUM_TOKEN_BYTES:
        raise UnreadableDocumentError("This credential is larger than 256 KB. We can't read it.")
    if len(parts) != len(("header", "payload", "signature")):
        raise UnreadableDocumentError("This file is not a complete VC-JWT credential. Download it again.")
    try:
        header, payload = (decode_base64url(part) for part in parts[:2])
    except ValueError as problem:
        raise UnreadableDocumentError("This file is not a complete VC-JWT credential.") from problem
    header_object = parse_json_object(header, maximum_bytes=MAXIMUM_HEADER_BYTES)
    return Token(compact, header_object, parse_json_object(payload))


def verify_token(token: Token, key: PublicKey) -> None:
    """Check the signature and that the registered claims repeat the credential. Raises SignatureError.

    Source: Open Badges 3.0, section 8.2.6 (verifying a VC-JWT).
    """
    verify_signature(token, key)
    _check_claims(token)


def verify_signature(token: Token, key: PublicKey) -> None:
    """Check the signature alone (RFC 7515, section 5.2). Raises SignatureError."""
    algorithm = text_of(token.header, "alg")
    if algorithm not in ALGORITHMS:
        sentence = f"This credential is signed in a way that we can't check ({algorithm[:40] or 'no name'})."
        raise SignatureError(sentence)
    if "crit" in token.header:
        raise SignatureError("This credential asks for rules of signing that we don't know.")
    try:
        jws.deserialize_compact(token.compact, key, registry=REGISTRY)
    except (JoseError, ValueError) as problem:
        raise SignatureError(MISMATCH) from problem


def _registered_claims(credential: JsonObject) -> JsonObject:
    claims: JsonObject = {
        "iss": identifier_of(credential.get("issuer")),
        "jti": credential["id"],
        "nbf": _epoch(credential["validFrom"]),
    }
    subject = identifier_of(credential.get("credentialSubject"))
    if subject:
        claims["sub"] = subject
    if "validUntil" in credential:
        claims["exp"] = _epoch(credential["validUntil"])
    return claims


def _epoch(timestamp: str) -> int:
    return int(datetime.fromisoformat(timestamp).timestamp())


def _check_claims(token: Token) -> None:
    credential, payload = token.credential, token.payload
    expected = {
        "iss": identifier_of(credential.get("issuer")),
        "jti": text_of(credential, "id"),
        "sub": identifier_of(credential.get("credentialSubject")),
    }
    for claim, value in expected.items():
        if value and claim in payload and payload[claim] != value:
            raise SignatureError("The credential says one thing outside and another inside, so we can't trust it.")
    if "iss" not in payload and "issuer" not in credential:
        raise SignatureError("The credential does not say who issued it.")
