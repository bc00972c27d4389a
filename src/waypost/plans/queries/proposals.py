"""Dates that leads proposed (PL8). Whoever may edit a plan decides on them; its readers see them."""

from django.db.models import QuerySet

from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, DateProposal, Plan
from waypost.plans.queries import access
from waypost.plans.queries.facts import standing_activities


def proposals_to_decide(viewer: Viewer) -> QuerySet[DateProposal]:
    """Those that wait, of plans that `viewer` may edit, the oldest first."""
    return proposals(viewer).filter(decided_at=None, activity__completed_on=None)


def proposals(viewer: Viewer) -> QuerySet[DateProposal]:
    """Those of plans that `viewer` may edit, decided ones too."""
    stands = {"activity__taken_out_at": None, "activity__objective__taken_out_at": None}
    reach = within_branches(viewer, access.EDIT, "activity__objective__plan__organization")
    found = DateProposal.objects.filter(reach, **stands)
    return found.select_related("by", "decided_by", "activity__objective__plan__organization")


def proposals_for(activity: Activity) -> list[DateProposal]:
    """Those of an activity from `access.activities(viewer)`, the newest first."""
    return list(activity.date_proposals.select_related("by", "decided_by").order_by("-created_at", "-pk"))


def open_proposals(plan: Plan) -> tuple[DateProposal, ...]:
    """Those of a plan from `access.plans(viewer)` that wait for a decision, in the order of its activities."""
    standing = standing_activities().filter(objective__plan=plan, completed_on=None)
    found = DateProposal.objects.filter(activity__in=standing.values("pk"), decided_at=None)
    ordered = found.order_by("activity__objective__number", "activity__position", "created_at", "pk")
    return tuple(ordered.select_related("by", "activity"))
