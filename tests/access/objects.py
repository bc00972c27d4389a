"""Builders of the objects that addresses name: each takes the `World` and returns the arguments of the address.

Write one for each kind of object, through the actions that people use; make it lie in `world.tree.district` or below,
and where it belongs to one person, give it to `world.own[Role.…]`.
"""

from tests.access.world import World
from waypost.people.actions.invitations import invite
from waypost.people.actions.roster import keep_roster
from waypost.people.queries import current_roles, invitation_secret
from waypost.people.rules import Role


def no_object(_world: World) -> dict[str, object]:
    """An address without arguments."""
    return {}


def spoiled_link(_world: World) -> dict[str, object]:
    """A link to confirm an email address that nobody was sent."""
    return {"key": "spoiled"}


def spoiled_reset_link(_world: World) -> dict[str, object]:
    """A link to choose a new password that nobody was sent."""
    return {"uidb36": "1", "key": "spoiled"}


def unknown_passkey(_world: World) -> dict[str, object]:
    """A passkey that nobody registered."""
    return {"pk": 1}


def district(world: World) -> dict[str, object]:
    """The district itself."""
    return {"slug": world.tree.district.slug}


def educator(world: World) -> dict[str, object]:
    """Somebody who teaches at a school of the district."""
    return {"uid": world.own[Role.EDUCATOR].uid}


def role_of_the_educator(world: World) -> dict[str, object]:
    """The role that makes them an educator."""
    return {"uid": current_roles(world.own[Role.EDUCATOR]).get().uid}


def invitation(world: World) -> dict[str, object]:
    """An open invitation into the district."""
    made = invite(
        by=world.own[Role.ORGANIZATION_ADMIN],
        email="new@example.org",
        name="New Coach",
        role=Role.COACH,
        organization=world.tree.district,
    )
    return {"uid": made.uid}


def link_of_an_invitation(world: World) -> dict[str, object]:
    """The link that was mailed with it."""
    uid = str(invitation(world)["uid"])
    return {"uid": uid, "secret": invitation_secret(uid)}


def uploaded_roster(world: World) -> dict[str, object]:
    """A file of people that its uploader did not confirm yet."""
    content = b"name,email,role,organization\nNew Coach,new@example.org,Coach,cedar-valley\n"
    return {"uid": keep_roster(by=world.own[Role.ORGANIZATION_ADMIN], file_name="people.csv", content=content).uid}
