"""The tree of organizations: grow it, rename a place, in one's own branch."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, District, build_district, person
from tests.two_editors import Case, both_keep_what_they_changed, browser_of
from waypost.common.models import AuditEntry
from waypost.people.actions.organizations import add_organization, change_organization
from waypost.people.models import Organization
from waypost.people.rules import OrganizationKind, Role, usual_kind_below

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def as_admin(client: Client, tree: District) -> Client:
    client.force_login(person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district))
    return client


def test_the_page_shows_ones_branch_and_no_other(as_admin: Client) -> None:
    page = as_admin.get(reverse("organizations")).content.decode()
    assert [name in page for name in ("Cedar Valley", "Juniper Middle", "Prairie State", "Stony Brook")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_school_is_added_with_a_short_name_made_from_its_name(tree: District, as_admin: Client) -> None:
    answers = {"kind": "school", "name": "Willow Creek High", "slug": "", "timezone": "America/Chicago"}
    as_admin.post(reverse("organization_add", kwargs={"slug": "cedar-valley"}), answers)
    added = Organization.objects.get(slug="willow-creek-high")
    assert Organization.objects.get_parent(added) == tree.district
    assert AuditEntry.objects.get(subject_uid=added.uid).verb == "add organization"


def test_a_short_name_that_is_taken_is_said_so_and_nothing_is_added(as_admin: Client) -> None:
    answers = {"kind": "school", "name": "Brookside", "slug": "", "timezone": "America/Chicago"}
    response = as_admin.post(reverse("organization_add", kwargs={"slug": "cedar-valley"}), answers)
    assert response.status_code == 422
    assert "The short name brookside is taken: give another one." in response.content.decode()
    assert Organization.objects.filter(name="Brookside").count() == 1


def test_a_district_cannot_be_added_below_a_district(as_admin: Client) -> None:
    answers = {"kind": "district", "name": "Lost", "slug": "", "timezone": "America/Chicago"}
    assert as_admin.post(reverse("organization_add", kwargs={"slug": "cedar-valley"}), answers).status_code == 422
    assert not Organization.objects.filter(name="Lost").exists()


def test_an_association_has_affiliates(client: Client) -> None:
    association = add_organization(
        by=BUILDER, kind=OrganizationKind.ASSOCIATION, name="NEA", slug="nea", parent=None, timezone="UTC"
    )
    client.force_login(person("Assoc Admin", Role.ORGANIZATION_ADMIN, association))
    answers = {"kind": "affiliate", "name": "Prairie Teachers", "slug": "", "timezone": "America/Chicago"}
    client.post(reverse("organization_add", kwargs={"slug": "nea"}), answers)
    affiliate = Organization.objects.get(slug="prairie-teachers")
    assert Organization.objects.get_parent(affiliate) == association


def test_a_place_is_renamed_and_its_short_name_stays(tree: District, as_admin: Client) -> None:
    answers = {"name": "Cedar Primary", "timezone": "America/Denver", "version": "1"}
    as_admin.post(reverse("organization_change", kwargs={"slug": "cedar-elementary"}), answers)
    tree.cedar.refresh_from_db()
    assert (tree.cedar.name, tree.cedar.slug, tree.cedar.timezone, tree.cedar.version) == (
        "Cedar Primary",
        "cedar-elementary",
        "America/Denver",
        2,
    )
    row = AuditEntry.objects.get(verb="change organization")
    assert row.before == {"name": "Cedar Elementary", "timezone": "America/Chicago"}


def test_of_two_who_rename_at_once_the_second_sees_the_first_and_can_still_save(
    tree: District, as_admin: Client
) -> None:
    change_organization(by=BUILDER, organization=tree.cedar, name="First Name", timezone="UTC", started_from=1)
    answers = {"name": "Second Name", "timezone": "America/Chicago", "version": "1"}
    response = as_admin.post(reverse("organization_change", kwargs={"slug": "cedar-elementary"}), answers)
    page = response.content.decode()
    assert response.status_code == 409
    assert "First Name" in page
    assert 'value="Second Name"' in page
    assert 'name="version" value="2"' in page
    tree.cedar.refresh_from_db()
    assert tree.cedar.name == "First Name"
    as_admin.post(reverse("organization_change", kwargs={"slug": "cedar-elementary"}), {**answers, "version": "2"})
    tree.cedar.refresh_from_db()
    assert tree.cedar.name == "Second Name"


@pytest.mark.parametrize(("kind", "usual"), [("state", "district"), ("district", "school"), ("school", "department")])
def test_the_usual_kind_of_a_place_is_chosen_already(kind: str, usual: str) -> None:
    assert usual_kind_below(OrganizationKind(kind)) == usual


def test_a_school_is_what_a_district_adds_unless_somebody_says_otherwise(as_admin: Client, tree: District) -> None:
    page = as_admin.get(reverse("organization_add", args=[tree.district.slug])).content.decode()
    assert '<option value="school" selected>' in page


def test_two_who_change_a_place_at_once_keep_both(tree: District) -> None:
    admins = (person(name, Role.ORGANIZATION_ADMIN, tree.district) for name in ("Ada Admin", "Alan Admin"))
    first, second = map(browser_of, admins)
    address = reverse("organization_change", args=["cedar-elementary"])
    case = Case(address, {"name": "Cedar Primary"}, {"timezone": "America/Denver"}, {"name": "Cedar"})
    both_keep_what_they_changed(first, second, case)
