"""Builders of the objects that addresses name: each takes the `World` and returns the arguments of the address.

Write one for each kind of object, through the actions that people use; make it lie in `world.tree.district` or below,
and where it belongs to one person, give it to `world.own[Role.…]`.
"""

from tests.access.world import World


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
