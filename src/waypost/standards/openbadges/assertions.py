"""The documents behind an Open Badges 2.0 assertion, and what is checked whether it is hosted or signed.

Source: Open Badges 2.0, Assertion, BadgeClass, Profile.
"""

import hashlib
from dataclasses import dataclass

from waypost.standards.openbadges.checks import BadgeSummary, Check, CheckCode, not_applicable, not_valid, passed
from waypost.standards.openbadges.credential import identity_hashes
from waypost.standards.openbadges.format_checks import instant_of
from waypost.standards.openbadges.json_documents import JsonObject, as_list, identifier_of, text_of
from waypost.standards.openbadges.resolving import Resolver

REVOKED = not_valid(CheckCode.STATUS, "The issuer revoked this credential.")


class IncompleteError(ValueError):
    """A document of the chain is not what it should be. The message is one sentence for a reader."""


@dataclass(frozen=True)
class AssertionChain:
    """An assertion, what it stands for, and who issued it."""

    assertion: JsonObject
    badge_class: JsonObject
    issuer: JsonObject


@dataclass(frozen=True)
class AssertionResult:
    """Checks of an Open Badges 2.0 badge, except whether its issuer is known here."""

    checks: tuple[Check, ...]
    summary: BadgeSummary | None = None


def chain_behind(assertion: JsonObject, resolver: Resolver) -> AssertionChain:
    """The badge class and the issuer that `assertion` leads to. Raises ResolveError and IncompleteError."""
    named = assertion.get("badge")
    badge_class = named if isinstance(named, dict) else served(resolver, identifier_of(named), "BadgeClass")
    # Always from its own address: an embedded issuer could claim to be anyone.
    issuer = served(resolver, identifier_of(badge_class.get("issuer")), "")
    return AssertionChain(assertion, badge_class, issuer)


def served(resolver: Resolver, url: str, wanted_type: str) -> JsonObject:
    """The document that says it lives at `url`; any type where none is wanted. Raises as `chain_behind` does."""
    if not url.startswith("https://"):
        raise IncompleteError("This is not a complete Open Badges 2.0 credential: a part of it has no https address.")
    document = resolver.document(url)
    if identifier_of(document) != url:
        raise IncompleteError("The address of this credential serves something else than this credential.")
    if wanted_type and wanted_type not in as_list(document.get("type")):
        sentence = f"The address of this credential does not serve a complete {wanted_type}."
        raise IncompleteError(sentence)
    return document


def check_complete(chain: AssertionChain) -> Check:
    recipient = chain.assertion.get("recipient")
    complete = (
        isinstance(recipient, dict)
        and identifier_of(chain.assertion)
        and text_of(recipient, "identity")
        and instant_of(chain.assertion.get("issuedOn"))
        and ("expires" not in chain.assertion or instant_of(chain.assertion["expires"]))
        and text_of(chain.badge_class, "name")
        and text_of(chain.issuer, "name")
    )
    if not complete:
        return not_valid(CheckCode.SCHEMA, "This is not a complete Open Badges 2.0 credential: a part is missing.")
    return passed(CheckCode.SCHEMA, "This is a complete Open Badges 2.0 credential.")


def check_recipient(assertion: JsonObject, email: str | None) -> Check:
    if email is None:
        return not_applicable(CheckCode.RECIPIENT, "Nobody asked whose credential this is.")
    recipient = assertion["recipient"] if isinstance(assertion.get("recipient"), dict) else {}
    if text_of(recipient, "identity") in _identities(email, recipient):
        return passed(CheckCode.RECIPIENT, "This credential was made out to this email address.")
    return not_valid(CheckCode.RECIPIENT, "This credential was made out to another person.")


def _identities(email: str, recipient: JsonObject) -> frozenset[str]:
    if recipient.get("hashed") is not True:
        return frozenset({email, email.lower()})
    salt = text_of(recipient, "salt")
    # Open Badges 2.0 allows md5 beside sha256; it guards an email here, not the badge.
    old = hashlib.md5(f"{email}{salt}".encode(), usedforsecurity=False).hexdigest()
    return identity_hashes(email, salt) | {f"md5${old}"}


def summary_of(chain: AssertionChain) -> BadgeSummary:
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
