"""Writes to the tree of organizations."""

from django.db import IntegrityError, transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.people.queries import is_slug_free
from waypost.people.rules import OrganizationKind, may_stand_below


class MisplacedOrganization(ValueError):
    """The tree has no such place."""


class ShortNameTaken(ValueError):
    """Another organization has this short name."""


def add_organization(
    *, by: Actor, kind: OrganizationKind, name: str, slug: str, parent: Organization | None, timezone: str
) -> Organization:
    """Add a node below `parent`, or at the top (OP1).

    Raises MisplacedOrganization where the kinds do not fit, ShortNameTaken.
    """
    parent_kind = OrganizationKind(parent.kind) if parent else None
    if not may_stand_below(kind, parent_kind):
        raise MisplacedOrganization(
            f"A {kind} cannot stand below {f'a {parent_kind}' if parent_kind else 'nothing'}: choose another place."
        )
    values = {"kind": kind, "name": name, "slug": slug, "timezone": timezone}
    try:
        return _place(by, values, parent)
    except IntegrityError as error:
        if is_slug_free(slug):
            raise
        raise ShortNameTaken(f"The short name {slug} is taken: give another one.") from error


@transaction.atomic
def _place(by: Actor, values: dict[str, str], parent: Organization | None) -> Organization:
    """The lock makes two that are added below one parent take two places, one after the other."""
    if parent is None:
        organization: Organization = Organization.objects.add_root(values)
    else:
        locked = Organization.objects.select_for_update().get(pk=parent.pk)
        organization = Organization.objects.add_child(locked, values)
    audit.record(by=by, verb="add organization", on=organization, after=values)
    return organization


@transaction.atomic
def change_organization(
    *, by: Actor, organization: Organization, name: str, timezone: str, started_from: int
) -> Organization:
    """Rename an organization or move it to another time zone; its `slug`, which addresses carry, stays.

    Raises EditConflict if somebody else changed it since version `started_from`.
    """
    current = Organization.objects.select_for_update().get(pk=organization.pk)
    check_version(current, started_from)
    before = {"name": current.name, "timezone": current.timezone}
    current.name, current.timezone, current.version = name, timezone, current.version + 1
    current.save(update_fields=["name", "timezone", "version"])
    audit.record(
        by=by, verb="change organization", on=current, before=before, after={"name": name, "timezone": timezone}
    )
    return current
