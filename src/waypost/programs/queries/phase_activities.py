"""Which activities of a plan fall in which phase (FR3), for pages of phases and of plans."""

from collections import defaultdict

from django.db.models import QuerySet
from django.urls import reverse

from waypost.people.viewers import Viewer
from waypost.plans.activity_phases import ActivityPhase, Phases, provide
from waypost.plans.models import Activity, Plan
from waypost.plans.queries import access
from waypost.programs.models import Phase, PhaseActivity
from waypost.programs.queries.phases import phases


def activities_to_choose(viewer: Viewer, plan: Plan) -> QuerySet[Activity]:
    """The activities of the plan that `viewer` may read, in its order."""
    found = access.activities(viewer).filter(objective__plan=plan).prefetch_related(None)
    return found.order_by("objective__number", "position")


def activities_in(viewer: Viewer, phase: Phase) -> list[Activity]:
    """Those that fall in a phase, the earliest target date first, as far as `viewer` may read their plan."""
    found = access.activities(viewer).filter(phases__phase=phase).prefetch_related(None)
    return list(found.order_by("target_on", "objective__number", "position"))


def phases_of_activities(viewer: Viewer, plan: Plan) -> Phases:
    """The phases of the programs that `viewer` may read, by the uid of each activity of a plan; one query."""
    rows = PhaseActivity.objects.filter(activity__objective__plan=plan, phase__in=phases(viewer))
    found: defaultdict[str, list[ActivityPhase]] = defaultdict(list)
    for row in rows.filter(phase__cycle__closed_at=None).select_related("phase", "activity"):
        url = reverse("phase", args=[row.phase.uid])
        found[row.activity.uid].append(ActivityPhase(row.phase.position, row.phase.name, url))
    return {uid: tuple(sorted(each, key=lambda phase: phase.position)) for uid, each in found.items()}


def offer_phases() -> None:
    """Tell plans in which phase their activities fall."""
    provide(phases_of_activities)
