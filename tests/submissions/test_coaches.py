"""Whom an educator can ask, and that a coach opens just what those shared who can ask them."""

from collections.abc import Callable

import pytest

from tests.builders import BUILDER, District, person
from tests.submissions.builders import share_all
from waypost.people.actions.people import end_role, grant_role
from waypost.people.models import Organization, Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.coaches import coaches_ever_for, coaches_for
from waypost.submissions.queries.coaching import works_shared_with

#: Something that becomes of a coach or an educator.
Change = Callable[[SharedWork, District], None]


@pytest.fixture
def priya(tree: District) -> Person:
    """Coach of the whole district."""
    return person("Priya Nair", Role.COACH, tree.district)


def names(work: Enrollment) -> list[str]:
    return [coach.person.name for coach in coaches_for(work)]


def give(who: Person, role: Role, at: Organization) -> None:
    grant_role(by=BUILDER, person=who, role=role, organization=at)


def end(who: Person, role: Role) -> None:
    end_role(by=BUILDER, assignment=current_roles(who).get(role=role), why="Moved on")


def test_coaches_of_the_school_come_before_those_of_the_district_and_of_the_state(
    work: Enrollment, priya: Person, tree: District
) -> None:
    person("Abel State", Role.COACH, tree.state)
    person("Zoe School", Role.COACH, tree.cedar)
    person("Amy School", Role.COACH, tree.cedar)
    assert names(work) == ["Amy School", "Zoe School", "Priya Nair", "Abel State"]


def test_a_coach_of_school_and_district_stands_once_at_the_nearest(
    work: Enrollment, priya: Person, tree: District
) -> None:
    give(priya, Role.COACH, tree.cedar)
    assert [(coach.person, coach.organization) for coach in coaches_for(work)] == [(priya, tree.cedar)]


def test_coaches_of_other_schools_former_ones_closed_accounts_and_oneself_are_not_offered(
    work: Enrollment, dana: Person, tree: District
) -> None:
    person("Joy Juniper", Role.COACH, tree.juniper)
    person("Stan Stranger", Role.COACH, tree.other_district)
    end(person("Fay Former", Role.COACH, tree.cedar), Role.COACH)
    closed = person("Cleo Closed", Role.COACH, tree.cedar)
    closed.is_active = False
    closed.save()
    give(dana, Role.COACH, tree.cedar)
    assert names(work) == []


@pytest.mark.parametrize("place", ["cedar", "district", "state"])
def test_a_principal_of_the_school_is_never_offered_also_where_they_coach(
    work: Enrollment, priya: Person, tree: District, place: str
) -> None:
    give(priya, Role.PRINCIPAL, getattr(tree, place))
    assert names(work) == []


def test_a_principal_of_another_school_may_coach(work: Enrollment, priya: Person, tree: District) -> None:
    give(priya, Role.PRINCIPAL, tree.juniper)
    assert names(work) == ["Priya Nair"]


def test_a_principal_where_the_cohort_still_counts_the_educator_neither_is_offered_nor_opens_anything(
    work: Enrollment, tree: District
) -> None:
    abel = person("Abel State", Role.COACH, tree.state)
    shared = share_all(work, abel)
    educator_moves_to_another_district(shared, tree)
    assert (names(work), list(works_shared_with(abel))) == (["Abel State"], [shared])
    give(abel, Role.PRINCIPAL, tree.cedar)
    assert (names(work), list(works_shared_with(abel))) == ([], [])


def coach_role_ends(shared: SharedWork, tree: District) -> None:
    end(shared.coach, Role.COACH)


def coach_moves(shared: SharedWork, tree: District) -> None:
    end(shared.coach, Role.COACH)
    give(shared.coach, Role.COACH, tree.juniper)


def educator_leaves(shared: SharedWork, tree: District) -> None:
    end(shared.enrollment.member.person, Role.EDUCATOR)


def educator_moves_to_another_district(shared: SharedWork, tree: District) -> None:
    end(shared.enrollment.member.person, Role.EDUCATOR)
    give(shared.enrollment.member.person, Role.EDUCATOR, tree.other_school)


def educator_moves_within_the_district(shared: SharedWork, tree: District) -> None:
    end(shared.enrollment.member.person, Role.EDUCATOR)
    give(shared.enrollment.member.person, Role.EDUCATOR, tree.juniper)


def coach_becomes_principal(shared: SharedWork, tree: District) -> None:
    give(shared.coach, Role.PRINCIPAL, tree.cedar)


def coach_becomes_principal_of_the_new_school(shared: SharedWork, tree: District) -> None:
    give(shared.coach, Role.PRINCIPAL, tree.juniper)
    give(shared.enrollment.member.person, Role.EDUCATOR, tree.juniper)


def coach_becomes_principal_where_the_educator_works_without_teaching(shared: SharedWork, tree: District) -> None:
    give(shared.coach, Role.PRINCIPAL, tree.juniper)
    give(shared.enrollment.member.person, Role.COACH, tree.juniper)


@pytest.mark.parametrize(
    "happens",
    [
        coach_role_ends,
        coach_moves,
        educator_leaves,
        educator_moves_to_another_district,
        coach_becomes_principal,
        coach_becomes_principal_of_the_new_school,
        coach_becomes_principal_where_the_educator_works_without_teaching,
    ],
)
def test_whoever_could_not_be_asked_today_opens_nothing_today(
    work: Enrollment, priya: Person, tree: District, happens: Change
) -> None:
    shared = share_all(work, priya)
    assert list(works_shared_with(priya)) == [shared]
    happens(shared, tree)
    assert (list(works_shared_with(priya)), coaches_for(work)) == ([], [])


def coach_comes_nearer(shared: SharedWork, tree: District) -> None:
    give(shared.coach, Role.COACH, tree.cedar)
    end_role(by=BUILDER, assignment=current_roles(shared.coach).get(organization=tree.district), why="Moved")


@pytest.mark.parametrize("happens", [educator_moves_within_the_district, coach_comes_nearer])
def test_a_move_within_reach_changes_nothing(work: Enrollment, priya: Person, tree: District, happens: Change) -> None:
    shared = share_all(work, priya)
    happens(shared, tree)
    assert (list(works_shared_with(priya)), names(work)) == ([shared], ["Priya Nair"])


def test_whoever_coaches_or_coached_where_the_educator_teaches_can_still_be_named_and_nobody_else(
    work: Enrollment, priya: Person, dana: Person, theo: Person, tree: District
) -> None:
    former = person("Fay Former", Role.COACH, tree.cedar)
    end(former, Role.COACH)
    person("Joy Juniper", Role.COACH, tree.juniper)
    person("Stan Stranger", Role.COACH, tree.other_district)
    give(dana, Role.COACH, tree.cedar)
    assert set(coaches_ever_for(work)) == {priya, former}
