"""Verify any badge: from bytes to a report that a reader can follow."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from waypost.standards.openbadges.assertions import AssertionResult
from waypost.standards.openbadges.checks import (
    BadgeSummary,
    Check,
    CheckCode,
    Outcome,
    Overall,
    Report,
    headline,
    not_applicable,
    overall_of,
    passed,
    unknown,
)
from waypost.standards.openbadges.format_checks import (
    check_dates,
    check_recipient,
    check_schema,
    instant_of,
    instant_of_claim,
    summary_of,
)
from waypost.standards.openbadges.hosted import check_hosted
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.reading import (
    FoundBadge,
    HostedBadge,
    JsonBadge,
    JwtBadge,
    SignedBadge,
    UnreadableBadgeError,
    read_badge,
)
from waypost.standards.openbadges.resolving import Resolver
from waypost.standards.openbadges.signature_checks import (
    NOT_LOOKED_UP,
    SignatureChecks,
    check_contexts,
    check_proof,
    check_token,
)
from waypost.standards.openbadges.signed_assertions import check_signed
from waypost.standards.openbadges.status_checks import check_status
from waypost.standards.openbadges.vc_jwt import Token

UNREAD_SIGNATURE = unknown(
    CheckCode.SIGNATURE, "The signature can't be checked, because we don't know the credential's vocabulary."
)
UNREAD_STATUS = unknown(
    CheckCode.STATUS, "We don't look up the status of a credential whose signature we can't rely on."
)


@dataclass(frozen=True)
class Verifier:
    """Who verifies: where answers come from, which issuers are known here, and what time it is.

    `known_issuers` are DIDs or https ids. `now` carries a time zone.
    """

    resolver: Resolver
    now: datetime
    known_issuers: Collection[str] = ()

    def verify(self, data: bytes, *, recipient_email: str | None = None) -> Report:
        """The report on JSON, a VC-JWT, a baked PNG or a baked SVG. Never raises for what a stranger sent."""
        try:
            found = read_badge(data)
        except UnreadableBadgeError as problem:
            return Report(Overall.UNREADABLE, str(problem))
        checks, summary = self._checks(found, recipient_email)
        overall = overall_of(checks)
        return Report(overall, headline(overall, checks), checks, summary, found.kind, found.carrier)

    def _checks(self, found: FoundBadge, email: str | None) -> tuple[tuple[Check, ...], BadgeSummary | None]:
        match found.badge:
            case JsonBadge(document):
                return self._check_document(document, email), summary_of(document)
            case JwtBadge(token):
                return self._check_token(token, email), summary_of(token.credential)
            case HostedBadge() as badge:
                return self._with_issuer(check_hosted(badge, self.resolver, self.now, email))
            case SignedBadge(token):
                return self._with_issuer(check_signed(token, self.resolver, self.now, email))

    def _check_document(self, document: JsonObject, email: str | None) -> tuple[Check, ...]:
        contexts = check_contexts(document)
        if contexts.outcome is Outcome.PASS or "proof" not in document:
            signed = check_proof(document, self.resolver)
        else:
            signed = SignatureChecks(UNREAD_SIGNATURE, NOT_LOOKED_UP)
        return (contexts, check_schema(document), *self._check_rest(document, signed, {}, email))

    def _check_token(self, token: Token, email: str | None) -> tuple[Check, ...]:
        document = token.credential
        contexts = check_contexts(document)
        if contexts.outcome is not Outcome.PASS:
            # The signature covers the text of a VC-JWT, so no context can change what was signed.
            contexts = not_applicable(CheckCode.CONTEXTS, contexts.sentence)
        signed = check_token(token, self.resolver)
        return (contexts, check_schema(document), *self._check_rest(document, signed, token.payload, email))

    def _check_rest(
        self, document: JsonObject, signed: SignatureChecks, claims: JsonObject, email: str | None
    ) -> tuple[Check, ...]:
        status = check_status(document, self.resolver, self.now) if signed.hold else UNREAD_STATUS
        starts = [instant_of(document.get("validFrom")), instant_of_claim(claims.get("nbf"))]
        ends = [instant_of(document.get("validUntil")), instant_of_claim(claims.get("exp"))]
        return (
            signed.signature,
            signed.key,
            self._check_issuer(summary_of(document)),
            status,
            check_dates(starts, ends, self.now),
            check_recipient(document, email),
        )

    def _with_issuer(self, result: AssertionResult) -> tuple[tuple[Check, ...], BadgeSummary | None]:
        checks = result.checks if result.summary is None else (*result.checks, self._check_issuer(result.summary))
        order = list(CheckCode)
        return tuple(sorted(checks, key=lambda check: order.index(check.code))), result.summary

    def _check_issuer(self, summary: BadgeSummary) -> Check:
        if summary.issuer_id and summary.issuer_id in self.known_issuers:
            return passed(CheckCode.ISSUER, "This site knows it under this very address.")
        sentence = "The issuer is not known here. Anyone can choose a name, so ask them if you are not sure."
        return unknown(CheckCode.ISSUER, sentence)
