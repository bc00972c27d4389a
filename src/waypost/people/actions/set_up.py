"""The first administrator, from the page or from the command line."""

from django.db import IntegrityError, transaction

from waypost.common.actors import System
from waypost.people.actions.organizations import ShortNameTaken, add_organization
from waypost.people.actions.people import add_person, grant_role
from waypost.people.models import Person
from waypost.people.queries import anyone_exists, organization_called, person_called
from waypost.people.rules import OrganizationKind, Role

#: What the first person of an organization holds.
FIRST_ROLES = (Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)


class AlreadySetUp(Exception):
    """There is a first administrator already."""


@transaction.atomic
def add_administrator(
    *, name: str, email: str, slug: str, organization_name: str, kind: OrganizationKind | None, timezone: str
) -> Person:
    """Make `email` administrator and program lead of the organization `slug`, which is made if `kind` names one."""
    by = System("create_administrator command")
    node = organization_called(slug)
    if node is None:
        node = add_organization(
            by=by,
            kind=kind or OrganizationKind.DISTRICT,
            name=organization_name,
            slug=slug,
            parent=None,
            timezone=timezone,
        )
    person = person_called(email) or add_person(by=by, name=name, email=email)
    for role in FIRST_ROLES:
        grant_role(by=by, person=person, role=role, organization=node)
    return person


def set_up(
    *, kind: OrganizationKind, organization: str, slug: str, timezone: str, name: str, email: str, password: str
) -> Person:
    """Make the first organization and its administrator, who also leads its programs.

    Raises AlreadySetUp once anyone exists. Of two at the same instant one wins: both would take the first place
    of the tree, which the database gives only once.
    """
    first = System("first set-up")
    try:
        with transaction.atomic():
            if anyone_exists():
                raise AlreadySetUp
            node = add_organization(by=first, kind=kind, name=organization, slug=slug, parent=None, timezone=timezone)
            person = add_person(by=first, name=name, email=email, password=password)
            for role in FIRST_ROLES:
                grant_role(by=first, person=person, role=role, organization=node)
    except (IntegrityError, ShortNameTaken) as error:
        raise AlreadySetUp from error
    return person
