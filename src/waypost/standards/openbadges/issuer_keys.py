"""Which key signed a badge, and whether it belongs to the issuer that the badge names."""

from dataclasses import dataclass

from waypost.standards.openbadges.addresses import split_url
from waypost.standards.openbadges.checks import Check, CheckCode, not_valid, passed, unknown
from waypost.standards.openbadges.did import (
    DidError,
    KeyNotFoundError,
    assertion_keys,
    key_in_document,
    method_ids,
    self_describing_document,
    url_from_did_web,
)
from waypost.standards.openbadges.json_documents import JsonObject, as_list, text_of
from waypost.standards.openbadges.keys import PublicKey, UnusableKeyError, public_key_from_jwk, same_key
from waypost.standards.openbadges.resolving import ResolveError, Resolver, controller_document

BELONGS = passed(CheckCode.KEY, "The key that it names belongs to its issuer.")
STRANGERS_KEY = not_valid(
    CheckCode.KEY, "The key that signed this credential does not belong to the issuer that it names."
)
NOT_LISTED = not_valid(CheckCode.KEY, "The issuer does not list the key that signed this credential.")
NOT_FOR_BADGES = not_valid(
    CheckCode.KEY, "The issuer lists this key, but not among those that may sign credentials (assertionMethod)."
)

LISTS_NO_KEYS = unknown(
    CheckCode.KEY, "The issuer's profile does not list its keys, so we can't tell whose key this is."
)


@dataclass(frozen=True)
class FoundKey:
    """The key to check a signature with, where there is one, and whether it is the issuer's."""

    key: PublicKey | None
    check: Check


def find_proof_key(method_id: str, issuer_id: str, resolver: Resolver) -> FoundKey:
    """The key that a proof (or a JWT's `kid`) names by the id of a verification method."""
    controller = method_id.partition("#")[0]
    if not issuer_id or controller != issuer_id:
        # The signature is still worth a look, but a stranger's identifier is not worth a request.
        return FoundKey(_key_inside(controller, method_id), STRANGERS_KEY)
    try:
        document = controller_document(resolver, controller)
        key = key_in_document(document, method_id)
    except KeyNotFoundError:
        return FoundKey(None, NOT_LISTED)
    except (ResolveError, UnusableKeyError) as problem:
        return FoundKey(None, unknown(CheckCode.KEY, f"We can't look up the issuer's keys. {problem}"))
    stands = method_id in method_ids(document, "assertionMethod")
    return FoundKey(key, BELONGS if stands else NOT_FOR_BADGES)


def find_token_key(header: JsonObject, issuer_id: str, resolver: Resolver) -> FoundKey:
    """The key that a VC-JWT names by `kid` or carries as `jwk` (Open Badges 3.0, section 8.2.3)."""
    kid, jwk = text_of(header, "kid"), header.get("jwk")
    if kid.startswith("https://") and "#" not in kid:
        return _key_at_address(kid, issuer_id, resolver)
    if kid.startswith(("did:", "https://")):
        return find_proof_key(_with_fragment(kid), issuer_id, resolver)
    if isinstance(jwk, dict):
        return _embedded_key(jwk, issuer_id, resolver)
    if kid:
        return find_proof_key(f"{issuer_id}#{kid.removeprefix('#')}", issuer_id, resolver)
    return FoundKey(None, unknown(CheckCode.KEY, "This credential does not say which key signed it."))


def same_origin(one: str, other: str) -> bool:
    """Whether two https addresses have the same host and port."""
    left, right = split_url(one), split_url(other)
    return left.scheme == right.scheme == "https" and left.netloc.lower() == right.netloc.lower() != ""


def _key_inside(identifier: str, method_id: str) -> PublicKey | None:
    """The key of a did:key or did:jwk; None for what would have to be looked up."""
    try:
        document = self_describing_document(identifier)
        return key_in_document(document, method_id) if document else None
    except (DidError, KeyNotFoundError, UnusableKeyError):
        return None


def _with_fragment(kid: str) -> str:
    """A DID alone stands for its only key; for did:key and did:jwk that one is known by rule."""
    if "#" in kid:
        return kid
    return f"{kid}#0" if kid.startswith("did:jwk:") else f"{kid}#{kid.removeprefix('did:key:')}"


def _embedded_key(jwk: JsonObject, issuer_id: str, resolver: Resolver) -> FoundKey:
    try:
        key = public_key_from_jwk(jwk)
    except UnusableKeyError as problem:
        return FoundKey(None, unknown(CheckCode.KEY, str(problem)))
    return FoundKey(key, _listed(key, issuer_id, resolver))


def _listed(key: PublicKey, issuer_id: str, resolver: Resolver) -> Check:
    try:
        document = controller_document(resolver, issuer_id)
    except ResolveError as problem:
        return unknown(CheckCode.KEY, f"We can't tell whether the key belongs to the issuer. {problem}")
    if any(same_key(key, other) for other in assertion_keys(document)):
        return BELONGS
    # A DID document always lists its keys; the profile of an https issuer need not.
    lists_keys = issuer_id.startswith("did:") or "assertionMethod" in document
    return STRANGERS_KEY if lists_keys else LISTS_NO_KEYS


def _key_at_address(kid: str, issuer_id: str, resolver: Resolver) -> FoundKey:
    """A `kid` that is the address of a JSON Web Key.

    An address below the issuer's own is the issuer's. Elsewhere on the same host may be another tenant's.
    """
    if not same_origin(kid, _address_of(issuer_id)):
        return FoundKey(None, STRANGERS_KEY)
    try:
        served = resolver.document(kid)
        key = public_key_from_jwk(_only_jwk(served))
    except (ResolveError, UnusableKeyError) as problem:
        return FoundKey(None, unknown(CheckCode.KEY, f"We can't look up the issuer's keys. {problem}"))
    below = kid.startswith(f"{issuer_id.rstrip('/')}/")
    return FoundKey(key, BELONGS if below else _listed(key, issuer_id, resolver))


def _address_of(issuer_id: str) -> str:
    try:
        return url_from_did_web(issuer_id)
    except DidError:
        return issuer_id


def _only_jwk(served: JsonObject) -> JsonObject:
    keys = [key for key in as_list(served.get("keys")) if isinstance(key, dict)]
    return keys[0] if len(keys) == 1 else served
