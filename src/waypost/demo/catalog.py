"""The catalog: six samples published, one revised, one more begun."""

from waypost.catalog.actions.drafts import create_micro_credential, edit_draft, start_draft
from waypost.catalog.actions.pieces import add_piece
from waypost.catalog.actions.publication import publish_version
from waypost.catalog.actions.samples import import_sample, import_stack
from waypost.catalog.models import MethodComponent
from waypost.catalog.sample_content import load_samples, load_stacks
from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World


def catalog_grows(world: World) -> Story:
    """The editor takes the samples over one by one, then listens to the first educators."""
    rows = content("catalog")
    for number, sample in enumerate(load_samples()):
        yield world.days.at(115 - number, "13:30")
        editor, place = world.people["nadia.rahimi"], world.places["cedar-valley"]
        draft = import_sample(by=editor, organization=place, sample=sample, need=rows["needs"][sample.slug])
        publish_version(by=editor, draft=draft)
        world.credentials[sample.slug] = draft.micro_credential
    yield world.days.at(108, "09:00")
    for stack in load_stacks():
        import_stack(by=editor, organization=place, sample=stack)
    yield world.days.at(rows["revision"]["at"], "15:10")
    _revise(world, rows["revision"])
    yield world.days.at(rows["new"]["at"], "10:45")
    _begin_another(world, rows["new"])
    yield world.days.at(rows["draft_of"]["at"], "14:00")
    _begin_a_revision(world, rows["draft_of"])


def _revise(world: World, row: Table) -> None:
    """A second version takes the place of the first, which stays with those who began on it."""
    editor = world.people["nadia.rahimi"]
    draft = start_draft(by=editor, micro_credential=world.credentials[row["slug"]])
    draft = edit_draft(by=editor, draft=draft, values={"try_out": row["try_out"]}, started_from=draft.revision)
    publish_version(by=editor, draft=draft, change_note=row["change_note"])


def _begin_another(world: World, row: Table) -> None:
    """A new one that is not ready yet."""
    editor = world.people["nadia.rahimi"]
    draft = create_micro_credential(
        by=editor, organization=world.places["cedar-valley"], slug=row["slug"], title=row["title"]
    )
    words = {name: row[name] for name in ("topic", "summary", "competency")}
    draft = edit_draft(by=editor, draft=draft, values=words, started_from=draft.revision)
    add_piece(by=editor, piece=MethodComponent(version=draft, name=row["component_name"], text=row["component_text"]))


def _begin_a_revision(world: World, row: Table) -> None:
    """A published one with the draft of its next version."""
    editor = world.people["nadia.rahimi"]
    draft = start_draft(by=editor, micro_credential=world.credentials[row["slug"]])
    edit_draft(by=editor, draft=draft, values={"summary": row["summary"]}, started_from=draft.revision)
