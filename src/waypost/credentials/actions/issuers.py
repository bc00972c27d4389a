"""Making an issuer, and changing its keys (CR1, CR2)."""

from django.conf import settings
from django.db import IntegrityError, transaction

from waypost.common import audit, clock, jobs
from waypost.common.actors import Actor
from waypost.credentials.models import Issuer, SigningKey
from waypost.credentials.queries.awards import outdated_by
from waypost.credentials.queries.issuers import address_of_issuer, did_at, issuer_of
from waypost.credentials.sealing import seal, unseal
from waypost.people.models import Organization
from waypost.standards.openbadges.keys import KeyPair, new_key_pair

RENEW = "credentials.renew_credential"
SIGN_LIST = "credentials.sign_list"


class KeyNotActive(Exception):
    """The key was retired or lost meanwhile, so it signs nothing. Sign again with the active one."""


def ensure_issuer(*, by: Actor, organization: Organization) -> Issuer:
    """The issuer of `organization`, made with its first key where there is none yet."""
    found = issuer_of(organization)
    if found is not None:
        return found
    pair = new_key_pair()
    try:
        return _make_issuer(by, organization, pair)
    except IntegrityError:
        # Another worker made it a moment ago.
        return Issuer.objects.get(organization=organization)


@transaction.atomic
def _make_issuer(by: Actor, organization: Organization, pair: KeyPair) -> Issuer:
    address = address_of_issuer(organization.slug)
    issuer = Issuer.objects.create(
        organization=organization,
        slug=organization.slug,
        did=did_at(address),
        name=organization.name,
        url=f"{address}/",
    )
    key = _add_key(issuer, pair)
    audit.record(by=by, verb="make issuer", on=issuer, after={"did": issuer.did, "key": key.public_multibase})
    return issuer


def key_pair_of(key: SigningKey) -> KeyPair:
    """The pair, opened for signing. Raises KeyNotActive, and SealBroken where WAYPOST_SECRET_KEY is another one."""
    if not key.private_sealed:
        raise KeyNotActive("This key no longer signs.")
    return KeyPair(unseal(key.private_sealed, settings.SECRET_KEY))


@transaction.atomic
def rotate_key(*, by: Actor, issuer: Issuer, replacing: SigningKey | None = None, why: str = "") -> SigningKey:
    """Retire the active key and begin a new one. What the old one signed stays good; its private half is gone.

    Where `replacing` is named and no longer active, somebody else was faster: nothing changes.
    """
    pair = new_key_pair()
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    old = _locked_active_key(issuer)
    if replacing is not None and old != replacing:
        return old
    old.retired_at, old.private_sealed = clock.now(), ""
    old.save(update_fields=["retired_at", "private_sealed"])
    new = _add_key(issuer, pair)
    before, after = {"key": old.public_multibase}, {"key": new.public_multibase}
    audit.record(by=by, verb="rotate key", on=issuer, before=before, after=after, why=why)
    return new


@transaction.atomic
def report_key_lost(*, by: Actor, key: SigningKey, why: str) -> None:
    """The private half may be in other hands: nothing that it signed counts, so all of it is signed anew by jobs.

    Reporting it twice changes nothing.
    """
    current = SigningKey.objects.select_for_update().select_related("issuer").get(pk=key.pk)
    if current.compromised_at:
        return
    was_active = current.retired_at is None
    current.compromised_at, current.private_sealed = clock.now(), ""
    current.save(update_fields=["compromised_at", "private_sealed"])
    if was_active:
        _add_key(current.issuer, new_key_pair())
    audit.record(by=by, verb="report key lost", on=current, after={"compromised_at": current.compromised_at}, why=why)
    for status_list in current.status_lists.all():
        jobs.enqueue(SIGN_LIST, uid=status_list.uid)
    for award in outdated_by(current.uid):
        jobs.enqueue(RENEW, uid=award.uid)


def lock_key(key: SigningKey) -> None:
    """Hold `key` while what it signed is stored. Raises KeyNotActive for one that was lost meanwhile."""
    current = SigningKey.objects.select_for_update().get(pk=key.pk)
    if current.compromised_at:
        raise KeyNotActive("This key was reported lost while it signed.")


def _locked_active_key(issuer: Issuer) -> SigningKey:
    return SigningKey.objects.select_for_update().get(issuer=issuer, retired_at=None, compromised_at=None)


def _add_key(issuer: Issuer, pair: KeyPair) -> SigningKey:
    return SigningKey.objects.create(
        issuer=issuer,
        public_multibase=pair.public_multibase,
        private_sealed=seal(pair.private_bytes, settings.SECRET_KEY),
    )
