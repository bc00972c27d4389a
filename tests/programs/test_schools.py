"""They see their branch and no other, also after somebody changed schools (OP1): reach follows where they teach."""

import pytest
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed, educator_at, invited
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role, grant_role
from waypost.people.events import SchoolsChanged
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort, leave_cohort
from waypost.programs.actions.schools import move_members
from waypost.programs.models import CohortMember
from waypost.programs.rules.periods import school_today
from waypost.submissions.actions.enroll import enroll
from waypost.submissions.queries.participation import participation

MOVED_ON = "Moved on."


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def member(programmed: Programmed) -> CohortMember:
    """Dana teaches at Cedar Elementary and works on a micro-credential."""
    made = invited(programmed.cohort, educator_at(programmed.tree.cedar))
    enroll(by=made.person, member=made, micro_credential=programmed.version.micro_credential)
    return made


def teach(who: Person, school: Organization) -> None:
    grant_role(by=BUILDER, person=who, role=Role.EDUCATOR, organization=school)


def stop_teaching(who: Person, school: Organization) -> None:
    end_role(by=BUILDER, assignment=current_roles(who).get(role=Role.EDUCATOR, organization=school), why=MOVED_ON)


def seen_by_the_principal_of(school: Organization) -> list[str]:
    principal = person(f"Principal {school.name}", Role.PRINCIPAL, school)
    return [row["educator"] for row in participation(principal)]


@pytest.mark.parametrize(
    ("last", "teaches_at", "today"),
    [("Cedar", ["Cedar"], "Cedar"), ("Cedar", ["Juniper"], "Juniper"), ("Cedar", ["Juniper", "Cedar"], "Cedar"),
     ("Cedar", [], "Cedar")],
)  # fmt: skip
def test_the_last_school_stays_while_they_teach_there_or_nowhere(last: str, teaches_at: list[str], today: str) -> None:
    assert school_today(last, teaches_at) == today


def test_who_changes_schools_is_seen_by_the_new_principal_and_no_more_by_the_old(
    programmed: Programmed, member: CohortMember
) -> None:
    teach(member.person, programmed.tree.juniper)
    stop_teaching(member.person, programmed.tree.cedar)
    assert seen_by_the_principal_of(programmed.tree.juniper) == ["Dana Ruiz"]
    assert seen_by_the_principal_of(programmed.tree.cedar) == []


def test_it_is_the_same_where_the_old_role_ends_before_the_new_one_begins(
    programmed: Programmed, member: CohortMember
) -> None:
    stop_teaching(member.person, programmed.tree.cedar)
    teach(member.person, programmed.tree.juniper)
    member.refresh_from_db()
    assert member.organization == programmed.tree.juniper
    row = AuditEntry.objects.get(verb="move to another school", subject_uid=member.uid)
    assert (row.before, row.after) == ({"school": "cedar-elementary"}, {"school": "juniper-middle"})


def test_who_teaches_at_two_schools_counts_with_the_one_they_were_invited_from(
    programmed: Programmed, member: CohortMember
) -> None:
    teach(member.person, programmed.tree.juniper)
    member.refresh_from_db()
    assert member.organization == programmed.tree.cedar


def test_who_moves_to_another_district_shows_nothing_to_it(programmed: Programmed, member: CohortMember) -> None:
    teach(member.person, programmed.tree.other_school)
    stop_teaching(member.person, programmed.tree.cedar)
    assert seen_by_the_principal_of(programmed.tree.other_school) == []
    member.refresh_from_db()
    assert member.organization == programmed.tree.cedar


def test_another_role_than_that_of_an_educator_moves_nobody(programmed: Programmed, member: CohortMember) -> None:
    grant_role(by=BUILDER, person=member.person, role=Role.COACH, organization=programmed.tree.juniper)
    stop_teaching(member.person, programmed.tree.cedar)
    member.refresh_from_db()
    assert member.organization == programmed.tree.cedar


@pytest.mark.parametrize(
    ("day", "school"), [("2027-04-30T20:00Z", "juniper-middle"), ("2027-05-01T20:00Z", "cedar-elementary")]
)
def test_a_cohort_that_is_over_keeps_the_school_of_its_year(
    programmed: Programmed, member: CohortMember, frozen_clock: Traveller, day: str, school: str
) -> None:
    frozen_clock.move_to(day)
    teach(member.person, programmed.tree.juniper)
    stop_teaching(member.person, programmed.tree.cedar)
    member.refresh_from_db()
    assert member.organization.slug == school


def test_the_new_principal_sees_nothing_of_a_finished_year_and_the_old_one_still_does(
    programmed: Programmed, member: CohortMember, frozen_clock: Traveller
) -> None:
    frozen_clock.move_to("2027-05-01T20:00Z")
    teach(member.person, programmed.tree.juniper)
    stop_teaching(member.person, programmed.tree.cedar)
    assert seen_by_the_principal_of(programmed.tree.juniper) == []
    assert seen_by_the_principal_of(programmed.tree.cedar) == ["Dana Ruiz"]


def test_who_left_a_cohort_stays_with_the_school_where_they_left_it(
    programmed: Programmed, member: CohortMember
) -> None:
    leave_cohort(by=programmed.lead, member=member, why=MOVED_ON)
    teach(member.person, programmed.tree.juniper)
    stop_teaching(member.person, programmed.tree.cedar)
    member.refresh_from_db()
    assert member.organization == programmed.tree.cedar
    assert not AuditEntry.objects.filter(verb="move to another school").exists()


@pytest.mark.parametrize("number", [1, 6])
def test_however_many_move_it_takes_as_many_statements(
    programmed: Programmed, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    roles = [educator_at(programmed.tree.cedar, f"Educator {place}") for place in range(number)]
    members = invite_to_cohort(by=BUILDER, cohort=programmed.cohort, educators=roles)
    RoleAssignment.objects.filter(role=Role.EDUCATOR).update(organization=programmed.tree.juniper)
    with django_assert_num_queries(4):
        move_members(SchoolsChanged(tuple(role.person for role in roles)))
    moved = CohortMember.objects.filter(organization=programmed.tree.juniper)
    assert set(moved) == set(members)
    assert AuditEntry.objects.filter(verb="move to another school").count() == number


def test_who_comes_back_to_a_cohort_counts_with_the_school_of_the_new_invitation(
    programmed: Programmed, member: CohortMember
) -> None:
    teach(member.person, programmed.tree.juniper)
    leave_cohort(by=programmed.lead, member=member, why=MOVED_ON)
    there = current_roles(member.person).get(organization=programmed.tree.juniper)
    assert invited(programmed.cohort, there).organization == programmed.tree.juniper
