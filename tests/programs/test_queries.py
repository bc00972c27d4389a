"""Who sees which programs, cohorts and members."""

import pytest

from tests.builders import BUILDER, organization, person
from tests.programs.builders import SPRING, Programmed, build_programmed, educator_at, invited
from waypost.common.actors import Public, System
from waypost.people.actions.people import grant_role
from waypost.people.rules import OrganizationKind, Role
from waypost.programs.actions.cohorts import leave_cohort, open_cohort
from waypost.programs.queries.cohorts import (
    cohorts_in_numbers,
    cohorts_of_branch,
    educators_to_invite,
    members_of_branch,
    memberships,
)
from waypost.programs.queries.programs import MANAGE, activities_to_serve, may_start, programs, programs_in_numbers


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def test_the_lead_sees_the_programs_of_their_branch(programmed: Programmed) -> None:
    assert list(programs(programmed.lead)) == [programmed.program]
    assert list(programs(System("a test"))) == [programmed.program]


def test_a_teammate_reads_a_program_and_cannot_manage_it(programmed: Programmed) -> None:
    member = person("Committee Member", Role.COMMITTEE_MEMBER, programmed.tree.district)
    assert list(programs(member)) == [programmed.program]
    assert not may_start(member)
    assert list(programs(member, MANAGE)) == []


def test_a_stranger_sees_no_program_no_cohort_and_nobody_in_it(programmed: Programmed) -> None:
    invited(programmed.cohort, educator_at(programmed.tree.cedar))
    stranger = person("Stranger", Role.PROGRAM_LEAD, programmed.tree.other_district)
    assert list(programs(stranger)) == []
    assert list(cohorts_of_branch(stranger)) == []
    assert list(members_of_branch(stranger)) == []
    assert list(activities_to_serve(stranger)) == []
    assert list(programs(Public())) == []


def test_an_educator_finds_their_own_cohorts_and_no_other(programmed: Programmed) -> None:
    dana = educator_at(programmed.tree.cedar)
    teammate = educator_at(programmed.tree.cedar, "Luis Ferrer")
    member = invited(programmed.cohort, dana)
    assert list(memberships(dana.person)) == [member]
    assert list(memberships(teammate.person)) == []


def test_educators_to_invite_are_those_of_the_branch_who_are_not_in_yet(programmed: Programmed) -> None:
    inside = educator_at(programmed.tree.cedar, "Already In")
    invited(programmed.cohort, inside)
    dana = educator_at(programmed.tree.cedar)
    luis = educator_at(programmed.tree.juniper, "Luis Ferrer")
    educator_at(programmed.tree.other_school, "Far Away")
    everyone = educators_to_invite(programmed.cohort, school=None, name="")
    assert list(everyone) == [dana, luis]
    at_juniper = educators_to_invite(programmed.cohort, school=programmed.tree.juniper, name="")
    assert list(at_juniper) == [luis]
    named = educators_to_invite(programmed.cohort, school=None, name="dana")
    assert list(named) == [dana]


def test_an_educator_of_a_school_and_its_departments_is_found_once_and_of_two_schools_twice(
    programmed: Programmed,
) -> None:
    cedar, juniper = programmed.tree.cedar, programmed.tree.juniper
    math, music = (organization(OrganizationKind.DEPARTMENT, name, cedar) for name in ("Math", "Music"))
    in_both = educator_at(math, "Ana Both")
    at_school = grant_role(by=BUILDER, person=in_both.person, role=Role.EDUCATOR, organization=cedar)
    twice = educator_at(math, "Bo Twice")
    grant_role(by=BUILDER, person=twice.person, role=Role.EDUCATOR, organization=music)
    at_juniper = grant_role(by=BUILDER, person=twice.person, role=Role.EDUCATOR, organization=juniper)
    assert list(educators_to_invite(programmed.cohort, school=None, name="")) == [at_school, twice, at_juniper]


def test_counts_leave_out_who_left(programmed: Programmed) -> None:
    dana, luis = (invited(programmed.cohort, educator_at(programmed.tree.cedar, name)) for name in ("Dana", "Luis"))
    leave_cohort(by=programmed.lead, member=dana, why="Moved away")
    assert [shown for _, shown in programs_in_numbers(programmed.lead)] == [1]
    assert cohorts_in_numbers(programmed.lead, programmed.program) == [(luis.cohort, 1)]


def test_an_educator_in_two_cohorts_is_one_educator_of_the_program(programmed: Programmed) -> None:
    dana, luis = educator_at(programmed.tree.cedar), educator_at(programmed.tree.cedar, "Luis Ferrer")
    second = open_cohort(by=programmed.lead, program=programmed.program, name="Cohort B", **SPRING)
    for cohort, educator in ((programmed.cohort, dana), (second, dana), (second, luis)):
        invited(cohort, educator)
    assert programs_in_numbers(programmed.lead) == [(programmed.program, 2)]
