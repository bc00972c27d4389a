"""Adding, changing, sharing and shipping items of the library."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.builders import BUILDER, District, build_district
from tests.library.builders import memo_fields, study_at, study_fields
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.library import uses
from waypost.library.actions import (
    ItemInUse,
    add_item,
    edit_item,
    put_back_item,
    share_item,
    ship_studies,
    take_out_item,
)
from waypost.library.models import LibraryItem
from waypost.library.rules import Audience
from waypost.library.shipped import shipped_studies
from waypost.library.tasks import ship_the_studies
from waypost.library.uses import Use

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def cited() -> Iterator[None]:
    """Something cites every item."""
    uses.register("test", lambda _viewer, _item: [Use("A link", "A theory", "/")])
    yield
    del uses._finders["test"]


def test_what_is_added_is_a_draft_with_its_tags_and_a_row(tree: District) -> None:
    item = add_item(by=BUILDER, organization=tree.district, fields=study_fields("Pairs", "peers", "time"))
    assert (item.audience, item.version) == ("draft", 1)
    assert [tag.word for tag in item.tags.all()] == ["peers", "time"]
    assert AuditEntry.objects.get(subject_uid=item.uid).verb == "add study"


def test_a_memo_is_experience_that_no_comparison_tested(tree: District) -> None:
    memo = add_item(by=BUILDER, organization=tree.district, fields=memo_fields())
    assert (memo.kind, memo.found, memo.strength) == ("memo", "describes", "reasoned")
    assert (memo.motivations, memo.outcomes) == ("Workshops changed little.", "Two in three earned a credential.")


def test_an_edit_saves_what_differs_and_says_so_in_its_row(tree: District) -> None:
    item = study_at(tree.district)
    changed = replace(study_fields(), size="105 teachers", tags=("coaching",))
    edit_item(by=BUILDER, item=item, started_from=item.version, fields=changed)
    item.refresh_from_db()
    row = AuditEntry.objects.filter(subject_uid=item.uid).latest("pk")
    assert (row.before, row.after) == (
        {"size": "", "tags": ["peers"]},
        {"size": "105 teachers", "tags": ["coaching"]},
    )
    assert [tag.word for tag in item.tags.all()] == ["coaching"]


def test_two_people_at_once_lose_nothing(tree: District) -> None:
    item = study_at(tree.district)
    edit_item(by=BUILDER, item=item, started_from=2, fields=replace(study_fields(), size="One"))
    with pytest.raises(EditConflict):
        edit_item(by=BUILDER, item=item, started_from=2, fields=replace(study_fields(), size="Two"))
    item.refresh_from_db()
    assert item.size == "One"


def test_an_item_is_taken_out_and_put_back_once(tree: District) -> None:
    item = study_at(tree.district)
    take_out_item(by=BUILDER, item=item)
    assert take_out_item(by=BUILDER, item=item).taken_out_at is not None
    assert put_back_item(by=BUILDER, item=item).taken_out_at is None
    verbs = AuditEntry.objects.filter(subject_uid=item.uid).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["take out", "put back"]


def test_what_something_cites_stays_readable(tree: District, cited: None) -> None:
    item = study_at(tree.district)
    with pytest.raises(ItemInUse):
        take_out_item(by=BUILDER, item=item)
    with pytest.raises(ItemInUse):
        share_item(by=BUILDER, item=item, audience=Audience.DRAFT)
    item.refresh_from_db()
    assert (item.taken_out_at, item.audience) == (None, "branch")
    assert share_item(by=BUILDER, item=item, audience=Audience.EVERYONE).audience == "everyone"


def test_studies_are_shipped_once_and_for_everyone() -> None:
    assert ship_studies(by=BUILDER) == len(shipped_studies())
    assert ship_studies(by=BUILDER) == 0
    shipped = LibraryItem.objects.exclude(shipped_key="")
    assert {(item.audience, item.organization) for item in shipped} == {("everyone", None)}
    assert shipped.filter(checked="").count() == 0


def test_a_study_that_reads_otherwise_is_brought_up_to_date() -> None:
    ship_the_studies()
    LibraryItem.objects.filter(shipped_key="yoon-2007").update(claim="Something else.")
    assert ship_studies(by=BUILDER) == 1
    assert LibraryItem.objects.get(shipped_key="yoon-2007").claim.startswith("In the few rigorous studies")
