"""Writes to the tree, its people and their roles."""

import pytest

from tests.builders import BUILDER, build_district, organization, person
from waypost.common.models import AuditEntry
from waypost.people.actions.organizations import MisplacedOrganization
from waypost.people.actions.people import add_person, grant_role
from waypost.people.models import Organization, RoleAssignment
from waypost.people.rules import OrganizationKind, Role

pytestmark = pytest.mark.django_db


def test_a_district_cannot_stand_below_a_school_and_nothing_is_saved() -> None:
    tree = build_district()
    before = Organization.objects.count()
    with pytest.raises(MisplacedOrganization, match="cannot stand below a school: choose another place"):
        organization(OrganizationKind.DISTRICT, "Lost District", tree.cedar)
    assert Organization.objects.count() == before


def test_granting_a_role_twice_changes_nothing() -> None:
    tree = build_district()
    coach = person("Priya Nair", Role.COACH, tree.cedar)
    entries = AuditEntry.objects.count()
    grant_role(by=BUILDER, person=coach, role=Role.COACH, organization=tree.cedar)
    assert RoleAssignment.objects.filter(person=coach).count() == 1
    assert AuditEntry.objects.count() == entries


def test_an_email_is_kept_in_lower_case() -> None:
    assert add_person(by=BUILDER, name="Sam Osei", email=" Sam.Osei@Example.ORG ").email == "sam.osei@example.org"


def test_every_write_leaves_an_audit_row_with_who_and_what() -> None:
    tree = build_district()
    row = AuditEntry.objects.get(subject_uid=tree.cedar.uid)
    assert (row.actor, row.verb, row.subject_label) == (BUILDER.audit_id, "add organization", "people.organization")
    assert row.after == {
        "kind": "school",
        "name": "Cedar Elementary",
        "slug": "cedar-elementary",
        "timezone": "America/Chicago",
    }
