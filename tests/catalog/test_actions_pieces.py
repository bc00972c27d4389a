"""The pieces of a draft: add, edit, order, remove."""

import pytest
from django.core.exceptions import ValidationError

from tests.builders import BUILDER, build_district
from tests.catalog.builders import sample_draft, sample_published
from waypost.catalog.actions.drafts import VersionIsFrozen
from waypost.catalog.actions.pieces import (
    StillNeeded,
    add_piece,
    edit_piece,
    move_piece,
    remove_piece,
)
from waypost.catalog.models import MethodComponent, MicroCredentialVersion, Prompt
from waypost.catalog.rules import Direction
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry

pytestmark = pytest.mark.django_db


def names(draft: MicroCredentialVersion) -> list[str]:
    return [component.name for component in draft.components.all()]


def three_components() -> MicroCredentialVersion:
    draft = sample_draft(build_district().district)
    draft.components.all().delete()
    for name in ("One", "Two", "Three"):
        add_piece(by=BUILDER, piece=MethodComponent(version=draft, name=name, text="Do it."))
    return draft


def test_a_new_piece_stands_last() -> None:
    assert names(three_components()) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("name", "direction", "order"),
    [
        ("Three", Direction.UP, ["One", "Three", "Two"]),
        ("One", Direction.DOWN, ["Two", "One", "Three"]),
        ("One", Direction.UP, ["One", "Two", "Three"]),
        ("Three", Direction.DOWN, ["One", "Two", "Three"]),
    ],
)
def test_a_piece_changes_places_with_its_neighbor(name: str, direction: Direction, order: list[str]) -> None:
    draft = three_components()
    move_piece(by=BUILDER, piece=draft.components.get(name=name), direction=direction)
    assert names(draft) == order


def test_what_is_removed_leaves_its_words_in_the_audit_row_and_no_gap() -> None:
    draft = three_components()
    piece = draft.components.get(name="Two")
    remove_piece(by=BUILDER, piece=piece)
    assert [(c.name, c.position) for c in draft.components.all()] == [("One", 1), ("Three", 2)]
    row = AuditEntry.objects.get(subject_uid=piece.uid, verb="remove method component")
    assert row.before == {"name": "Two", "text": "Do it.", "position": 2}


def test_a_part_that_a_criterion_looks_at_is_not_removed() -> None:
    draft = sample_draft(build_district().district)
    part = draft.parts.all()[0]
    with pytest.raises(StillNeeded, match="Move or remove that criterion first"):
        remove_piece(by=BUILDER, piece=part)
    assert draft.parts.filter(pk=part.pk).exists()


def test_a_part_without_criteria_goes_with_its_prompts_and_the_row_keeps_them() -> None:
    draft = sample_draft(build_district().district)
    part = draft.parts.all()[0]
    part.criteria.all().delete()
    title = part.prompts.get().title
    remove_piece(by=BUILDER, piece=part)
    row = AuditEntry.objects.get(subject_uid=part.uid, verb="remove submission part")
    assert row.before is not None
    assert [prompt["title"] for prompt in row.before["prompts"]] == [title]
    assert Prompt.objects.filter(part__version=draft, part__kind="overview").count() == 0


def test_the_second_editor_of_a_piece_is_told_and_overwrites_nothing() -> None:
    draft = three_components()
    piece = draft.components.get(name="One")
    edit_piece(by=BUILDER, piece=piece, values={"text": "First."}, started_from=1)
    with pytest.raises(EditConflict):
        edit_piece(by=BUILDER, piece=piece, values={"text": "Second."}, started_from=1)
    assert draft.components.get(name="One").text == "First."


def test_a_piece_that_does_not_fit_is_refused() -> None:
    part = sample_draft(build_district().district).parts.all()[0]
    prompt = Prompt(part=part, title="Why", text="Why?", minimum_words=200, maximum_words=100)
    with pytest.raises(ValidationError, match="fewest words"):
        add_piece(by=BUILDER, piece=prompt)
    assert part.prompts.count() == 1


def test_pieces_of_a_published_version_stay_as_they_are() -> None:
    published = sample_published(build_district().district)
    before = names(published)
    piece = published.components.all()[0]
    with pytest.raises(VersionIsFrozen):
        add_piece(by=BUILDER, piece=MethodComponent(version=published, name="New", text="Do it."))
    with pytest.raises(VersionIsFrozen):
        edit_piece(by=BUILDER, piece=piece, values={"name": "New"}, started_from=piece.revision)
    with pytest.raises(VersionIsFrozen):
        move_piece(by=BUILDER, piece=piece, direction=Direction.DOWN)
    with pytest.raises(VersionIsFrozen):
        remove_piece(by=BUILDER, piece=piece)
    assert names(published) == before
