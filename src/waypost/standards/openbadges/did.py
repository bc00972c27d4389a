"""Decentralized identifiers that badges use: did:web, did:key and did:jwk."""

import ipaddress
from urllib.parse import quote, unquote, urlsplit

from waypost.standards.openbadges.json_documents import (
    JsonObject,
    UnreadableDocumentError,
    as_list,
    identifier_of,
    parse_json_object,
)
from waypost.standards.openbadges.keys import (
    PublicKey,
    UnusableKeyError,
    public_key_from_jwk,
    public_key_from_multibase,
)
from waypost.standards.openbadges.multibase import decode_base64url

MAXIMUM_DID_LENGTH = 2048


class DidError(ValueError):
    """Text that is no identifier of a kind that we can use."""


class KeyNotFoundError(ValueError):
    """The document does not hold the key that was named."""


def did_web_from_url(url: str) -> str:
    """The did:web of an https address: `https://a.example:8443/x/y` gives `did:web:a.example%3A8443:x:y`.

    Source: did:web method, section 2.5. Raises DidError for anything but a plain https address.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise DidError("A did:web is made from a plain https address.")
    host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    path = [quote(unquote(part), safe="") for part in parts.path.split("/") if part]
    return ":".join(["did:web", quote(host, safe=""), *path])


def url_from_did_web(did: str) -> str:
    """The https address of a did:web's document. Raises DidError."""
    if not did.startswith("did:web:") or len(did) > MAXIMUM_DID_LENGTH:
        raise DidError("This is not a did:web.")
    host, *path = [unquote(part) for part in did.removeprefix("did:web:").split(":")]
    _check_host(host)
    if any(part in ("", ".", "..") or "/" in part or "\\" in part for part in path):
        raise DidError("The path of this did:web is not usable.")
    where = "/".join(quote(part, safe="") for part in path) if path else ".well-known"
    return f"https://{host}/{where}/did.json"


def self_describing_document(did: str) -> JsonObject | None:
    """The document of a did:key or did:jwk, which holds its own key; None for every other identifier.

    Raises DidError where the key inside can't be used.
    """
    try:
        if did.startswith("did:key:"):
            multibase = did.removeprefix("did:key:")
            public_key_from_multibase(multibase)
            return _one_key_document(did, f"{did}#{multibase}", {"type": "Multikey", "publicKeyMultibase": multibase})
        if did.startswith("did:jwk:"):
            jwk = parse_json_object(decode_base64url(did.removeprefix("did:jwk:")))
            public_key_from_jwk(jwk)
            return _one_key_document(did, f"{did}#0", {"type": "JsonWebKey", "publicKeyJwk": jwk})
    except (UnusableKeyError, UnreadableDocumentError, ValueError) as problem:
        raise DidError("This identifier does not hold a key that we can use.") from problem
    return None


def method_ids(document: JsonObject, relationship: str) -> list[str]:
    """Full ids of the verification methods that stand in `relationship` (such as `assertionMethod`)."""
    return [_full_id(document, identifier_of(entry)) for entry in as_list(document.get(relationship))]


def key_in_document(document: JsonObject, method_id: str) -> PublicKey:
    """The public key of one verification method, wherever the document embeds it.

    Source: Controlled Identifiers 1.0, section 2.2. Raises KeyNotFoundError or UnusableKeyError.
    """
    for entry in (*as_list(document.get("verificationMethod")), *as_list(document.get("assertionMethod"))):
        if isinstance(entry, dict) and _full_id(document, identifier_of(entry)) == method_id:
            return _key_of_method(entry)
    raise KeyNotFoundError("The issuer's document does not hold this key.")


def assertion_keys(document: JsonObject) -> list[PublicKey]:
    """Every readable key that may sign claims for the owner of `document`."""
    found = []
    for method_id in method_ids(document, "assertionMethod"):
        try:
            found.append(key_in_document(document, method_id))
        except (KeyNotFoundError, UnusableKeyError):
            continue
    return found


def _key_of_method(method: JsonObject) -> PublicKey:
    jwk, multibase = method.get("publicKeyJwk"), method.get("publicKeyMultibase")
    if isinstance(jwk, dict):
        return public_key_from_jwk(jwk)
    if isinstance(multibase, str):
        return public_key_from_multibase(multibase)
    raise UnusableKeyError("This key is written in a form that we can't read.")


def _one_key_document(did: str, method_id: str, key: JsonObject) -> JsonObject:
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [{"id": method_id, "controller": did, **key}],
        "assertionMethod": [method_id],
    }


def _full_id(document: JsonObject, method_id: str) -> str:
    return f"{identifier_of(document)}{method_id}" if method_id.startswith("#") else method_id


def _check_host(host: str) -> None:
    try:
        parts = urlsplit(f"https://{host}")
        plain = parts.netloc == host and parts.port != 0 and parts.hostname is not None
    except ValueError as problem:
        raise DidError("The host of this did:web is not usable.") from problem
    if not plain or "@" in host or _is_ip_address(parts.hostname or ""):
        raise DidError("The host of this did:web is not usable.")


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
