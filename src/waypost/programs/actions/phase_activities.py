"""Saying which activities of its plan fall in a phase of a program (FR3)."""

from collections.abc import Collection, Iterable

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.plans.models import Activity
from waypost.programs.actions.phases import lock_open_cycle
from waypost.programs.models import Phase, PhaseActivity


@transaction.atomic
def choose_activities(
    *, by: Actor, phase: Phase, activities: Iterable[Activity], started_from: Collection[str]
) -> list[PhaseActivity]:
    """Let exactly these activities fall in a phase; one that fell in another phase of the cycle moves here.

    `started_from` holds the uids of those that fell in it when the choice began. Raises EditConflict where that changed
    meanwhile to something else than what is chosen, and CycleClosed.
    """
    cycle = lock_open_cycle(phase.cycle)
    stood = set(phase.activities.values_list("activity__uid", flat=True))
    chosen = list(activities)
    after = sorted(activity.uid for activity in chosen)
    if set(started_from) != stood != set(after):
        raise EditConflict(phase)
    moved = PhaseActivity.objects.filter(phase__cycle=cycle, activity__in=chosen)
    moved.delete()
    phase.activities.all().delete()
    made = PhaseActivity.objects.bulk_create(PhaseActivity(phase=phase, activity=activity) for activity in chosen)
    if set(after) != stood:
        audit.record(
            by=by,
            verb="choose activities",
            on=phase,
            before={"activities": sorted(stood)},
            after={"activities": after},
        )
    return made
