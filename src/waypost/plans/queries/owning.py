"""Who may be asked to measure an indicator of a plan (PL2)."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value

from waypost.people.models import RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import roles_held_today
from waypost.people.rules import Role, roles_with


def roles_to_own(path: OuterRef | Value) -> QuerySet[RoleAssignment]:
    """The roles, held today, with which one may be asked for a plan whose place has this path.

    An educator who only teaches is not asked; a district's list of them would fill no choice.
    """
    works_here = Q(organization__path__startswith=path) & ~Q(role=Role.EDUCATOR)
    edits_from_above = Q(at__startswith=F("organization__path"), role__in=roles_with(Permission.PLANS_PLAN_EDIT))
    at = ExpressionWrapper(path, output_field=CharField())
    return roles_held_today().alias(at=at).filter(works_here | edits_from_above)


def owner_is_here() -> Q:
    """A filter on indicators whose owner may still be asked: an account that is open, and such a role."""
    roles = roles_to_own(OuterRef("plan__organization__path")).filter(person=OuterRef("owner"))
    return Q(Exists(roles), owner__is_active=True)
