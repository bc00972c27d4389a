"""Objects that addresses of the library name."""

from tests.access.world import World
from tests.library.builders import memo_at, study_at
from waypost.library.actions import take_out_item
from waypost.people.rules import Role


def study(world: World) -> dict[str, object]:
    """A study that the district shares with its branch."""
    return {"uid": study_at(world.tree.district).uid}


def memo(world: World) -> dict[str, object]:
    """A memo that is a draft."""
    return {"uid": memo_at(world.tree.district).uid}


def taken_out(world: World) -> dict[str, object]:
    """A study that was taken out."""
    item = study_at(world.tree.district)
    take_out_item(by=world.own[Role.PROGRAM_LEAD], item=item)
    return {"uid": item.uid}
