"""The district's own list of practices: from a table, brought up to date, and a copy that nobody confirmed."""

from waypost.demo.content_files import CONTENT
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.frameworks.actions import apply_upload, keep_upload
from waypost.frameworks.models import Framework, FrameworkUpload
from waypost.frameworks.queries import FileSource, planned_upload
from waypost.plans.actions.alignment import align_with_standards, edit_columns
from waypost.plans.actions.wording import word_template
from waypost.plans.queries.alignment import standing_columns
from waypost.plans.rules.columns import Column

DISTRICT = "cedar-valley"
TITLE = "Cedar Valley teaching practices"


def frameworks_come_in(world: World) -> Story:
    """The second file words one practice anew, adds one, and no longer holds one."""
    yield world.days.at(105, "09:30")
    framework = _apply(world, _keep(world, "practices-1.csv"))
    yield world.days.at(89, "10:20")
    _align(world, framework)
    yield world.days.at(34, "08:50")
    _neighbors_choose_words(world)
    yield world.days.at(33, "13:10")
    _apply(world, _keep(world, "practices-2.csv"))
    yield world.days.at(31, "11:45")
    _keep(world, "practices-1.csv")


def _keep(world: World, name: str) -> FrameworkUpload:
    source = FileSource((CONTENT / name).read_bytes(), TITLE)
    return keep_upload(by=world.lead, organization=world.places[DISTRICT], file_name=name, source=source)


def _align(world: World, framework: Framework) -> None:
    """One objective names practices of it, and the matrix gets a column for the goal of the board that each serves."""
    plan = world.plans[DISTRICT]
    items = framework.items.filter(code__in=("TP.1.c", "TP.2.c", "PL.1.a"))
    align_with_standards(by=world.lead, objective=plan.objectives.get(number=2), items=items)
    plan.refresh_from_db()
    edit_columns(
        by=world.lead,
        plan=plan,
        started_from=plan.version,
        labels={"funding_label": "Funding"},
        columns=[*standing_columns(plan), Column("Goal of the board", "Goal of the board")],
    )


def _neighbors_choose_words(world: World) -> None:
    """They call the parts of a plan otherwise, and leave teams out while there are none."""
    word_template(
        by=world.people["noor.haddad"],
        organization=world.places["stony-brook"],
        started_from=0,
        words={"objective": "Strategy", "activity": "Action step", "actions": "Strategies and action steps"},
        sections={"teams": False},
    )


def _apply(world: World, upload: FrameworkUpload) -> Framework:
    return apply_upload(by=world.lead, upload=upload, shown=planned_upload(upload).digest)
