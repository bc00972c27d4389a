"""Adding people, giving and ending roles."""

from allauth.account.models import EmailAddress
from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.events import announce
from waypost.people.events import SchoolsChanged
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.queries import has_another_administrator, roles_to_give_at
from waypost.people.rules import Role
from waypost.people.viewers import Viewer


class RoleNotYours(PermissionError):
    """The giver may not give this role there."""


class LastAdministrator(ValueError):
    """Without this role nobody could administer the organization."""


@transaction.atomic
def add_person(*, by: Actor, name: str, email: str, password: str | None = None) -> Person:
    """Add somebody who signs in by `email`. Whoever sets a password also vouches for the address.

    Without a password they choose one from their invitation, which confirms the address as well.
    """
    person = Person(name=name, email=email.strip().lower())
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=password is not None)
    audit.record(by=by, verb="add person", on=person, after={"name": name, "email": person.email})
    return person


@transaction.atomic
def grant_role(*, by: Viewer, person: Person, role: Role, organization: Organization) -> RoleAssignment:
    """Let `person` hold `role` at `organization`; granting twice changes nothing. Raises RoleNotYours."""
    if role not in roles_to_give_at(by, organization):
        raise RoleNotYours("You cannot give this role there: choose another role, or one of your own places.")
    assignment, is_new = RoleAssignment.objects.get_or_create(
        person=person, role=role, organization=organization, ended_at=None
    )
    if is_new:
        audit.record(
            by=by, verb="grant role", on=assignment, after={"person": person.uid, "role": role, "at": organization.slug}
        )
        announce(SchoolsChanged((person,)))
    return assignment


@transaction.atomic
def end_role(*, by: Actor, assignment: RoleAssignment, why: str) -> None:
    """End a role today; what was done while it was held stays. Ending it twice changes nothing.

    Raises LastAdministrator if nobody else could administer the organization then.
    """
    _one_at_a_time(assignment.organization)
    roles = RoleAssignment.objects.select_for_update(of=("self",)).select_related("organization", "person")
    current = roles.get(pk=assignment.pk)
    if current.ended_at is not None:
        return
    if current.role == Role.ORGANIZATION_ADMIN and not has_another_administrator(current):
        raise LastAdministrator(
            f"{current.organization} would have no administrator then: give somebody else that role first."
        )
    current.ended_at = clock.now()
    current.save(update_fields=["ended_at"])
    audit.record(by=by, verb="end role", on=current, after={"ended_at": current.ended_at}, why=why)
    announce(SchoolsChanged((current.person,)))


def _one_at_a_time(organization: Organization) -> None:
    """Who ends a role there waits for others who do, so that of two last administrators one stays."""
    Organization.objects.select_for_update().get(pk=organization.pk)
