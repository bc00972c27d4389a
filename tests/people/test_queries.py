"""Who reaches which branch of the tree."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders import build_district, organization, person
from waypost.common.actors import Public, System
from waypost.people.actions.people import end_role
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import branches, current_roles, holds, may, organizations, roles_of
from waypost.people.remembered import remembering
from waypost.people.rules import OrganizationKind, Role

pytestmark = pytest.mark.django_db
READ = Permission.PLANS_PLAN_READ


def test_a_role_reaches_its_own_branch_and_no_other() -> None:
    tree = build_district()
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    assert list(organizations(lead, READ)) == [tree.district, tree.cedar, tree.juniper]


def test_state_staff_reach_every_district_below() -> None:
    tree = build_district()
    staff = person("State Staff", Role.STATE_STAFF, tree.state)
    assert set(organizations(staff, READ)) == set(Organization.objects.all())


def test_a_role_at_a_school_does_not_reach_its_district() -> None:
    tree = build_district()
    lead = person("School Lead", Role.PROGRAM_LEAD, tree.cedar)
    assert not may(lead, READ, tree.district)
    assert may(lead, READ, tree.cedar)
    assert not may(lead, READ, tree.juniper)


def test_a_role_without_the_permission_reaches_nothing() -> None:
    tree = build_district()
    educator = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    assert not holds(educator, READ)
    assert list(organizations(educator, READ)) == []


def test_the_public_sees_nothing_and_the_system_everything() -> None:
    tree = build_district()
    assert list(organizations(Public(), READ)) == []
    assert tree.other_school in organizations(System("a test"), READ)


def test_an_ended_role_reaches_nothing() -> None:
    tree = build_district()
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    end_role(by=lead, assignment=current_roles(lead).get(), why="moved on")
    assert list(organizations(lead, READ)) == []


def test_the_last_sibling_of_a_full_step_keeps_its_branch_apart() -> None:
    tree = build_district()
    schools = [organization(OrganizationKind.SCHOOL, f"School {n}", tree.district) for n in range(40)]
    lead = person("Last Lead", Role.PROGRAM_LEAD, schools[-1])
    assert list(organizations(lead, READ)) == [schools[-1]]


def test_a_page_that_only_reads_asks_for_roles_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tree = build_district()
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    with remembering(), django_assert_num_queries(1):
        assert branches(lead, Permission.PEOPLE_PERSON_READ) == [tree.district]
        assert roles_of(lead) == {Role.PROGRAM_LEAD}


def test_whoever_lost_a_role_has_lost_it_at_the_next_look() -> None:
    tree = build_district()
    lead, admin = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district), System("end of the year")
    assert roles_of(lead) == {Role.PROGRAM_LEAD}
    end_role(by=admin, assignment=current_roles(lead).get(), why="Moved.")
    assert roles_of(lead) == frozenset()
