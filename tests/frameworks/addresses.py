"""Builders of the objects that the addresses of frameworks name, for the access table."""

from tests.access.world import World
from tests.frameworks.builders import TABLE, TITLE, framework_at, item_called
from waypost.frameworks.actions import keep_upload
from waypost.frameworks.queries import FileSource
from waypost.people.rules import Role


def framework(world: World) -> dict[str, object]:
    return {"uid": framework_at(world.tree.district).uid}


def item(world: World) -> dict[str, object]:
    return {"uid": item_called(framework_at(world.tree.district), "L.1").uid}


def uploaded(world: World) -> dict[str, object]:
    """A file that the program lead of the district chose and did not confirm yet."""
    lead = world.own[Role.PROGRAM_LEAD]
    source = FileSource(TABLE.encode(), TITLE)
    made = keep_upload(by=lead, organization=world.tree.district, file_name="language.csv", source=source)
    return {"uid": made.uid}
