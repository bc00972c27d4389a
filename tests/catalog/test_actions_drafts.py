"""Drafts: what is published is never changed, and two editors lose nothing."""

import pytest
from django.core.exceptions import ValidationError

from tests.builders import BUILDER, build_district, person
from tests.catalog.builders import sample_draft, sample_published
from waypost.catalog.actions.drafts import (
    VersionIsFrozen,
    create_micro_credential,
    edit_draft,
    start_draft,
)
from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.queries import version
from waypost.catalog.rules import VersionState
from waypost.common.actors import System
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
TEST = System("a test")


def words(of: MicroCredentialVersion) -> list[object]:
    """Everything that a version says, without its identities."""
    read = version(TEST, of.uid)
    kinds = ("components", "research_sources", "resources", "time_steps", "alignments")
    parts = [
        (p.content(), [q.content() for q in p.prompts.all()], [i.content() for i in p.evidence_items.all()])
        for p in read.parts.all()
    ]
    rubric = [
        (c.content(), str(c.part), str(c.prompt), str(c.evidence_item), {d.level: d.text for d in c.descriptors.all()})
        for c in read.criteria.all()
    ]
    tags = [tag.text for tag in read.tags.all()]
    return [
        read.content(),
        [[piece.content() for piece in getattr(read, kind).all()] for kind in kinds],
        parts,
        rubric,
        tags,
    ]


def test_a_new_micro_credential_begins_with_a_draft_and_names_its_issuer() -> None:
    tree = build_district()
    editor = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    draft = create_micro_credential(by=editor, organization=tree.district, slug="wait-time", title="Wait time")
    assert (draft.number, draft.state, draft.micro_credential.organization) == (1, VersionState.DRAFT, tree.district)
    row = AuditEntry.objects.get(subject_uid=draft.micro_credential.uid)
    assert (row.actor, row.verb) == (editor.audit_id, "create micro-credential")
    assert row.after == {"slug": "wait-time", "title": "Wait time", "organization": "cedar-valley"}


def test_a_slug_that_is_taken_is_refused_and_nothing_is_saved() -> None:
    tree = build_district()
    sample_draft(tree.district)
    with pytest.raises(ValidationError, match="already exists"):
        create_micro_credential(by=BUILDER, organization=tree.district, slug="formative-assessment", title="Again")
    assert MicroCredential.objects.count() == 1


def test_a_new_draft_says_what_the_published_version_says_rubric_included() -> None:
    published = sample_published(build_district().district)
    draft = start_draft(by=BUILDER, micro_credential=published.micro_credential)
    assert words(draft) == words(published)
    assert (draft.number, draft.state, draft.published_at) == (2, VersionState.DRAFT, None)


def test_editing_the_new_draft_leaves_the_published_version_as_it_was() -> None:
    published = sample_published(build_district().district)
    before = words(published)
    draft = start_draft(by=BUILDER, micro_credential=published.micro_credential)
    edit_draft(by=BUILDER, draft=draft, values={"competency": "Something else."}, started_from=draft.revision)
    draft.components.all().delete()
    assert words(published) == before


def test_starting_a_draft_twice_opens_the_same_draft() -> None:
    published = sample_published(build_district().district)
    first = start_draft(by=BUILDER, micro_credential=published.micro_credential)
    assert start_draft(by=BUILDER, micro_credential=published.micro_credential) == first


def test_a_published_version_cannot_be_edited_and_stays_as_it_was() -> None:
    published = sample_published(build_district().district)
    before = words(published)
    with pytest.raises(VersionIsFrozen, match="Start a new draft to change it"):
        edit_draft(by=BUILDER, draft=published, values={"title": "New"}, started_from=published.revision)
    with pytest.raises(VersionIsFrozen):
        edit_draft(by=BUILDER, draft=published, values={}, started_from=published.revision, tags=["new"])
    assert words(published) == before


def test_the_second_of_two_editors_is_told_and_overwrites_nothing() -> None:
    draft = sample_draft(build_district().district)
    edit_draft(by=BUILDER, draft=draft, values={"summary": "First."}, started_from=draft.revision)
    with pytest.raises(EditConflict) as conflict:
        edit_draft(by=BUILDER, draft=draft, values={"summary": "Second."}, started_from=draft.revision)
    assert conflict.value.current == draft
    assert version(TEST, draft.uid).summary == "First."


def test_an_edit_leaves_before_and_after_of_only_what_changed() -> None:
    draft = sample_draft(build_district().district)
    values = {"title": draft.title, "estimated_hours": 15}
    edit_draft(by=BUILDER, draft=draft, values=values, started_from=draft.revision)
    row = AuditEntry.objects.filter(subject_uid=draft.uid, verb="edit draft").latest("pk")
    assert (row.before, row.after) == ({"estimated_hours": "12.0"}, {"estimated_hours": 15})


def test_saving_what_stands_already_changes_nothing() -> None:
    draft = sample_draft(build_district().district)
    rows = AuditEntry.objects.count()
    edit_draft(by=BUILDER, draft=draft, values={"title": draft.title}, started_from=draft.revision)
    assert AuditEntry.objects.count() == rows
    assert version(TEST, draft.uid).revision == draft.revision


def test_a_field_that_is_no_content_cannot_be_set() -> None:
    draft = sample_draft(build_district().district)
    with pytest.raises(KeyError, match="state"):
        edit_draft(by=BUILDER, draft=draft, values={"state": "published"}, started_from=draft.revision)


def test_weeks_out_of_order_are_refused() -> None:
    draft = sample_draft(build_district().district)
    with pytest.raises(ValidationError, match="fewest weeks"):
        edit_draft(by=BUILDER, draft=draft, values={"minimum_weeks": 9}, started_from=draft.revision)
    assert version(TEST, draft.uid).minimum_weeks == 4


def test_tags_are_kept_in_lower_case_and_once_each() -> None:
    draft = sample_draft(build_district().district)
    tags = ["Math", " math ", "Early  grades", ""]
    edit_draft(by=BUILDER, draft=draft, values={}, started_from=draft.revision, tags=tags)
    assert [tag.text for tag in version(TEST, draft.uid).tags.all()] == ["early grades", "math"]


def test_tags_alone_move_the_draft_on_and_tags_that_stand_do_not() -> None:
    draft = sample_draft(build_district().district)
    tags = [tag.text for tag in draft.tags.all()]
    edit_draft(by=BUILDER, draft=draft, values={}, started_from=draft.revision, tags=tags)
    assert version(TEST, draft.uid).revision == draft.revision
    edit_draft(by=BUILDER, draft=draft, values={"title": "New"}, started_from=draft.revision, tags=["math"])
    assert version(TEST, draft.uid).revision == draft.revision + 1
    with pytest.raises(EditConflict):
        edit_draft(by=BUILDER, draft=draft, values={}, started_from=draft.revision, tags=tags)
    assert [tag.text for tag in version(TEST, draft.uid).tags.all()] == ["math"]
