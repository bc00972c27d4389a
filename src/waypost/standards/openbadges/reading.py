"""From the bytes that someone hands us to the badge inside them."""

from dataclasses import dataclass
from enum import StrEnum

from waypost.standards.openbadges.json_documents import (
    MAXIMUM_DOCUMENT_BYTES,
    JsonObject,
    UnreadableDocumentError,
    as_list,
    identifier_of,
    parse_json_object,
)
from waypost.standards.openbadges.png_images import OB3_KEYWORD, SIGNATURE, PngError, unbake_png
from waypost.standards.openbadges.svg_images import OB3_ELEMENT, SvgError, unbake_svg
from waypost.standards.openbadges.vc_jwt import MAXIMUM_TOKEN_BYTES, Token, read_token

MAXIMUM_IMAGE_BYTES = 5 * 1024 * 1024
MAXIMUM_URL_LENGTH = 2048
HOSTED_TYPES = ("HostedBadge", "hosted")
NO_CREDENTIAL = "This is not a credential. We read JSON, VC-JWT, PNG and SVG credentials, and links to one."


class BadgeKind(StrEnum):
    """What kind of badge was found."""

    JSON = "json"
    JWT = "jwt"
    HOSTED = "hosted"
    SIGNED = "signed"  # Open Badges 2.0


class Carrier(StrEnum):
    """What the badge came in."""

    TEXT = "text"
    PNG = "png"
    SVG = "svg"


class UnreadableBadgeError(ValueError):
    """There is no badge that we can read. The message is one sentence for a reader."""


@dataclass(frozen=True)
class JsonBadge:
    """An Open Badges 3.0 credential as JSON, with its proof inside."""

    document: JsonObject


@dataclass(frozen=True)
class JwtBadge:
    """An Open Badges 3.0 credential as a VC-JWT."""

    token: Token


@dataclass(frozen=True)
class HostedBadge:
    """An Open Badges 2.0 assertion: its address and, unless only the address was given, our copy."""

    url: str
    copy: JsonObject | None


@dataclass(frozen=True)
class SignedBadge:
    """An Open Badges 2.0 assertion that its issuer signed (JWS)."""

    token: Token


Badge = JsonBadge | JwtBadge | HostedBadge | SignedBadge


@dataclass(frozen=True)
class FoundBadge:
    """A badge and what it came in."""

    badge: Badge
    carrier: Carrier

    @property
    def kind(self) -> BadgeKind:
        kinds: dict[type[Badge], BadgeKind] = {
            JsonBadge: BadgeKind.JSON,
            JwtBadge: BadgeKind.JWT,
            HostedBadge: BadgeKind.HOSTED,
            SignedBadge: BadgeKind.SIGNED,
        }
        return kinds[type(self.badge)]


def read_badge(data: bytes) -> FoundBadge:
    """Find the badge in JSON, a VC-JWT, or a baked PNG or SVG. What it is follows from the content alone.

    Limits: text 256 KiB, images 5 MB. Raises UnreadableBadgeError.
    """
    try:
        if data.startswith(SIGNATURE):
            return FoundBadge(_badge_in_png(data), Carrier.PNG)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return FoundBadge(_badge_in_svg(data), Carrier.SVG)
        return FoundBadge(_badge_in_text(_decoded(data)), Carrier.TEXT)
    except (PngError, SvgError, UnreadableDocumentError) as problem:
        raise UnreadableBadgeError(str(problem)) from problem


def _badge_in_png(data: bytes) -> Badge:
    _check_image_size(data)
    return _preferred(unbake_png(data), OB3_KEYWORD)


def _badge_in_svg(data: bytes) -> Badge:
    _check_image_size(data)
    return _preferred(unbake_svg(data), OB3_ELEMENT)


def _preferred(texts: dict[str, str], version_3: str) -> Badge:
    """An image may hold the same award in both versions; the signed one says more."""
    if not texts:
        raise UnreadableBadgeError("This image holds no credential. Ask for the credential file that came with it.")
    return _badge_in_text(texts.get(version_3) or next(iter(texts.values())))


def _badge_in_text(text: str) -> Badge:
    text = text.strip()
    if text.startswith("{"):
        return _badge_in_json(text)
    if text.startswith(("https://", "http://")) and len(text) <= MAXIMUM_URL_LENGTH:
        return HostedBadge(text, None)
    if text.startswith("eyJ"):
        return _badge_in_token(read_token(text))
    raise UnreadableBadgeError(NO_CREDENTIAL)


def _badge_in_token(token: Token) -> Badge:
    if "Assertion" not in as_list(token.payload.get("type")):
        return JwtBadge(token)
    verification = token.payload.get("verification")
    if isinstance(verification, dict) and set(HOSTED_TYPES) & {*map(str, as_list(verification.get("type")))}:
        # Its own address decides, whoever signed the copy.
        return HostedBadge(identifier_of(token.payload), token.payload)
    return SignedBadge(token)


def _badge_in_json(text: str) -> Badge:
    document = parse_json_object(text)
    types = as_list(document.get("type"))
    if "VerifiableCredential" in types or "proof" in document or "credentialSubject" in document:
        return JsonBadge(document)
    if "Assertion" in types:
        return HostedBadge(identifier_of(document), document)
    raise UnreadableBadgeError("This JSON is neither an Open Badges 3.0 nor a 2.0 credential.")


def _decoded(data: bytes) -> str:
    if len(data) > MAXIMUM_TOKEN_BYTES:
        sentence = f"This credential is larger than {MAXIMUM_DOCUMENT_BYTES // 1024} KB. We can't read it."
        raise UnreadableBadgeError(sentence)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableBadgeError(NO_CREDENTIAL) from problem


def _check_image_size(data: bytes) -> None:
    if len(data) > MAXIMUM_IMAGE_BYTES:
        raise UnreadableBadgeError("This image is larger than 5 MB. We can't read it.")
