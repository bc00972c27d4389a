"""Small things to test with, made through the same actions that people use."""

from dataclasses import dataclass

from waypost.common.actors import System
from waypost.people.actions.organizations import add_organization
from waypost.people.actions.people import add_person, grant_role
from waypost.people.models import Organization, Person
from waypost.people.rules import OrganizationKind, Role

BUILDER = System("building a test")
ZONE = "America/Chicago"


@dataclass(frozen=True)
class District:
    """A state with two districts; the first one has two schools, the second one holds the strangers."""

    state: Organization
    district: Organization
    cedar: Organization
    juniper: Organization
    other_district: Organization
    other_school: Organization


def build_district() -> District:
    state = organization(OrganizationKind.STATE, "Prairie State", None)
    district = organization(OrganizationKind.DISTRICT, "Cedar Valley", state)
    other_district = organization(OrganizationKind.DISTRICT, "Stony Brook", state)
    return District(
        state=state,
        district=district,
        cedar=organization(OrganizationKind.SCHOOL, "Cedar Elementary", district),
        juniper=organization(OrganizationKind.SCHOOL, "Juniper Middle", district),
        other_district=other_district,
        other_school=organization(OrganizationKind.SCHOOL, "Brookside", other_district),
    )


def organization(kind: OrganizationKind, name: str, parent: Organization | None) -> Organization:
    slug = name.lower().replace(" ", "-")
    return add_organization(by=BUILDER, kind=kind, name=name, slug=slug, parent=parent, timezone=ZONE)


def a_department(school: Organization) -> Organization:
    return organization(OrganizationKind.DEPARTMENT, f"Mathematics of {school.slug}", school)


def person(name: str, role: Role | None = None, at: Organization | None = None) -> Person:
    """Somebody whose address follows from the name, with a role where one is named."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    made = add_person(by=BUILDER, name=name, email=email, password="correct horse battery")
    if role and at:
        grant_role(by=BUILDER, person=made, role=role, organization=at)
    return made
