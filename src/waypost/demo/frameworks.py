"""The district's own list of practices: from a table, brought up to date, and a copy that nobody confirmed."""

from waypost.demo.content_files import CONTENT
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.frameworks.actions import apply_upload, keep_upload
from waypost.frameworks.models import FrameworkUpload
from waypost.frameworks.queries import FileSource, planned_upload

DISTRICT = "cedar-valley"
TITLE = "Cedar Valley teaching practices"


def frameworks_come_in(world: World) -> Story:
    """The second file words one practice anew, adds one, and no longer holds one."""
    yield world.days.at(105, "09:30")
    _apply(world, _keep(world, "practices-1.csv"))
    yield world.days.at(33, "13:10")
    _apply(world, _keep(world, "practices-2.csv"))
    yield world.days.at(31, "11:45")
    _keep(world, "practices-1.csv")


def _keep(world: World, name: str) -> FrameworkUpload:
    source = FileSource((CONTENT / name).read_bytes(), TITLE)
    return keep_upload(by=world.lead, organization=world.places[DISTRICT], file_name=name, source=source)


def _apply(world: World, upload: FrameworkUpload) -> None:
    apply_upload(by=world.lead, upload=upload, shown=planned_upload(upload).digest)
