"""Writes to the tree, its people and their roles."""

from allauth.account.models import EmailAddress
from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.rules import OrganizationKind, Role, may_stand_below


class MisplacedOrganization(ValueError):
    """The tree has no such place."""


@transaction.atomic
def add_organization(
    *, by: Actor, kind: OrganizationKind, name: str, slug: str, parent: Organization | None, timezone: str
) -> Organization:
    """Add a node below `parent`, or at the top. Raises MisplacedOrganization where the kinds do not fit (OP1)."""
    parent_kind = OrganizationKind(parent.kind) if parent else None
    if not may_stand_below(kind, parent_kind):
        raise MisplacedOrganization(
            f"A {kind} cannot stand below {f'a {parent_kind}' if parent_kind else 'nothing'}: choose another place."
        )
    values = {"kind": kind, "name": name, "slug": slug, "timezone": timezone}
    organization: Organization = (
        Organization.objects.add_child(parent, values) if parent else Organization.objects.add_root(values)
    )
    audit.record(by=by, verb="add organization", on=organization, after=values)
    return organization


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
def grant_role(*, by: Actor, person: Person, role: Role, organization: Organization) -> RoleAssignment:
    """Let `person` hold `role` at `organization`; granting twice changes nothing."""
    assignment, is_new = RoleAssignment.objects.get_or_create(
        person=person, role=role, organization=organization, ended_at=None
    )
    if is_new:
        audit.record(
            by=by, verb="grant role", on=assignment, after={"person": person.uid, "role": role, "at": organization.slug}
        )
    return assignment


@transaction.atomic
def end_role(*, by: Actor, assignment: RoleAssignment, why: str) -> None:
    """End a role today; what was done while it was held stays."""
    assignment.ended_at = clock.now()
    assignment.save(update_fields=["ended_at"])
    audit.record(by=by, verb="end role", on=assignment, after={"ended_at": assignment.ended_at}, why=why)
