"""Signing the lists that say which credentials were withdrawn (CR2)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import IntegrityError, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.credentials.actions.issuers import KeyNotActive, key_pair_of, lock_key
from waypost.credentials.models import Credential, Issuer, SigningKey, StatusList
from waypost.credentials.queries.issuers import GONE, active_key, address_of_issuer
from waypost.credentials.rules import LIST_GOOD_FOR, has_room
from waypost.standards.openbadges.data_integrity import sign_document
from waypost.standards.openbadges.issuers import proof_method_id
from waypost.standards.openbadges.status_list import MINIMUM_BITS, build_status_list

log = structlog.get_logger("waypost.credentials")


@dataclass(frozen=True)
class _Signed:
    """A list as it was signed, and what it was signed over."""

    document: str
    key: SigningKey
    indexes: frozenset[int]
    signed_at: datetime


def list_with_room(*, by: Actor, issuer: Issuer) -> StatusList:
    """A status list of `issuer` that takes another credential; a new one is opened where the last is half full."""
    last = StatusList.objects.filter(issuer=issuer).last()
    if last is not None and has_room(last.credentials.count(), last.bit_count):
        return last
    number = last.number + 1 if last else 1
    url = f"{address_of_issuer(issuer.slug)}/status/{number}"
    signed = _signed(issuer, url, MINIMUM_BITS, frozenset())
    try:
        return _open_list(by, StatusList(issuer=issuer, number=number, url=url), signed)
    except IntegrityError:
        # Another worker opened it a moment ago.
        return StatusList.objects.get(issuer=issuer, number=number)


def sign_list(*, by: Actor, status_list: StatusList) -> None:
    """Sign `status_list` as it stands now; again, if something was withdrawn or a key lost while it was signed."""
    while True:
        indexes = withdrawn_indexes(status_list)
        signed = _signed(status_list.issuer, status_list.url, status_list.bit_count, indexes)
        try:
            if _keep(by, status_list, signed):
                return
        except KeyNotActive:
            continue


def sign_lists(*, by: Actor, status_lists: Iterable[StatusList]) -> None:
    """Sign each by itself: one issuer whose key can't be opened holds up no other, and its lists go on waiting."""
    for status_list in status_lists:
        try:
            sign_list(by=by, status_list=status_list)
        except Exception:
            log.exception("a status list is not signed anew", status_list=status_list.url)


def withdrawn_indexes(status_list: StatusList) -> frozenset[int]:
    """The places of credentials whose award was withdrawn, or that another credential replaced."""
    gone = Credential.objects.filter(GONE, status_list=status_list)
    return frozenset(gone.values_list("status_index", flat=True))


def _signed(issuer: Issuer, url: str, bit_count: int, indexes: frozenset[int]) -> _Signed:
    key, now = active_key(issuer), clock.now()
    unsigned = build_status_list(
        url=url,
        issuer_did=issuer.did,
        revoked_indexes=indexes,
        valid_from=now,
        valid_until=now + LIST_GOOD_FOR,
        bit_count=bit_count,
    )
    method_id = proof_method_id(issuer.did, key.public_multibase)
    document = sign_document(unsigned, key_pair_of(key), method_id=method_id, created=now)
    return _Signed(json.dumps(document, ensure_ascii=False), key, indexes, now)


@transaction.atomic
def _open_list(by: Actor, status_list: StatusList, signed: _Signed) -> StatusList:
    lock_key(signed.key)
    _take(status_list, signed)
    status_list.save()
    audit.record(by=by, verb="open status list", on=status_list, after={"url": status_list.url})
    return status_list


@transaction.atomic
def _keep(by: Actor, status_list: StatusList, signed: _Signed) -> bool:
    """Store what was signed, unless it is no longer true."""
    lock_key(signed.key)
    current = StatusList.objects.select_for_update().get(pk=status_list.pk)
    if withdrawn_indexes(current) != signed.indexes:
        return False
    before = {"withdrawn": current.withdrawn_count, "valid_until": current.valid_until}
    _take(current, signed)
    current.save()
    after = {"withdrawn": len(signed.indexes), "valid_until": current.valid_until}
    audit.record(by=by, verb="sign status list", on=current, before=before, after=after)
    return True


def _take(status_list: StatusList, signed: _Signed) -> None:
    status_list.document, status_list.key = signed.document, signed.key
    status_list.signed_at, status_list.withdrawn_count = signed.signed_at, len(signed.indexes)
    status_list.valid_until = signed.signed_at + LIST_GOOD_FOR
