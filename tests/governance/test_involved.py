"""Members of committees and taskforces count among those involved in a program, and few of them are told to nobody."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, District, a_department, build_district, person
from tests.governance.committee_builders import committee_at, seat
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from waypost.governance.queries.involved import members_involved
from waypost.governance.rules.committees import VoiceKind, role_spoken_for
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.people.viewers import Viewer
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.actions.pilots import SaidLevel, say_levels
from waypost.programs.actions.representation import count_involved
from waypost.programs.models import Program
from waypost.programs.queries.representation import Comparison, comparisons
from waypost.programs.rules.representation import Dimension, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def lead(tree: District) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)


@pytest.fixture
def program(tree: District, lead: Person) -> Program:
    objective = add_objective(by=lead, plan=plan_at(tree.district), fields=ObjectiveFields(text="Run a pilot"))
    return program_at(tree.district, activity_of(objective, "Offer it", None))


def by(viewer: Viewer, program: Program, dimension: Dimension) -> Comparison:
    return next(each for each in comparisons(viewer, program) if each.dimension is dimension)


def involved(found: Comparison) -> dict[str, int | None]:
    return {group.name: group.involved for group in found.groups if group.involved != 0}


@pytest.mark.parametrize(
    ("voice", "role"),
    [
        (VoiceKind.CLASSROOM_EDUCATOR, "Educator"),
        (VoiceKind.COACH, "Coach"),
        (VoiceKind.PRINCIPAL, "Principal"),
        (VoiceKind.HUMAN_RESOURCES, "Human resources"),
        (VoiceKind.COMMUNITY, "Family or community"),
    ],
)
def test_a_voice_is_a_role_of_the_staff_or_a_group_of_its_own(voice: VoiceKind, role: str) -> None:
    assert role_spoken_for(voice.value) == role


def test_only_those_who_sit_today_are_involved_each_once(tree: District, program: Program) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    committee_at(
        tree.district,
        seat(dana.email),
        seat(""),
        seat("Ahead", starts_on=date(2027, 5, 1)),
        seat("Over", ends_on=date(2026, 12, 1)),
        seat("By Name", VoiceKind.COMMUNITY),
    )
    committee_at(tree.district, seat(dana.email), name="Taskforce")
    found = [(each.name, each.person_id, each.role) for each in members_involved(program)]
    assert set(found) == {("Dana Ruiz", dana.pk, "Educator"), ("By Name", None, "Family or community")}
    assert involved(by(BUILDER, program, Dimension.ROLE)) == {"Educator": 1}


def test_the_nearest_committee_above_counts_where_there_is_none(tree: District, program: Program) -> None:
    committee_at(tree.state, seat("From The State"), name="State committee")
    assert [each.name for each in members_involved(program)] == ["From The State"]
    committee_at(tree.district, seat("From Here"))
    assert [each.name for each in members_involved(program)] == ["From Here"]


def test_a_typed_number_counts_members_and_others_and_never_fewer_than_sit(tree: District, program: Program) -> None:
    committee_at(tree.district, *(seat(f"Teacher {number}") for number in range(3)))
    typed = [Group("Educator", 2, 20), Group("Coach", 5, 8)]
    count_involved(by=BUILDER, program=program, dimension=Dimension.ROLE, started_from=0, groups=typed)
    found = by(BUILDER, program, Dimension.ROLE)
    assert [(group.involved, group.seated, group.staff) for group in found.groups] == [(3, 3, 20), (5, 0, 8)]


def test_level_and_subject_are_those_of_the_accounts_and_the_rest_is_said(tree: District, program: Program) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, a_department(tree.cedar))
    say_levels(by=BUILDER, said=[SaidLevel(tree.cedar, None, SchoolLevel.ELEMENTARY)])
    committee_at(tree.district, seat(dana.email), seat("By Name"), seat("Neighbor", VoiceKind.COMMUNITY))
    level = by(BUILDER, program, Dimension.LEVEL)
    assert (involved(level), level.in_no_group) == ({"Elementary": 1}, 2)
    assert involved(by(BUILDER, program, Dimension.SUBJECT)) == {f"mathematics of {tree.cedar.slug}": 1}
    role = by(BUILDER, program, Dimension.ROLE)
    assert (involved(role), role.in_no_group) == ({"Educator": 2}, 1)
    experience = by(BUILDER, program, Dimension.EXPERIENCE)
    assert (experience.is_counted, experience.in_no_group) == (False, 0)


def test_who_sees_no_names_reads_of_no_few_people_on_committees(tree: District, lead: Person, program: Program) -> None:
    member = person("Committee", Role.COMMITTEE_MEMBER, tree.district)
    seats = [seat(f"Teacher {number}") for number in range(12)]
    committee_at(tree.district, *seats, seat("A Coach", VoiceKind.COACH), seat("Neighbor", VoiceKind.COMMUNITY))
    typed = [Group("Educator", None, 40), Group("Coach", None, 12), Group("Principal", None, 0)]
    count_involved(by=BUILDER, program=program, dimension=Dimension.ROLE, started_from=0, groups=typed)
    seen, shown = by(lead, program, Dimension.ROLE), by(member, program, Dimension.ROLE)
    assert [(group.involved, group.seated) for group in seen.groups] == [(12, 12), (1, 1), (0, 0)]
    assert [(group.involved, group.seated) for group in shown.groups] == [(None, 0), (None, 0), (None, 0)]
    assert (seen.in_no_group, shown.in_no_group, shown.is_left_out) == (1, None, True)
    assert [group.staff for group in shown.groups] == [40, 12, 0]


def test_the_page_says_how_many_sit_on_committees(
    tree: District, lead: Person, program: Program, client: Client
) -> None:
    committee_at(tree.district, seat("One"), seat("Two"), seat("Neighbor", VoiceKind.COMMUNITY))
    address = reverse("program_representation", args=[program.uid])
    client.force_login(lead)
    page = client.get(address).content.decode()
    assert ("2 on committees" in page, "1 person on committees and taskforces is in no group" in page) == (True, True)
    client.force_login(person("Committee", Role.COMMITTEE_MEMBER, tree.district))
    page = client.get(address).content.decode()
    assert ("left out" in page, "on committees</span>" in page, "in no group" in page) == (True, False, False)
    client.force_login(person("Stranger", Role.PROGRAM_LEAD, tree.other_district))
    assert client.get(address).status_code == 404


def test_many_members_ask_no_more_than_few(
    tree: District, lead: Person, program: Program, django_assert_num_queries: Any
) -> None:
    committee_at(tree.district, seat(person("Dana Ruiz", Role.EDUCATOR, tree.cedar).email))
    with CaptureQueriesContext(connection) as few:
        comparisons(lead, program)
    more = [seat(person(f"Teacher {number}", Role.EDUCATOR, tree.cedar).email) for number in range(5)]
    committee_at(tree.district, *more, name="Taskforce")
    with django_assert_num_queries(len(few)):
        comparisons(lead, program)
