"""Publishing and retiring: gated by the checklist, and nothing that was read or begun is broken."""

import pytest

from tests.builders import BUILDER, build_district, person
from tests.catalog.builders import sample_draft, sample_published
from tests.conftest import FROZEN
from waypost.catalog.actions.drafts import VersionIsFrozen, start_draft
from waypost.catalog.actions.publication import (
    ChangeNoteMissing,
    NotReadyToPublish,
    publish_version,
    retire_version,
)
from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.queries import newest_readable_version, numbered_version, published_version
from waypost.catalog.rules import Section, VersionState
from waypost.common.actors import Public
from waypost.common.models import AuditEntry
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
SLUG = "formative-assessment"


def test_a_complete_draft_is_published_by_a_person_at_an_instant() -> None:
    tree = build_district()
    editor = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    publish_version(by=editor, draft=sample_draft(tree.district))
    version = published_version(Public(), SLUG)
    assert (version.number, version.published_at, version.published_by) == (1, FROZEN, editor)


def test_publication_is_refused_with_what_is_missing_and_where_to_mend_it() -> None:
    draft = sample_draft(build_district().district)
    draft.resources.all().delete()
    draft.tags.all().delete()
    with pytest.raises(NotReadyToPublish) as refusal:
        publish_version(by=BUILDER, draft=draft)
    assert [(check.section, check.sentence) for check in refusal.value.missing] == [
        (Section.ABOUT, "Add at least one tag, so that people find it."),
        (Section.RESOURCES, "Add at least one resource and how to use it."),
    ]
    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == (VersionState.DRAFT, None)


def test_a_new_version_closes_the_one_before_which_stays_readable() -> None:
    first = sample_published(build_district().district)
    draft = start_draft(by=BUILDER, micro_credential=first.micro_credential)
    second = publish_version(by=BUILDER, draft=draft, change_note="Word limits are wider.")
    assert published_version(Public(), SLUG) == second
    earlier = numbered_version(Public(), SLUG, 1)
    assert (earlier.state, earlier.retired_at, earlier.competency) == (VersionState.RETIRED, FROZEN, first.competency)


def test_a_later_version_says_what_changed() -> None:
    first = sample_published(build_district().district)
    draft = start_draft(by=BUILDER, micro_credential=first.micro_credential)
    with pytest.raises(ChangeNoteMissing):
        publish_version(by=BUILDER, draft=draft, change_note="  ")
    assert published_version(Public(), SLUG) == first


def test_publishing_twice_is_refused() -> None:
    published = sample_published(build_district().district)
    with pytest.raises(VersionIsFrozen):
        publish_version(by=BUILDER, draft=published)
    assert AuditEntry.objects.filter(verb="publish version").count() == 1


def test_what_is_retired_takes_no_enrollment_and_stays_readable() -> None:
    published = sample_published(build_district().district)
    retire_version(by=BUILDER, version=published, why="A new framework.")
    with pytest.raises(MicroCredentialVersion.DoesNotExist):
        published_version(Public(), SLUG)
    assert newest_readable_version(Public(), SLUG) == published
    row = AuditEntry.objects.get(verb="retire version")
    assert (row.subject_uid, row.why) == (published.uid, "A new framework.")


def test_retiring_twice_or_retiring_a_draft_changes_nothing() -> None:
    tree = build_district()
    published = sample_published(tree.district)
    draft = start_draft(by=BUILDER, micro_credential=published.micro_credential)
    for _ in range(2):
        retire_version(by=BUILDER, version=published, why="A new framework.")
    retire_version(by=BUILDER, version=draft, why="No.")
    assert AuditEntry.objects.filter(verb="retire version").count() == 1
    assert MicroCredentialVersion.objects.get(pk=draft.pk).state == VersionState.DRAFT


def test_what_is_retired_comes_back_as_a_new_version() -> None:
    published = sample_published(build_district().district)
    retire_version(by=BUILDER, version=published, why="A pause.")
    draft = start_draft(by=BUILDER, micro_credential=published.micro_credential)
    again = publish_version(by=BUILDER, draft=draft, change_note="It is open again.")
    assert published_version(Public(), SLUG) == again
    assert again.number == 2
