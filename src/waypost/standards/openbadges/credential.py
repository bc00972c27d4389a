"""An Open Badges 3.0 credential, from what we know to the JSON that is signed."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from waypost.standards.openbadges.issuers import (
    CREDENTIALS_CONTEXT,
    OPEN_BADGES_CONTEXT,
    IssuerProfile,
    profile_document,
)
from waypost.standards.openbadges.json_documents import JsonObject

EXTENSIONS_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
ACHIEVEMENT_SCHEMA_URL = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


@dataclass(frozen=True)
class Alignment:
    """What an achievement answers to in a framework (Open Badges 3.0, Alignment)."""

    target_name: str
    target_url: str
    target_framework: str = ""
    target_code: str = ""
    target_description: str = ""


@dataclass(frozen=True)
class Achievement:
    """What was earned. `id` and `criteria_url` are addresses of public pages."""

    id: str
    name: str
    description: str
    criteria_narrative: str
    criteria_url: str = ""
    image_url: str = ""
    tags: tuple[str, ...] = ()
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True)
class Recipient:
    """Who earned it: a verified email, which only enters the badge hashed with `salt`; a name if wanted."""

    email: str
    salt: str
    name: str = ""


@dataclass(frozen=True)
class StatusEntry:
    """Where to ask whether the badge was revoked: bit `index` of the list at `list_url`."""

    list_url: str
    index: int


@dataclass(frozen=True)
class BadgeCredential:
    """Everything that a badge says. `id` is an absolute IRI; instants carry a time zone."""

    id: str
    issuer: IssuerProfile
    achievement: Achievement
    recipient: Recipient
    valid_from: datetime
    valid_until: datetime | None = None
    status: StatusEntry | None = None
    names_schema: bool = False


def new_salt() -> str:
    """A fresh salt of 128 random bits for one credential."""
    return secrets.token_hex(16)


def hash_identity(email: str, salt: str) -> str:
    """`sha256$…` over the email in lower case followed by the salt (Open Badges 3.0, IdentityHash)."""
    return _identity_hash(email.strip().lower(), salt)


def identity_hashes(email: str, salt: str) -> frozenset[str]:
    """Hashes that issuers make of one email: in lower case, and as it was written."""
    return frozenset({hash_identity(email, salt), _identity_hash(email.strip(), salt)})


def build_credential(credential: BadgeCredential) -> JsonObject:
    """The credential as JSON, ready to sign (Open Badges 3.0, OpenBadgeCredential; VC data model 2.0).

    Evidence is never part of it (DESIGN.md: raw evidence is never published).
    """
    document: JsonObject = {
        "@context": _contexts(credential),
        "id": credential.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": credential.achievement.name,
        "issuer": profile_document(credential.issuer),
        "validFrom": timestamp(credential.valid_from),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identity_objects(credential.recipient),
            "achievement": achievement_document(credential.achievement),
        },
    }
    if credential.valid_until is not None:
        document["validUntil"] = timestamp(credential.valid_until)
    if credential.status is not None:
        document["credentialStatus"] = status_entry(credential.status)
    if credential.names_schema:
        document["credentialSchema"] = [{"id": ACHIEVEMENT_SCHEMA_URL, "type": "1EdTechJsonSchemaValidator2019"}]
    return document


def status_entry(status: StatusEntry) -> JsonObject:
    """The `credentialStatus` of a badge that can be revoked (Bitstring Status List 1.0, section 2.1)."""
    return {
        "id": f"{status.list_url}#{status.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(status.index),
        "statusListCredential": status.list_url,
    }


def timestamp(instant: datetime) -> str:
    """`2026-11-23T02:20:00Z`. Raises ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant in a credential needs a time zone.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _contexts(credential: BadgeCredential) -> list[str]:
    # The extensions context defines the type that a schema entry carries; without one it adds nothing.
    extensions = [EXTENSIONS_CONTEXT] if credential.names_schema else []
    return [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, *extensions]


def _identity_hash(email: str, salt: str) -> str:
    return "sha256$" + hashlib.sha256(f"{email}{salt}".encode()).hexdigest()


def _identity_objects(recipient: Recipient) -> list[JsonObject]:
    hashed: JsonObject = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hash_identity(recipient.email, recipient.salt),
        "identityType": "emailAddress",
        "salt": recipient.salt,
    }
    if not recipient.name:
        return [hashed]
    named = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": recipient.name,
        "identityType": "name",
    }
    return [hashed, named]


def achievement_document(achievement: Achievement) -> JsonObject:
    """What was earned, to embed in a credential or to serve alone (Open Badges 3.0, Achievement)."""
    criteria = {"narrative": achievement.criteria_narrative}
    if achievement.criteria_url:
        criteria["id"] = achievement.criteria_url
    document: JsonObject = {
        "id": achievement.id,
        "type": ["Achievement"],
        "name": achievement.name,
        "description": achievement.description,
        "criteria": criteria,
    }
    if achievement.image_url:
        document["image"] = {"id": achievement.image_url, "type": "Image"}
    if achievement.tags:
        document["tag"] = list(achievement.tags)
    if achievement.alignments:
        document["alignment"] = [_alignment(alignment) for alignment in achievement.alignments]
    return document


def _alignment(alignment: Alignment) -> JsonObject:
    optional = {
        "targetFramework": alignment.target_framework,
        "targetCode": alignment.target_code,
        "targetDescription": alignment.target_description,
    }
    return {
        "type": ["Alignment"],
        "targetName": alignment.target_name,
        "targetUrl": alignment.target_url,
        **{name: value for name, value in optional.items() if value},
    }
