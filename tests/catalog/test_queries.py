"""Who reads what, and what a search finds."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders import BUILDER, build_district, person
from tests.catalog.builders import SAMPLES, sample_draft, sample_published
from waypost.catalog.actions.drafts import edit_draft, start_draft
from waypost.catalog.actions.publication import publish_version, retire_version
from waypost.catalog.actions.samples import import_stack
from waypost.catalog.models import MethodComponent, MicroCredentialVersion
from waypost.catalog.queries import (
    CatalogSearch,
    StackPlace,
    issuers,
    issuing_organizations,
    micro_credentials_to_edit,
    numbered_version,
    piece_to_edit,
    places_in_stacks,
    published_version,
    search_catalog,
    stacks,
    tags_in_use,
    version_to_edit,
)
from waypost.catalog.rules import HoursRange
from waypost.catalog.sample_content import load_stacks
from waypost.common.actors import Public, System
from waypost.people.rules import Role
from waypost.people.viewers import Viewer

pytestmark = pytest.mark.django_db
SLUG = "formative-assessment"


def titles(search: CatalogSearch, viewer: Viewer | None = None) -> list[str]:
    return [version.title for version in search_catalog(viewer or Public(), search)]


def test_a_draft_is_read_by_editors_of_the_issuing_branch_and_by_nobody_else() -> None:
    tree = build_district()
    draft = sample_draft(tree.district)
    owner = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    above = person("State Editor", Role.CATALOG_EDITOR, tree.state)
    teammate = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    below = person("School Editor", Role.CATALOG_EDITOR, tree.cedar)
    stranger = person("Other Editor", Role.CATALOG_EDITOR, tree.other_district)
    for viewer in (owner, above, System("a test")):
        assert numbered_version(viewer, SLUG, 1) == draft
        assert version_to_edit(viewer, draft.uid) == draft
    for outsider in (teammate, below, stranger, Public()):
        with pytest.raises(MicroCredentialVersion.DoesNotExist):
            numbered_version(outsider, SLUG, 1)
        with pytest.raises(MicroCredentialVersion.DoesNotExist):
            version_to_edit(outsider, draft.uid)


def test_a_published_version_is_read_by_all_and_edited_by_its_branch_only() -> None:
    tree = build_district()
    version = sample_published(tree.district)
    stranger = person("Other Editor", Role.CATALOG_EDITOR, tree.other_district)
    assert published_version(Public(), SLUG) == version
    assert published_version(stranger, SLUG) == version
    assert list(micro_credentials_to_edit(stranger)) == []
    piece = version.components.all()[0]
    with pytest.raises(MethodComponent.DoesNotExist):
        piece_to_edit(stranger, MethodComponent, piece.uid)


def test_the_catalog_lists_published_versions_by_title_and_no_drafts_even_for_editors() -> None:
    tree = build_district()
    for slug in ("family-engagement", SLUG):
        sample_published(tree.district, slug)
    sample_draft(tree.district, "data-use-in-teams")
    editor = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    listed = sorted(SAMPLES[slug].title for slug in ("family-engagement", SLUG))
    assert titles(CatalogSearch(), editor) == listed
    assert titles(CatalogSearch()) == listed


def test_each_word_is_looked_for_in_title_competency_and_tags_whatever_its_case() -> None:
    tree = build_district()
    for slug in ("family-engagement", SLUG):
        sample_published(tree.district, slug)
    assert titles(CatalogSearch(text="UNDERSTANDING checking")) == ["Checking for Understanding"]
    assert titles(CatalogSearch(text="student thinking")) == ["Checking for Understanding"]
    assert titles(CatalogSearch(text="understanding zebra")) == []
    assert titles(CatalogSearch(text="%")) == []


def test_the_catalog_narrows_by_tag_issuer_and_hours() -> None:
    tree = build_district()
    sample_published(tree.district)
    sample_published(tree.other_district, "family-engagement")
    family = SAMPLES["family-engagement"].title
    assert titles(CatalogSearch(tag="student thinking")) == ["Checking for Understanding"]
    assert titles(CatalogSearch(issuer="stony-brook")) == [family]
    assert "Checking for Understanding" in titles(CatalogSearch(hours=HoursRange.MEDIUM))
    assert titles(CatalogSearch(hours=HoursRange.LONG)) == []
    assert [organization.slug for organization in issuers(Public())] == ["cedar-valley", "stony-brook"]


def test_the_bounds_of_hours_leave_no_gap() -> None:
    draft = sample_draft(build_district().district)
    ranges = {}
    for hours in (10, 11, 20, 21):
        edit_draft(by=BUILDER, draft=draft, values={"estimated_hours": hours}, started_from=draft.revision)
        draft.refresh_from_db()
        MicroCredentialVersion.objects.filter(pk=draft.pk).update(state="published", published_at=draft.created_at)
        ranges[hours] = [kind for kind in HoursRange if titles(CatalogSearch(hours=kind))]
        MicroCredentialVersion.objects.filter(pk=draft.pk).update(state="draft", published_at=None)
    short, medium, long = HoursRange
    assert ranges == {10: [short], 11: [medium], 20: [medium], 21: [long]}


def test_tags_of_retired_versions_and_drafts_are_not_offered() -> None:
    tree = build_district()
    first = sample_published(tree.district)
    sample_draft(tree.district, "family-engagement")
    assert tags_in_use(Public()) == sorted(SAMPLES[SLUG].tags)
    retire_version(by=BUILDER, version=first, why="A pause.")
    assert tags_in_use(Public()) == []


def test_an_editor_writes_for_their_district_and_not_for_its_schools() -> None:
    tree = build_district()
    editor = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    assert list(issuing_organizations(editor)) == [tree.district]
    assert list(issuing_organizations(person("Dana Ruiz", Role.EDUCATOR, tree.cedar))) == []


def test_a_stack_counts_published_members_and_is_hidden_from_the_public_while_it_has_none() -> None:
    tree = build_district()
    drafts = [sample_draft(tree.district, slug) for slug in SAMPLES]
    sample = load_stacks()[0]
    stack = import_stack(by=BUILDER, organization=tree.district, sample=sample)
    editor = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    assert list(stacks(Public())) == []
    assert list(stacks(editor)) == [stack]
    for draft in drafts[:1] + [draft for draft in drafts if draft.micro_credential.slug == SLUG]:
        publish_version(by=BUILDER, draft=draft)
    again = start_draft(by=BUILDER, micro_credential=published_version(Public(), SLUG).micro_credential)
    publish_version(by=BUILDER, draft=again, change_note="Again.")
    assert list(stacks(Public())) == [stack]
    place = StackPlace(stack, sample.members.index(SLUG) + 1, 1)
    assert places_in_stacks(Public(), again.micro_credential) == [place]


def test_reading_a_whole_version_takes_the_same_number_of_queries_whatever_it_holds(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = sample_published(build_district().district)
    with django_assert_num_queries(12):
        numbered_version(Public(), SLUG, 1)
    MicroCredentialVersion.objects.filter(pk=version.pk).update(state="draft", published_at=None)
    for number in range(20):
        version.components.create(position=number + 9, name="More", text="More.")
        version.parts.all()[0].prompts.create(
            position=number + 9, title="More", text="More?", minimum_words=1, maximum_words=2
        )
    with django_assert_num_queries(12):
        numbered_version(System("a test"), SLUG, 1)
