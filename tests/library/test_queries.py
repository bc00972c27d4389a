"""Who reads which item, and how the library is searched."""

import pytest

from tests.builders import BUILDER, District, build_district, person
from tests.library.builders import memo_at, study_at, study_fields
from waypost.common.actors import Public, System
from waypost.library.actions import add_item, share_item, ship_studies
from waypost.library.models import LibraryItem
from waypost.library.queries import found_items, items, items_to_cite, organizations_to_write_for, tags_of
from waypost.library.rules import Audience, Search
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


def titles(viewer: Person, **search: str) -> list[str]:
    return [item.title for item in found_items(viewer, Search(**search))]


def test_what_the_branch_shares_is_read_in_it_above_it_and_below_it(tree: District) -> None:
    item = study_at(tree.district)
    readers = (
        person("Lead", Role.PROGRAM_LEAD, tree.district),
        person("Principal", Role.PRINCIPAL, tree.cedar),
        person("Coach", Role.COACH, tree.cedar),
        person("State", Role.STATE_STAFF, tree.state),
    )
    assert [list(items(reader)) for reader in readers] == [[item]] * 4


def test_a_stranger_and_somebody_without_such_a_role_read_none_of_it(tree: District) -> None:
    study_at(tree.district)
    stranger = person("Stranger", Role.PROGRAM_LEAD, tree.other_district)
    educator = person("Educator", Role.EDUCATOR, tree.cedar)
    assert [list(items(viewer)) for viewer in (stranger, educator, person("Nobody"), Public())] == [[]] * 4


def test_what_is_shared_with_everyone_is_read_by_a_stranger_but_not_without_a_role(tree: District) -> None:
    item = study_at(tree.district, Audience.EVERYONE)
    stranger = person("Stranger", Role.PRINCIPAL, tree.other_school)
    assert list(items(stranger)) == [item]
    assert list(items(person("Educator", Role.EDUCATOR, tree.cedar))) == []


def test_a_draft_is_read_by_those_who_may_edit_it_alone(tree: District) -> None:
    draft = memo_at(tree.district)
    assert list(items(person("Member", Role.COMMITTEE_MEMBER, tree.district))) == [draft]
    assert list(items(person("State", Role.STATE_STAFF, tree.state))) == []
    assert list(items_to_cite(person("Lead", Role.PROGRAM_LEAD, tree.district))) == []


def test_the_system_reads_everything(tree: District) -> None:
    draft = memo_at(tree.district)
    assert list(items(System("looking"))) == [draft]


def test_every_word_has_to_be_there_in_a_text_or_a_tag(tree: District) -> None:
    lead = person("Lead", Role.PROGRAM_LEAD, tree.district)
    item = add_item(by=BUILDER, organization=tree.district, fields=study_fields("Pairs at work", "peers"))
    share_item(by=BUILDER, item=item, audience=Audience.BRANCH)
    assert titles(lead, text="pairs PEERS matched") == ["Pairs at work"]
    assert titles(lead, text="pairs money") == []


def test_filters_narrow_by_tag_kind_strength_and_finding(tree: District) -> None:
    ship_studies(by=BUILDER)
    lead = person("Lead", Role.PROGRAM_LEAD, tree.district)
    pay = titles(lead, tag="pay", found="no effect", kind="randomized trial", strength="strong")
    keys = LibraryItem.objects.filter(title__in=pay).order_by("shipped_key").values_list("shipped_key", flat=True)
    assert list(keys) == ["fryer-2013", "springer-2010", "yuan-2013"]
    assert titles(lead, tag="pay", strength="moderate") == [
        "Incentives, Selection, and Teacher Performance: Evidence from IMPACT"
    ]


def test_tags_are_those_of_what_one_may_read(tree: District) -> None:
    study_at(tree.district)
    memo_at(tree.other_district)
    assert tags_of(person("Lead", Role.PROGRAM_LEAD, tree.district)) == ["peers"]


def test_one_writes_for_ones_own_branch(tree: District) -> None:
    lead = person("Lead", Role.PROGRAM_LEAD, tree.district)
    assert set(organizations_to_write_for(lead)) == {tree.district, tree.cedar, tree.juniper}
    assert list(organizations_to_write_for(person("State", Role.STATE_STAFF, tree.state))) == []
