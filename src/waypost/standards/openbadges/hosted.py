"""Open Badges 2.0 hosted assertions: what the issuer's own address serves stands in for a signature.

Source: Open Badges 2.0, "Verification" (hosted) and VerificationObject.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from waypost.standards.openbadges.addresses import split_url
from waypost.standards.openbadges.checks import (
    BadgeSummary,
    Check,
    CheckCode,
    not_applicable,
    not_valid,
    passed,
    unknown,
)
from waypost.standards.openbadges.credential import identity_hashes
from waypost.standards.openbadges.format_checks import check_dates, instant_of
from waypost.standards.openbadges.issuer_keys import same_origin
from waypost.standards.openbadges.json_documents import JsonObject, as_list, identifier_of, text_of
from waypost.standards.openbadges.reading import HostedBadge
from waypost.standards.openbadges.resolving import GoneError, ResolveError, Resolver

# What an assertion is about; a copy that differs here is another badge.
MEANING = ("recipient", "badge", "issuedOn", "expires", "revoked")
REVOKED = not_valid(CheckCode.STATUS, "The issuer revoked this badge.")
NOT_REVOKED = passed(CheckCode.STATUS, "The issuer has not revoked this badge.")


class _IncompleteError(ValueError):
    """A document of the chain is not what it should be. The message is one sentence for a reader."""


@dataclass(frozen=True)
class HostedChain:
    """The three documents behind a hosted badge, each as its own address serves it."""

    assertion: JsonObject
    badge_class: JsonObject
    issuer: JsonObject


@dataclass(frozen=True)
class HostedResult:
    """Checks of a hosted badge, except whether its issuer is known here."""

    checks: tuple[Check, ...]
    summary: BadgeSummary | None = None


def check_hosted(badge: HostedBadge, resolver: Resolver, now: datetime, email: str | None) -> HostedResult:
    """Fetch the chain and check it. At most three requests."""
    if split_url(badge.url).scheme != "https":
        sentence = "This badge lives at an address without https, so nobody can tell who wrote it."
        return HostedResult((not_valid(CheckCode.HOSTED, sentence),))
    try:
        assertion = _served(resolver, badge.url, "Assertion")
        if assertion.get("revoked") is True:
            return HostedResult((REVOKED,), _summary(HostedChain(assertion, {}, {})))
        chain = _chain(assertion, resolver)
    except GoneError:
        return HostedResult((REVOKED,))
    except ResolveError as problem:
        return HostedResult((unknown(CheckCode.HOSTED, str(problem)),))
    except _IncompleteError as problem:
        return HostedResult((not_valid(CheckCode.FORMAT, str(problem)),))
    return HostedResult(_checks(badge, chain, now, email), _summary(chain))


def _chain(assertion: JsonObject, resolver: Resolver) -> HostedChain:
    named = assertion.get("badge")
    badge_class = named if isinstance(named, dict) else _served(resolver, identifier_of(named), "BadgeClass")
    # Always from its own address: an embedded issuer could claim to be anyone.
    issuer = _served(resolver, identifier_of(badge_class.get("issuer")), "")
    return HostedChain(assertion, badge_class, issuer)


def _served(resolver: Resolver, url: str, wanted_type: str) -> JsonObject:
    if not url.startswith("https://"):
        raise _IncompleteError("This is not a complete Open Badges 2.0 badge: a part of it has no https address.")
    document = resolver.document(url)
    if identifier_of(document) != url:
        raise _IncompleteError("The address of this badge serves something else than this badge.")
    if wanted_type and wanted_type not in as_list(document.get("type")):
        sentence = f"The address of this badge does not serve a complete {wanted_type}."
        raise _IncompleteError(sentence)
    return document


def _checks(badge: HostedBadge, chain: HostedChain, now: datetime, email: str | None) -> tuple[Check, ...]:
    return (
        _check_format(chain),
        _check_copy(badge, chain.assertion),
        _check_origin(chain),
        NOT_REVOKED,
        check_dates([instant_of(chain.assertion.get("issuedOn"))], [instant_of(chain.assertion.get("expires"))], now),
        _check_recipient(chain.assertion, email),
    )


def _check_format(chain: HostedChain) -> Check:
    recipient = chain.assertion.get("recipient")
    complete = (
        isinstance(recipient, dict)
        and text_of(recipient, "identity")
        and instant_of(chain.assertion.get("issuedOn"))
        and ("expires" not in chain.assertion or instant_of(chain.assertion["expires"]))
        and text_of(chain.badge_class, "name")
        and text_of(chain.issuer, "name")
    )
    if not complete:
        return not_valid(CheckCode.FORMAT, "This is not a complete Open Badges 2.0 badge: a part is missing.")
    return passed(CheckCode.FORMAT, "This is a complete Open Badges 2.0 badge.")


def _check_copy(badge: HostedBadge, assertion: JsonObject) -> Check:
    copy = badge.copy
    if copy is not None and any(copy.get(name) != assertion.get(name) for name in MEANING):
        sentence = "This file says something else than its issuer's address does. It may have been changed."
        return not_valid(CheckCode.HOSTED, sentence)
    return passed(CheckCode.HOSTED, "The badge's own address serves this badge.")


def _check_origin(chain: HostedChain) -> Check:
    """The issuer vouches for addresses on its own host, or for those that its profile allows."""
    address, issuer = identifier_of(chain.assertion), identifier_of(chain.issuer)
    rules = chain.issuer.get("verification")
    if same_origin(address, issuer) or (isinstance(rules, dict) and _is_allowed(address, rules)):
        return passed(CheckCode.KEY, "The badge lives at an address of its issuer.")
    return not_valid(CheckCode.KEY, "The badge lives at an address that does not belong to its issuer.")


def _is_allowed(address: str, rules: JsonObject) -> bool:
    prefixes = [prefix for prefix in as_list(rules.get("startsWith")) if isinstance(prefix, str)]
    if prefixes:
        return any(prefix.startswith("https://") and address.startswith(prefix) for prefix in prefixes)
    return split_url(address).netloc in as_list(rules.get("allowedOrigins"))


def _check_recipient(assertion: JsonObject, email: str | None) -> Check:
    if email is None:
        return not_applicable(CheckCode.RECIPIENT, "Nobody asked whose badge this is.")
    recipient = assertion["recipient"] if isinstance(assertion.get("recipient"), dict) else {}
    if text_of(recipient, "identity") in _identities(email, recipient):
        return passed(CheckCode.RECIPIENT, "This badge was made out to this email address.")
    return not_valid(CheckCode.RECIPIENT, "This badge was made out to another person.")


def _identities(email: str, recipient: JsonObject) -> frozenset[str]:
    if recipient.get("hashed") is not True:
        return frozenset({email, email.lower()})
    salt = text_of(recipient, "salt")
    # Open Badges 2.0 allows md5 beside sha256; it guards an email here, not the badge.
    old = hashlib.md5(f"{email}{salt}".encode(), usedforsecurity=False).hexdigest()
    return identity_hashes(email, salt) | {f"md5${old}"}


def _summary(chain: HostedChain) -> BadgeSummary:
    criteria = chain.badge_class.get("criteria")
    return BadgeSummary(
        id=identifier_of(chain.assertion),
        name=text_of(chain.badge_class, "name"),
        description=text_of(chain.badge_class, "description"),
        criteria=text_of(criteria, "narrative") if isinstance(criteria, dict) else "",
        issuer_id=identifier_of(chain.issuer),
        issuer_name=text_of(chain.issuer, "name"),
        recipient_name="",
        valid_from=instant_of(chain.assertion.get("issuedOn")),
        valid_until=instant_of(chain.assertion.get("expires")),
    )
