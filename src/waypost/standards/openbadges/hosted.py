"""Open Badges 2.0 hosted assertions: what the issuer's own address serves stands in for a signature.

Source: Open Badges 2.0, "Verification" (hosted) and VerificationObject.
"""

from datetime import datetime

from waypost.standards.openbadges.addresses import split_url
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
from waypost.standards.openbadges.checks import Check, CheckCode, not_valid, passed, unknown
from waypost.standards.openbadges.format_checks import check_dates, instant_of
from waypost.standards.openbadges.issuer_keys import same_origin
from waypost.standards.openbadges.json_documents import JsonObject, as_list, identifier_of
from waypost.standards.openbadges.reading import HostedBadge
from waypost.standards.openbadges.resolving import GoneError, ResolveError, Resolver

# What an assertion is about; a copy that differs here is another badge.
MEANING = ("recipient", "badge", "issuedOn", "expires", "revoked")
NOT_REVOKED = passed(CheckCode.STATUS, "The issuer has not revoked this credential.")


def check_hosted(badge: HostedBadge, resolver: Resolver, now: datetime, email: str | None) -> AssertionResult:
    """Fetch the chain and check it. At most three requests."""
    if split_url(badge.url).scheme != "https":
        sentence = "This credential lives at an address without https, so nobody can tell who wrote it."
        return AssertionResult((not_valid(CheckCode.HOSTED, sentence),))
    try:
        assertion = served(resolver, badge.url, "Assertion")
        if assertion.get("revoked") is True:
            return AssertionResult((REVOKED,), summary_of(AssertionChain(assertion, {}, {})))
        chain = chain_behind(assertion, resolver)
    except GoneError:
        return AssertionResult((REVOKED,))
    except ResolveError as problem:
        return AssertionResult(
            (unknown(CheckCode.HOSTED, f"We can't look up this credential at its issuer. {problem}"),)
        )
    except IncompleteError as problem:
        return AssertionResult((not_valid(CheckCode.SCHEMA, str(problem)),))
    return AssertionResult(_checks(badge, chain, now, email), summary_of(chain))


def _checks(badge: HostedBadge, chain: AssertionChain, now: datetime, email: str | None) -> tuple[Check, ...]:
    return (
        check_complete(chain),
        _check_copy(badge, chain.assertion),
        _check_origin(chain),
        NOT_REVOKED,
        check_dates([instant_of(chain.assertion.get("issuedOn"))], [instant_of(chain.assertion.get("expires"))], now),
        check_recipient(chain.assertion, email),
    )


def _check_copy(badge: HostedBadge, assertion: JsonObject) -> Check:
    copy = badge.copy
    if copy is not None and any(copy.get(name) != assertion.get(name) for name in MEANING):
        sentence = "This file says something else than its issuer's address does. It may have been changed."
        return not_valid(CheckCode.HOSTED, sentence)
    return passed(CheckCode.HOSTED, "The credential's own address serves this credential.")


def _check_origin(chain: AssertionChain) -> Check:
    """The issuer vouches for addresses on its own host, or for those that its profile allows."""
    address, issuer = identifier_of(chain.assertion), identifier_of(chain.issuer)
    rules = chain.issuer.get("verification")
    if same_origin(address, issuer) or (isinstance(rules, dict) and _is_allowed(address, rules)):
        return passed(CheckCode.KEY, "The credential lives at an address of its issuer.")
    return not_valid(CheckCode.KEY, "The credential lives at an address that does not belong to its issuer.")


def _is_allowed(address: str, rules: JsonObject) -> bool:
    prefixes = [prefix for prefix in as_list(rules.get("startsWith")) if isinstance(prefix, str)]
    if prefixes:
        # A prefix without a path would also fit another host: https://a.example and https://a.example.b.example.
        return any(same_origin(prefix, address) and address.startswith(prefix) for prefix in prefixes)
    return split_url(address).netloc in as_list(rules.get("allowedOrigins"))
