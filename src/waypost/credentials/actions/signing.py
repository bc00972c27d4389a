"""From an award to a signed credential: all that takes long, before any transaction (CR1)."""

import json
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse

from waypost.catalog.models import MicroCredentialVersion
from waypost.common import clock
from waypost.common.actors import Actor
from waypost.credentials.actions.issuers import key_pair_of
from waypost.credentials.actions.status_lists import list_with_room
from waypost.credentials.models import Award, Credential, StatusList
from waypost.credentials.queries.achievements import achievement_of
from waypost.credentials.queries.issuers import active_key
from waypost.credentials.rules import free_index
from waypost.people.models import Person
from waypost.standards.openbadges.credential import (
    BadgeCredential,
    Recipient,
    StatusEntry,
    build_credential,
    new_salt,
)
from waypost.standards.openbadges.data_integrity import sign_document
from waypost.standards.openbadges.issuers import jwt_key_id, proof_method_id
from waypost.standards.openbadges.json_documents import JsonObject
from waypost.standards.openbadges.vc_jwt import sign_token


class NoVerifiedEmail(Exception):
    """A credential is tied to an address that its holder confirmed. It is issued once they confirmed one."""


def signed_credential(*, by: Actor, award: Award, number: int) -> Credential:
    """Credential `number` of `award`, signed and not yet stored. Raises NoVerifiedEmail."""
    issuer = award.issuer
    key = active_key(issuer)
    pair = key_pair_of(key)
    status_list = list_with_room(by=by, issuer=issuer)
    index = _free_index(status_list)
    unsigned = _unsigned(award, number, StatusEntry(status_list.url, index))
    method_id = proof_method_id(issuer.did, key.public_multibase)
    document = sign_document(unsigned, pair, method_id=method_id, created=clock.now())
    return Credential(
        award=award,
        number=number,
        key=key,
        status_list=status_list,
        status_index=index,
        has_name=award.shows_name,
        document=json.dumps(document, ensure_ascii=False),
        token=sign_token(unsigned, pair, key_id=jwt_key_id(issuer.did, key.public_multibase)),
    )


def _unsigned(award: Award, number: int, status: StatusEntry) -> JsonObject:
    holder, version = award.holder, award.enrollment.version
    address = reverse("credential_json", kwargs={"uid": award.uid, "number": number})
    recipient = Recipient(verified_email(holder), new_salt(), holder.name if award.shows_name else "")
    return build_credential(
        BadgeCredential(
            id=f"{settings.PUBLIC_URL}{address}",
            issuer=award.issuer.profile,
            achievement=achievement_of(_with_anatomy(version)),
            recipient=recipient,
            valid_from=award.issued_at,
            status=status,
        )
    )


def _with_anatomy(version: MicroCredentialVersion) -> MicroCredentialVersion:
    return MicroCredentialVersion.objects.select_related("micro_credential").get(pk=version.pk)


def verified_email(person: Person) -> str:
    """The address that `person` confirmed, the primary one first. Raises NoVerifiedEmail."""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    if found is None:
        raise NoVerifiedEmail(f"{person.name} has not confirmed an email address yet.")
    return str(found.email)


def _free_index(status_list: StatusList) -> int:
    used = Credential.objects.filter(status_list=status_list)
    return free_index(
        lambda index: used.filter(status_index=index).exists(), lambda: secrets.randbelow(status_list.bit_count)
    )
