"""Issuers: what they publish, and the keys that sign for them."""

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from waypost.common import clock
from waypost.credentials.models import Credential, Issuer, SigningKey, StatusList
from waypost.credentials.rules import needs_signing
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.standards.openbadges.did import did_web_from_url
from waypost.standards.openbadges.issuers import did_document, json_web_key_set, profile_document
from waypost.standards.openbadges.json_documents import JsonObject


def issuers() -> QuerySet[Issuer]:
    """Every issuer with its keys: who issues is public."""
    return Issuer.objects.select_related("organization").prefetch_related("keys")


def issuer_of(organization: Organization) -> Issuer | None:
    return Issuer.objects.filter(organization=organization).first()


def issuers_to_manage(viewer: Viewer) -> QuerySet[Issuer]:
    """The issuers whose keys `viewer` may change."""
    within = within_branches(viewer, Permission.CREDENTIALS_ISSUER_MANAGE, "organization")
    return Issuer.objects.filter(within).select_related("organization")


def zone_of_issuer(did: str) -> str:
    """The time zone of one of this site's issuers; UTC for all others, whose zone a credential does not tell."""
    return Issuer.objects.filter(did=did).values_list("organization__timezone", flat=True).first() or "UTC"


def known_dids() -> frozenset[str]:
    """The identifiers of all issuers of this site."""
    return frozenset(Issuer.objects.values_list("did", flat=True))


def active_key(issuer: Issuer) -> SigningKey:
    """The one key that signs for `issuer` now."""
    return SigningKey.objects.get(issuer=issuer, retired_at=None, compromised_at=None)


def keys_of(issuer: Issuer) -> QuerySet[SigningKey]:
    """Every key that `issuer` ever had."""
    return SigningKey.objects.filter(issuer=issuer)


def status_lists() -> QuerySet[StatusList]:
    """Every status list: anybody may ask it, and it tells nothing about one person."""
    return StatusList.objects.select_related("issuer")


#: A credential whose bit is set: its award was withdrawn, or another one replaced it.
GONE = Q(replaced_at__isnull=False) | Q(award__revocation__isnull=False)


def status_lists_to_sign() -> list[str]:
    """The lists that run out soon, whose key was lost, or that do not say yet what was withdrawn; by uid."""
    gone = Credential.objects.filter(GONE, status_list=OuterRef("pk")).order_by().values("status_list")
    counted = StatusList.objects.annotate(
        gone_count=Coalesce(Subquery(gone.annotate(number=Count("pk")).values("number")), 0)
    )
    facts = counted.values_list("uid", "valid_until", "key__compromised_at", "withdrawn_count", "gone_count")
    now = clock.now()
    return [
        uid
        for uid, valid_until, compromised_at, listed, gone_now in facts
        if needs_signing(valid_until, now, key_is_compromised=compromised_at is not None, has_news=listed != gone_now)
    ]


def status_list_called(uid: str) -> StatusList:
    """For jobs. Raises DoesNotExist."""
    return status_lists().get(uid=uid)


def published_did_document(issuer: Issuer) -> JsonObject:
    """The DID document: active and retired keys, no compromised one."""
    return did_document(issuer.did, [key.published for key in issuer.keys.all()])


def published_key_set(issuer: Issuer) -> JsonObject:
    """The same keys as a JWK Set."""
    return json_web_key_set(issuer.did, [key.published for key in issuer.keys.all()])


def published_profile(issuer: Issuer) -> JsonObject:
    """The issuer's Open Badges 3.0 Profile, standing alone."""
    return profile_document(issuer.profile)


def address_of_issuer(slug: str) -> str:
    """The address of an issuer to be: its documents stand below it."""
    return f"{settings.PUBLIC_URL}/issuers/{slug}"


def did_at(address: str) -> str:
    return did_web_from_url(address)
