"""Reads of the tree, its people and their reach."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from waypost.common.actors import Public, System
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.rules import Role, roles_with
from waypost.people.viewers import Viewer

NOTHING = Q(pk__in=[])
EVERYTHING = ~Q(pk__in=[])  # not Q(): a union with an empty filter drops it


def current_roles(person: Person) -> QuerySet[RoleAssignment]:
    """The roles that `person` holds today, with their organizations."""
    return RoleAssignment.objects.filter(person=person, ended_at=None).select_related("organization")


def branches(viewer: Viewer, permission: Permission) -> list[Organization]:
    """The nodes at which `viewer` holds `permission`; each reaches its branch."""
    if not isinstance(viewer, Person):
        return []
    held = current_roles(viewer).filter(role__in=roles_with(permission))
    return [assignment.organization for assignment in held]


def holds(viewer: Viewer, permission: Permission) -> bool:
    """Whether `viewer` holds `permission` anywhere."""
    return isinstance(viewer, System) or bool(branches(viewer, permission))


def within_branches(viewer: Viewer, permission: Permission, prefix: str = "") -> Q:
    """A filter on rows whose organization (at `prefix`, such as "organization") lies where `viewer` holds `permission`.

    The system sees all, the public nothing. One index range for each branch, on both databases.
    """
    if isinstance(viewer, System):
        return EVERYTHING
    if isinstance(viewer, Public):
        return NOTHING
    return in_any_branch(branches(viewer, permission), prefix)


def in_any_branch(nodes: list[Organization], prefix: str = "") -> Q:
    """A filter on rows whose organization (at `prefix`) is one of `nodes` or lies below one."""
    path = f"{prefix}__path" if prefix else "path"
    ranges = [Q(**{f"{path}__gte": node.path, f"{path}__lt": node.branch_end}) for node in nodes]
    return reduce(or_, ranges, NOTHING)


def organizations(viewer: Viewer, permission: Permission) -> QuerySet[Organization]:
    """The organizations in which `viewer` may use `permission`, in tree order."""
    found: QuerySet[Organization] = Organization.objects.filter(within_branches(viewer, permission)).order_by("path")
    return found


def may(viewer: Viewer, permission: Permission, organization: Organization) -> bool:
    """Whether `viewer` holds `permission` at `organization` or above it."""
    return isinstance(viewer, System) or any(
        organization.path.startswith(node.path) for node in branches(viewer, permission)
    )


def roles_of(person: Person) -> frozenset[Role]:
    """The kinds of role that `person` holds anywhere today."""
    return frozenset(Role(role) for role in current_roles(person).values_list("role", flat=True))
