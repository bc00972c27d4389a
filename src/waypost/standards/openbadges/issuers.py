"""What an issuing organization publishes: its DID document, its key set and its profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.keys import jwk_of, public_key_from_multibase

OPEN_BADGES_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CREDENTIALS_CONTEXT = "https://www.w3.org/ns/credentials/v2"


class KeyState(StrEnum):
    """Where a key stands in its life."""

    ACTIVE = "active"
    RETIRED = "retired"  # signs nothing new; what it signed stays good
    COMPROMISED = "compromised"  # may be in a stranger's hands; nothing that it signed is good


@dataclass(frozen=True)
class IssuerKey:
    """One public key of an issuer, as `z6Mk…`."""

    public_multibase: str
    state: KeyState = KeyState.ACTIVE


@dataclass(frozen=True)
class IssuerProfile:
    """Who issues a badge (Open Badges 3.0, Profile). `did` never changes."""

    did: str
    name: str
    url: str = ""
    email: str = ""
    description: str = ""
    image_url: str = ""


def proof_method_id(did: str, public_multibase: str) -> str:
    """The id that a Data Integrity proof names as its verification method."""
    return f"{did}#{public_multibase}"


def jwt_key_id(did: str, public_multibase: str) -> str:
    """The `kid` of a VC-JWT: the same key, published as a JSON Web Key under its RFC 7638 thumbprint."""
    return f"{did}#{public_key_from_multibase(public_multibase).thumbprint()}"


def did_document(did: str, keys: Iterable[IssuerKey]) -> JsonObject:
    """The DID document of an issuer (Controlled Identifiers 1.0).

    Each key stands twice: as a Multikey for Data Integrity proofs, as a JsonWebKey for VC-JWTs. Retired
    keys stay in `assertionMethod`, so that what they signed still verifies; compromised keys leave.
    """
    methods = [method for key in _usable(keys) for method in _methods(did, key)]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def json_web_key_set(did: str, keys: Iterable[IssuerKey]) -> JsonObject:
    """The same keys as a JWK Set (RFC 7517, section 5)."""
    return {"keys": [_published_jwk(did, key) for key in _usable(keys)]}


def profile_document(profile: IssuerProfile) -> JsonObject:
    """The issuer as an Open Badges 3.0 Profile, to embed in a credential or to serve alone."""
    optional = {
        "url": profile.url,
        "email": profile.email,
        "description": profile.description,
        "image": {"id": profile.image_url, "type": "Image"} if profile.image_url else None,
    }
    return {
        "id": profile.did,
        "type": ["Profile"],
        "name": profile.name,
        **{name: value for name, value in optional.items() if value},
    }


def _usable(keys: Iterable[IssuerKey]) -> list[IssuerKey]:
    return [key for key in keys if key.state is not KeyState.COMPROMISED]


def _methods(did: str, key: IssuerKey) -> list[JsonObject]:
    return [
        {
            "id": proof_method_id(did, key.public_multibase),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": key.public_multibase,
        },
        {
            "id": jwt_key_id(did, key.public_multibase),
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": jwk_of(public_key_from_multibase(key.public_multibase)),
        },
    ]


def _published_jwk(did: str, key: IssuerKey) -> JsonObject:
    jwk = jwk_of(public_key_from_multibase(key.public_multibase))
    return {**jwk, "kid": jwt_key_id(did, key.public_multibase), "use": "sig", "alg": "EdDSA"}
