"""Which plans, and which of their parts, a viewer may read, edit or adopt. Views get every object from here."""

from django.db.models import QuerySet

from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import organizations, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, AlignmentRow, Baseline, Indicator, Objective, Plan, PlanImport

READ = Permission.PLANS_PLAN_READ
EDIT = Permission.PLANS_PLAN_EDIT
ADOPT = Permission.PLANS_PLAN_ADOPT
WITH_GOAL = ("organization", "goal__priority_area")


def plans(viewer: Viewer, permission: Permission = READ) -> QuerySet[Plan]:
    """The plans for which `viewer` holds `permission`, newest first."""
    reach = within_branches(viewer, permission, "organization")
    return Plan.objects.filter(reach).select_related(*WITH_GOAL).order_by("-created_at", "-pk")


def objectives(viewer: Viewer, permission: Permission = READ) -> QuerySet[Objective]:
    """The objectives of those plans."""
    reach = within_branches(viewer, permission, "plan__organization")
    return Objective.objects.filter(reach).select_related("plan__organization")


def activities(viewer: Viewer, permission: Permission = READ) -> QuerySet[Activity]:
    """The activities of those plans."""
    reach = within_branches(viewer, permission, "objective__plan__organization")
    found = Activity.objects.filter(reach).select_related("objective__plan__organization")
    return found.prefetch_related("leads", "resources")


def indicators(viewer: Viewer, permission: Permission = READ) -> QuerySet[Indicator]:
    """The indicators of those plans."""
    reach = within_branches(viewer, permission, "plan__organization")
    return Indicator.objects.filter(reach).select_related("plan__organization", "plan__goal__priority_area")


def alignment_rows(viewer: Viewer, permission: Permission = READ) -> QuerySet[AlignmentRow]:
    """The alignment rows of those plans."""
    reach = within_branches(viewer, permission, "plan__organization")
    return AlignmentRow.objects.filter(reach).select_related("plan__organization", "objective")


def baselines(viewer: Viewer) -> QuerySet[Baseline]:
    """The adopted forms of the plans that `viewer` may read."""
    reach = within_branches(viewer, READ, "plan__organization")
    return Baseline.objects.filter(reach).select_related("plan__organization", "adopted_by")


def imports(viewer: Viewer) -> QuerySet[PlanImport]:
    """Files read for an organization whose plans `viewer` may edit."""
    reach = within_branches(viewer, EDIT, "organization")
    return PlanImport.objects.filter(reach).select_related("organization", "plan")


def organizations_to_plan_for(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may begin a plan, in tree order."""
    return organizations(viewer, EDIT)
