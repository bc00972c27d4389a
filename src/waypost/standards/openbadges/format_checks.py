"""Is this a complete Open Badges 3.0 credential, and when is it good?

Source: Open Badges 3.0, OpenBadgeCredential and AchievementSubject; VC data model 2.0, section 4.9.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from waypost.standards.openbadges.checks import (
    BadgeSummary,
    Check,
    CheckCode,
    Outcome,
    not_applicable,
    not_valid,
    passed,
)
from waypost.standards.openbadges.credential import identity_hashes
from waypost.standards.openbadges.issuers import CREDENTIALS_CONTEXT
from waypost.standards.openbadges.json_documents import JsonObject, as_list, identifier_of, text_of
from waypost.standards.openbadges.structure import PROFILE, differences, is_identifier

OPEN_BADGES_CONTEXT_FORM = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.0\.\d+)?\.json")
# A tuple, because a stranger may write a list where a type should stand, and a set asks for hashes.
BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")
ISSUER = replace(PROFILE, label="its issuer")
STANDARD_SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
COMPLETE = (
    "This is a complete Open Badges 3.0 credential: every part that the standard requires is there, of the right kind."
)
# Enough for whoever mends a badge; a stranger's file may have thousands.
MAXIMUM_DIFFERENCES = 10


def check_schema(document: JsonObject) -> Check:
    """Everything in which the badge differs from what the standard requires, in words."""
    found = list(islice(_differences(document), MAXIMUM_DIFFERENCES))
    if found:
        sentence = f"This is not a complete Open Badges 3.0 credential: {found[0]}."
        return Check(CheckCode.SCHEMA, Outcome.NOT_VALID, sentence, tuple(_as_sentence(half) for half in found))
    foreign = [name for name in _schemas(document) if not name.startswith(STANDARD_SCHEMAS)]
    if foreign:
        return passed(CheckCode.SCHEMA, f"{COMPLETE} It also names a schema of its own, which we don't check.")
    return passed(CheckCode.SCHEMA, COMPLETE)


def check_dates(starts: Iterable[datetime | None], ends: Iterable[datetime | None], now: datetime) -> Check:
    """Whether `now` lies between every start and every end that the badge names."""
    start = max((instant for instant in starts if instant), default=None)
    end = min((instant for instant in ends if instant), default=None)
    if start and now < start:
        return not_valid(CheckCode.DATES, f"This credential is not valid yet. It starts on {_day(start)}.")
    if end and now >= end:
        return not_valid(CheckCode.DATES, f"This credential expired on {_day(end)}.")
    if end:
        return passed(CheckCode.DATES, f"This credential is good until {_day(end)}.")
    return passed(CheckCode.DATES, "This credential is good today and names no day on which it ends.")


def check_recipient(document: JsonObject, email: str | None) -> Check:
    """Whether the badge was made out to `email`; without one the question does not arise."""
    if email is None:
        return not_applicable(CheckCode.RECIPIENT, "Nobody asked whose credential this is.")
    subject = subject_of(document)
    if identifier_of(subject) == f"mailto:{email}" or any(
        _is_identity_of(entry, email) for entry in as_list(subject.get("identifier"))
    ):
        return passed(CheckCode.RECIPIENT, "This credential was made out to this email address.")
    return not_valid(CheckCode.RECIPIENT, "This credential was made out to another person.")


def instant_of(value: object) -> datetime | None:
    """An xsd:dateTimeStamp, which always names its time zone; None for anything else."""
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
        return instant.astimezone(UTC) if instant is not None and instant.tzinfo else None
    except (OverflowError, ValueError):
        return None


def instant_of_claim(value: object) -> datetime | None:
    """A NumericDate of a JWT (seconds since 1970); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def subject_of(document: JsonObject) -> JsonObject:
    """The one subject; empty where there is none or more than one."""
    subjects = as_list(document.get("credentialSubject"))
    return subjects[0] if len(subjects) == 1 and isinstance(subjects[0], dict) else {}


def summary_of(document: JsonObject) -> BadgeSummary:
    """What the credential says about itself."""
    issuer = _object_of(document.get("issuer"))
    achievement = _object_of(subject_of(document).get("achievement"))
    return BadgeSummary(
        id=text_of(document, "id"),
        name=text_of(achievement, "name") or text_of(document, "name"),
        description=text_of(achievement, "description"),
        criteria=text_of(_object_of(achievement.get("criteria")), "narrative"),
        issuer_id=identifier_of(document.get("issuer")),
        issuer_name=text_of(issuer, "name"),
        recipient_name=_recipient_name(document),
        valid_from=instant_of(document.get("validFrom")),
        valid_until=instant_of(document.get("validUntil")),
    )


def _differences(document: JsonObject) -> Iterator[str]:
    yield from _differences_of_contexts(as_list(document.get("@context")))
    if not any(name in BADGE_TYPES for name in as_list(document.get("type"))):
        yield "its type does not say that it is a credential (type)"
    yield from _differences_of_issuer(document.get("issuer"))
    yield from _differences_of_dates(document)
    if len(as_list(document.get("credentialSubject"))) != 1:
        yield "it does not hold exactly one achievement subject (credentialSubject)"
    else:
        yield from _differences_of_subject(subject_of(document))
    yield from differences(document)


def _differences_of_contexts(contexts: list[Any]) -> Iterator[str]:
    if contexts[:1] != [CREDENTIALS_CONTEXT]:
        yield "its first context is not the one of W3C credentials 2.0 (@context)"
    if not any(isinstance(name, str) and OPEN_BADGES_CONTEXT_FORM.fullmatch(name) for name in contexts[1:]):
        yield "the context of Open Badges 3.0 is missing (@context)"


def _differences_of_issuer(issuer: object) -> Iterator[str]:
    if not identifier_of(issuer):
        yield "it does not name its issuer (issuer)"
    elif isinstance(issuer, dict):
        yield from differences(issuer, ISSUER, "issuer")
    elif not is_identifier(issuer):
        yield "its issuer is no address or other identifier (issuer)"


def _differences_of_dates(document: JsonObject) -> Iterator[str]:
    start, end = instant_of(document.get("validFrom")), instant_of(document.get("validUntil"))
    if start is None:
        yield "it does not say from when it is valid, with a time zone (validFrom)"
    if "validUntil" in document and end is None:
        yield "its end is not a date with a time zone (validUntil)"
    if start and end and end < start:
        yield "it ends before it starts (validUntil)"


def _differences_of_subject(subject: JsonObject) -> Iterator[str]:
    """What a shape can't say: one of two must be there, or one exactly."""
    if not identifier_of(subject) and not as_list(subject.get("identifier")):
        yield "it does not say who earned it (credentialSubject.id or identifier)"
    for position, entry in enumerate(as_list(subject.get("identifier"))):
        if isinstance(entry, dict) and not isinstance(entry.get("hashed"), bool):
            place = f"credentialSubject.identifier[{position}].hashed"
            yield f"an identifier of its holder does not say whether it is scrambled ({place})"
    if len(as_list(subject.get("achievement"))) != 1:
        yield "it does not hold exactly one achievement (credentialSubject.achievement)"
    criteria = _object_of(_object_of(subject.get("achievement")).get("criteria"))
    if not text_of(criteria, "narrative") and not text_of(criteria, "id"):
        yield "its achievement has no criteria (credentialSubject.achievement.criteria)"


def _schemas(document: JsonObject) -> list[str]:
    return [identifier_of(entry) for entry in as_list(document.get("credentialSchema"))]


def _as_sentence(half: str) -> str:
    return f"{half[0].upper()}{half[1:]}."


def _object_of(value: object) -> JsonObject:
    found = as_list(value)
    return found[0] if found and isinstance(found[0], dict) else {}


def _recipient_name(document: JsonObject) -> str:
    for entry in as_list(subject_of(document).get("identifier")):
        if isinstance(entry, dict) and entry.get("identityType") == "name" and entry.get("hashed") is False:
            return text_of(entry, "identityHash")
    return ""


def _is_identity_of(entry: object, email: str) -> bool:
    if not isinstance(entry, dict):
        return False
    if entry.get("hashed") is False:
        return text_of(entry, "identityHash").lower() == email.lower()
    return text_of(entry, "identityHash") in identity_hashes(email, text_of(entry, "salt"))


def _day(instant: datetime) -> str:
    return f"{instant:%B} {instant.day}, {instant.year}"
