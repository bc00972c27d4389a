"""The list of people, one person, and giving and ending roles."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.builders import District, build_district, person
from waypost.common.models import AuditEntry
from waypost.people.actions.people import LastAdministrator, RoleNotYours, end_role, grant_role
from waypost.people.models import Person, RoleAssignment
from waypost.people.queries import current_roles
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)


@pytest.fixture
def as_admin(client: Client, admin: Person) -> Client:
    client.force_login(admin)
    return client


def names_shown(client: Client, **wanted: str) -> list[str]:
    page = client.get(reverse("people"), wanted).context["page"]
    return [somebody.name for somebody in page]


def test_the_list_holds_ones_branch_and_nobody_else(tree: District, as_admin: Client) -> None:
    person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    person("Far Stranger", Role.EDUCATOR, tree.other_school)
    person("State Staff", Role.STATE_STAFF, tree.state)
    assert names_shown(as_admin) == ["Ada Admin", "Dana Ruiz"]


def test_the_list_narrows_by_name_role_and_place(tree: District, as_admin: Client) -> None:
    person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    person("Priya Nair", Role.COACH, tree.juniper)
    assert names_shown(as_admin, text="ruiz") == ["Dana Ruiz"]
    assert names_shown(as_admin, text="PRIYA.NAIR@") == ["Priya Nair"]
    assert names_shown(as_admin, role="coach") == ["Priya Nair"]
    assert names_shown(as_admin, at="cedar-elementary") == ["Dana Ruiz"]


def test_a_place_outside_of_ones_branch_narrows_nothing_and_shows_nobody_of_it(
    tree: District, as_admin: Client
) -> None:
    person("Far Stranger", Role.EDUCATOR, tree.other_school)
    assert names_shown(as_admin, at="brookside") == ["Ada Admin"]


def test_roles_in_another_branch_are_not_shown(tree: District, as_admin: Client) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    person_of_both = reverse("person", kwargs={"uid": dana.uid})
    RoleAssignment.objects.create(person=dana, role=Role.COACH, organization=tree.other_school)
    assert "Brookside" not in as_admin.get(reverse("people")).content.decode()
    assert "Brookside" not in as_admin.get(person_of_both).content.decode()


def test_the_list_asks_as_often_for_fifty_people_as_for_one(
    tree: District, as_admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    with django_assert_num_queries(7):
        as_admin.get(reverse("people"))
    for number in range(60):
        person(f"Educator {number}", Role.EDUCATOR, tree.cedar)
    with django_assert_num_queries(7):
        page = as_admin.get(reverse("people")).context["page"]
    assert (len(page), page.paginator.count) == (50, 62)


def test_an_administrator_gives_a_role(tree: District, as_admin: Client) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    answers = {"organization": "juniper-middle", "role": "coach"}
    as_admin.post(reverse("person_grant_role", kwargs={"uid": dana.uid}), answers)
    assert list(current_roles(dana).values_list("role", "organization__slug").order_by("pk")) == [
        ("educator", "cedar-elementary"),
        ("coach", "juniper-middle"),
    ]
    assert AuditEntry.objects.get(verb="grant role", after__person=dana.uid, after__role="coach").actor.startswith(
        "person:"
    )


def test_a_role_outside_of_ones_branch_is_not_given(tree: District, as_admin: Client, admin: Person) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    answers = {"organization": "brookside", "role": "coach"}
    assert as_admin.post(reverse("person_grant_role", kwargs={"uid": dana.uid}), answers).status_code == 422
    with pytest.raises(RoleNotYours):
        grant_role(by=admin, person=dana, role=Role.COACH, organization=tree.other_school)
    assert current_roles(dana).count() == 1


def test_a_role_ends_with_a_reason_that_is_kept(tree: District, as_admin: Client) -> None:
    held = current_roles(person("Dana Ruiz", Role.EDUCATOR, tree.cedar)).get()
    address = reverse("role_end", kwargs={"uid": held.uid})
    assert as_admin.post(address, {"why": ""}).status_code == 422
    assert as_admin.post(address, {"why": "Moved to another school"}).status_code == 302
    held.refresh_from_db()
    assert held.ended_at is not None
    assert AuditEntry.objects.get(verb="end role", subject_uid=held.uid).why == "Moved to another school"
    assert as_admin.get(address).status_code == 404


def test_the_last_administrator_keeps_that_role(tree: District, as_admin: Client, admin: Person) -> None:
    held = current_roles(admin).get()
    response = as_admin.post(reverse("role_end", kwargs={"uid": held.uid}), {"why": "Leaving"})
    assert response.status_code == 422
    assert "Cedar Valley would have no administrator then" in response.content.decode()
    held.refresh_from_db()
    assert held.ended_at is None


def test_an_administrator_above_lets_the_one_below_go(tree: District, admin: Person) -> None:
    held = current_roles(admin).get()
    above = person("State Admin", Role.ORGANIZATION_ADMIN, tree.state)
    end_role(by=above, assignment=held, why="Retired")
    assert current_roles(admin).count() == 0
    with pytest.raises(LastAdministrator):
        end_role(by=above, assignment=current_roles(above).get(), why="Retired too")


def test_a_program_lead_sees_people_and_gives_no_role_on_their_page(tree: District, client: Client) -> None:
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    client.force_login(person("Lee Lead", Role.PROGRAM_LEAD, tree.district))
    page = client.get(reverse("person", kwargs={"uid": dana.uid})).content.decode()
    assert "Dana Ruiz" in page
    assert "Give another role" not in page
    assert "End this role" not in page
