"""Builders of the objects that the addresses of credentials name, for the access table."""

from allauth.account.models import EmailAddress

from tests.access.world import World
from tests.builders import BUILDER
from tests.credentials.builders import build_award, share
from tests.submissions.builders import build_offer, build_version
from waypost.credentials.actions.issuers import ensure_issuer
from waypost.credentials.actions.status_lists import list_with_room
from waypost.credentials.models import Award
from waypost.credentials.queries.issuers import active_key
from waypost.people.rules import Role


def private_award(world: World) -> dict[str, object]:
    return {"uid": _award(world).uid}


def shared_award(world: World) -> dict[str, object]:
    return {"uid": share(_award(world)).uid}


def shared_credential(world: World) -> dict[str, object]:
    return shared_award(world) | {"number": 1}


def issuer(world: World) -> dict[str, object]:
    return {"slug": ensure_issuer(by=BUILDER, organization=world.tree.district).slug}


def issuer_key(world: World) -> dict[str, object]:
    made = ensure_issuer(by=BUILDER, organization=world.tree.district)
    return {"slug": made.slug, "uid": active_key(made).uid}


def status_list(world: World) -> dict[str, object]:
    found = list_with_room(by=BUILDER, issuer=ensure_issuer(by=BUILDER, organization=world.tree.district))
    return {"slug": found.issuer.slug, "number": found.number}


def achievement(world: World) -> dict[str, object]:
    version = build_version(world.tree)
    return {"slug": version.micro_credential.slug, "number": version.number}


def _award(world: World) -> Award:
    educator = world.own[Role.EDUCATOR]
    EmailAddress.objects.filter(user=educator).update(verified=True)
    return build_award(build_offer(world.tree, educator), educator)
