"""Which committees, seats, charters and owners a viewer may read or change; views get every object from here."""

from django.db.models import QuerySet

from waypost.governance.models import Charter, Committee, CommitteeMember, Ownership
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import organizations, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Goal, Objective
from waypost.plans.queries import access

READ = Permission.GOVERNANCE_COMMITTEE_READ
MANAGE = Permission.GOVERNANCE_COMMITTEE_MANAGE
MEET = Permission.GOVERNANCE_MEETING_EDIT


def committees(viewer: Viewer, permission: Permission = READ) -> QuerySet[Committee]:
    """The committees for which `viewer` holds `permission`, in the order of the tree."""
    found = Committee.objects.filter(within_branches(viewer, permission, "organization"))
    return found.select_related("organization").order_by("organization__path", "name")


def working(viewer: Viewer, permission: Permission = READ) -> QuerySet[Committee]:
    """Those of them that have not ended."""
    return committees(viewer, permission).filter(closed_at=None)


def members(viewer: Viewer, permission: Permission = READ) -> QuerySet[CommitteeMember]:
    """The seats of those committees."""
    reach = within_branches(viewer, permission, "committee__organization")
    return CommitteeMember.objects.filter(reach).select_related("committee__organization", "person")


def ownerships(viewer: Viewer, permission: Permission = READ) -> QuerySet[Ownership]:
    """Who owns goals and processes where `viewer` holds `permission`."""
    reach = within_branches(viewer, permission, "organization")
    found = Ownership.objects.filter(reach).select_related("organization", "person", "goal", "objective__plan")
    return found.order_by("organization__path", "department", "pk")


def places_for_committees(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may set up a committee, in tree order."""
    return organizations(viewer, MANAGE)


def newest_charter(committee: Committee) -> Charter | None:
    """The charter that holds now, with who agreed to it."""
    found = committee.charters.select_related("written_by").prefetch_related("agreements__member__person")
    return found.order_by("-number").first()


def agreement_to_charter(committee: Committee) -> tuple[int, set[int | None]]:
    """The number of the charter that holds now, 0 before the first, and which seats agreed to it; one query."""
    rows = list(committee.charters.values_list("number", "agreements__member"))
    newest = max((number for number, _ in rows), default=0)
    return newest, {member for number, member in rows if number == newest}


def charters(committee: Committee) -> list[Charter]:
    """Every version, the newest first."""
    return list(committee.charters.select_related("written_by").prefetch_related("agreements__member__person"))


def committees_steering(organization: Organization) -> QuerySet[Committee]:
    """Those of the organization and of what stands above it that have not ended."""
    above = organization.paths_from_the_top
    return Committee.objects.filter(organization__path__in=above, closed_at=None).select_related("organization")


def goals_to_own(organization: Organization) -> QuerySet[Goal]:
    """The goals of the organization's list."""
    return Goal.objects.filter(priority_area__organization=organization).order_by("priority_area", "pk")


def objectives_to_own(viewer: Viewer, organization: Organization) -> QuerySet[Objective]:
    """The objectives of the organization's plans that `viewer` may read."""
    return access.objectives(viewer).filter(plan__organization=organization).order_by("plan", "number")
