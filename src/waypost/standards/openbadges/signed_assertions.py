"""Signed Open Badges 2.0 assertions: the issuer's profile lists the key that signed them.

Source: Open Badges 2.0, "Verification" (signed), CryptographicKey and RevocationList.
"""

from dataclasses import dataclass
from datetime import datetime

from waypost.standards.openbadges.assertions import (
    REVOKED,
    AssertionChain,
    AssertionResult,
    IncompleteError,
    chain_behind,
    check_complete,
    check_recipient,
    served,
    summary_of,
)
from waypost.standards.openbadges.checks import Check, CheckCode, not_applicable, not_valid, passed, unknown
from waypost.standards.openbadges.format_checks import check_dates, instant_of
from waypost.standards.openbadges.issuer_keys import BELONGS, LISTS_NO_KEYS, STRANGERS_KEY
from waypost.standards.openbadges.json_documents import JsonObject, as_list, identifier_of, text_of
from waypost.standards.openbadges.keys import PublicKey, UnusableKeyError, public_key_from_pem
from waypost.standards.openbadges.resolving import ResolveError, Resolver
from waypost.standards.openbadges.signature_checks import INTACT, NO_KEY, SignatureChecks
from waypost.standards.openbadges.signature_errors import SignatureError
from waypost.standards.openbadges.vc_jwt import Token, verify_signature

NOT_REVOKED = passed(CheckCode.STATUS, "The issuer's list of revoked credentials does not name this one.")
NO_LIST = not_applicable(CheckCode.STATUS, "The issuer publishes no list of revoked credentials.")
UNREAD_LIST = "The issuer's list of revoked credentials can't be read."
# Each key may cost a request; an assertion that names none is tried with those that the issuer lists.
MAXIMUM_KEYS = 4


class _StrangersKeyError(ValueError):
    """The key says that it belongs to someone else."""


@dataclass(frozen=True)
class _Signer:
    """The keys that may have signed an assertion, and what can be said of them."""

    keys: tuple[PublicKey, ...]
    check: Check


def check_signed(token: Token, resolver: Resolver, now: datetime, email: str | None) -> AssertionResult:
    """Check the signature, the issuer's key and the issuer's list. At most seven requests."""
    assertion = token.payload
    dates = check_dates([instant_of(assertion.get("issuedOn"))], [instant_of(assertion.get("expires"))], now)
    recipient = check_recipient(assertion, email)
    try:
        chain = chain_behind(assertion, resolver)
    except ResolveError as problem:
        sentence = f"We can't look up who issued this credential. {problem}"
        return AssertionResult((NO_KEY, unknown(CheckCode.KEY, sentence), dates, recipient))
    except IncompleteError as problem:
        return AssertionResult((not_valid(CheckCode.SCHEMA, str(problem)),))
    signed = _check_signature(token, chain, resolver)
    status = _check_revocation(chain, resolver)
    return AssertionResult(
        (check_complete(chain), signed.signature, signed.key, status, dates, recipient), summary_of(chain)
    )


def _check_signature(token: Token, chain: AssertionChain, resolver: Resolver) -> SignatureChecks:
    signer = _signer(chain, resolver)
    if not signer.keys:
        return SignatureChecks(NO_KEY, signer.check)
    for key in signer.keys:
        try:
            verify_signature(token, key)
        except SignatureError as problem:
            signature = not_valid(CheckCode.SIGNATURE, str(problem))
        else:
            return SignatureChecks(INTACT, signer.check)
    return SignatureChecks(signature, signer.check)


def _signer(chain: AssertionChain, resolver: Resolver) -> _Signer:
    listed = {identifier_of(entry): entry for entry in as_list(chain.issuer.get("publicKey")) if identifier_of(entry)}
    if not listed:
        return _Signer((), LISTS_NO_KEYS)
    named = _creator(chain.assertion)
    if named and named not in listed:
        # A key that the issuer does not list is not worth a request to whoever serves it.
        return _Signer((), STRANGERS_KEY)
    try:
        names = [named] if named else list(listed)[:MAXIMUM_KEYS]
        keys = [_key(name, listed[name], identifier_of(chain.issuer), resolver) for name in names]
    except _StrangersKeyError:
        return _Signer((), STRANGERS_KEY)
    except (ResolveError, IncompleteError, UnusableKeyError) as problem:
        return _Signer((), unknown(CheckCode.KEY, f"We can't read the issuer's key. {problem}"))
    return _Signer(tuple(keys), BELONGS)


def _creator(assertion: JsonObject) -> str:
    """The key that the assertion names; empty where it leaves that to the issuer's profile."""
    verification = assertion.get("verification")
    return identifier_of(verification.get("creator")) if isinstance(verification, dict) else ""


def _key(name: str, entry: object, issuer_id: str, resolver: Resolver) -> PublicKey:
    inside = isinstance(entry, dict) and "publicKeyPem" in entry
    document = entry if inside and isinstance(entry, dict) else served(resolver, name, "")
    if identifier_of(document.get("owner")) != issuer_id:
        raise _StrangersKeyError
    return public_key_from_pem(text_of(document, "publicKeyPem"))


def _check_revocation(chain: AssertionChain, resolver: Resolver) -> Check:
    address = identifier_of(chain.issuer.get("revocationList"))
    if chain.assertion.get("revoked") is True:
        return REVOKED
    if not address:
        return NO_LIST
    try:
        listing = served(resolver, address, "RevocationList")
    except (ResolveError, IncompleteError) as problem:
        return unknown(CheckCode.STATUS, f"{UNREAD_LIST} {problem}")
    entries = listing.get("revokedAssertions", [])
    if identifier_of(listing.get("issuer")) != identifier_of(chain.issuer) or not isinstance(entries, list):
        return unknown(CheckCode.STATUS, UNREAD_LIST)
    entry = next((entry for entry in entries if identifier_of(entry) == identifier_of(chain.assertion)), None)
    return NOT_REVOKED if entry is None else _revoked(entry)


def _revoked(entry: object) -> Check:
    reason = text_of(entry, "revocationReason").strip()[:200] if isinstance(entry, dict) else ""
    return not_valid(CheckCode.STATUS, f"{REVOKED.sentence} Its reason: {reason}") if reason else REVOKED
