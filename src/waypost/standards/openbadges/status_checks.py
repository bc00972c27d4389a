"""Was the badge revoked? Asked of the status list that it points to; in doubt the answer is unknown.

Source: W3C Bitstring Status List 1.0, section 3.2 (validate algorithm).
"""

import re
from datetime import datetime

from waypost.standards.openbadges.checks import (
    Check,
    CheckCode,
    Outcome,
    not_applicable,
    not_valid,
    passed,
    unknown,
)
from waypost.standards.openbadges.format_checks import instant_of, subject_of
from waypost.standards.openbadges.json_documents import (
    JsonObject,
    UnreadableDocumentError,
    as_list,
    identifier_of,
    parse_json_object,
    text_of,
)
from waypost.standards.openbadges.resolving import ResolveError, Resolver
from waypost.standards.openbadges.signature_checks import (
    SignatureChecks,
    check_contexts,
    check_proof,
    check_token,
)
from waypost.standards.openbadges.status_list import StatusListError, decode_status_list
from waypost.standards.openbadges.vc_jwt import read_token

MEANINGS = {
    "revocation": "The issuer revoked this credential.",
    "suspension": "The issuer suspended this credential.",
}
GOOD = passed(CheckCode.STATUS, "The issuer has not revoked this credential.")
NO_STATUS = not_applicable(CheckCode.STATUS, "This credential does not point to a status list.")

INDEX_FORM = re.compile(r"[0-9]{1,9}")
# Each entry may cost a request to a stranger's host.
MAXIMUM_ENTRIES = 4


class _UntrustedListError(ValueError):
    """The status list can't be relied on. The message is one sentence for a reader."""


def check_status(document: JsonObject, resolver: Resolver, now: datetime) -> Check:
    """The worst answer of every status entry that could end the badge."""
    entries = as_list(document.get("credentialStatus"))
    if len(entries) > MAXIMUM_ENTRIES:
        return unknown(CheckCode.STATUS, "This credential points to more status lists than any real credential does.")
    checks = [_check_entry(entry, document, resolver, now) for entry in entries]
    for outcome in (Outcome.NOT_VALID, Outcome.UNKNOWN, Outcome.PASS):
        for check in checks:
            if check.outcome is outcome:
                return check
    return NO_STATUS


def _check_entry(entry: object, document: JsonObject, resolver: Resolver, now: datetime) -> Check:
    if not isinstance(entry, dict) or "BitstringStatusListEntry" not in as_list(entry.get("type")):
        return unknown(CheckCode.STATUS, "The status of this credential is published in a way that we can't read.")
    purpose = text_of(entry, "statusPurpose")
    if purpose not in MEANINGS:
        return NO_STATUS
    try:
        is_set = _bit(entry, identifier_of(document.get("issuer")), resolver, now)
    except (ResolveError, StatusListError, UnreadableDocumentError, _UntrustedListError) as problem:
        return unknown(CheckCode.STATUS, f"The status of this credential is unknown. {problem}")
    return not_valid(CheckCode.STATUS, MEANINGS[purpose]) if is_set else GOOD


def _bit(entry: JsonObject, issuer_id: str, resolver: Resolver, now: datetime) -> bool:
    url, index = text_of(entry, "statusListCredential"), text_of(entry, "statusListIndex")
    if not url or not INDEX_FORM.fullmatch(index) or entry.get("statusSize", 1) != 1:
        raise _UntrustedListError("Its status entry is not complete.")
    status_list = _trusted_list(resolver.status_list(url), resolver)
    _check_fit(status_list, url, issuer_id, text_of(entry, "statusPurpose"))
    _check_window(status_list, now)
    return decode_status_list(text_of(subject_of(status_list), "encodedList")).is_set(int(index))


def _trusted_list(served: bytes, resolver: Resolver) -> JsonObject:
    """The list inside what was served, once its own signature and key have passed."""
    document, checks = _signed_list(served, resolver)
    if not checks.hold:
        raise _UntrustedListError("The signature of the status list does not hold.")
    return document


def _signed_list(served: bytes, resolver: Resolver) -> tuple[JsonObject, SignatureChecks]:
    text = served.strip()
    if not text.startswith(b"{"):
        token = read_token(text.decode("ascii", "replace"))
        return token.credential, check_token(token, resolver)
    document = parse_json_object(text)
    if check_contexts(document).outcome is not Outcome.PASS:
        raise _UntrustedListError("The status list uses a vocabulary that is not known here.")
    return document, check_proof(document, resolver)


def _check_fit(status_list: JsonObject, url: str, issuer_id: str, purpose: str) -> None:
    if text_of(status_list, "id") != url or identifier_of(status_list.get("issuer")) != issuer_id:
        raise _UntrustedListError("The status list belongs to another address or issuer.")
    subject = subject_of(status_list)
    if "BitstringStatusListCredential" not in as_list(status_list.get("type")):
        raise _UntrustedListError("What it points to is not a status list.")
    if purpose not in as_list(subject.get("statusPurpose")):
        raise _UntrustedListError("The status list is about something else.")


def _check_window(status_list: JsonObject, now: datetime) -> None:
    start, end = instant_of(status_list.get("validFrom")), instant_of(status_list.get("validUntil"))
    if "validUntil" in status_list and (end is None or now >= end):
        raise _UntrustedListError("The status list is out of date.")
    if "validFrom" in status_list and (start is None or now < start):
        raise _UntrustedListError("The status list is not valid yet.")
