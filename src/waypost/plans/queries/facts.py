"""From stored activities and frozen snapshots to what the rules look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from waypost.plans.models import Activity, Baseline
from waypost.plans.rules.activities import ActivityFacts


def facts_of(activity: Activity) -> ActivityFacts:
    """Reads the activity's leads: prefetch them."""
    return ActivityFacts(
        uid=activity.uid,
        text=activity.text,
        start_on=activity.start_on,
        target_on=activity.target_on,
        progress=activity.progress,
        completed_on=activity.completed_on,
        leads=tuple(lead.text for lead in activity.leads.all()),
    )


def adopted_facts(baseline: Baseline) -> tuple[ActivityFacts, ...]:
    """The activities as the baseline froze them, in the order of the plan."""
    objectives: Sequence[Mapping[str, Any]] = baseline.snapshot["objectives"]
    return tuple(_frozen(activity) for objective in objectives for activity in objective["activities"])


def _frozen(activity: Mapping[str, Any]) -> ActivityFacts:
    return ActivityFacts(
        uid=activity["uid"],
        text=activity["text"],
        start_on=_day(activity["start_on"]),
        target_on=_day(activity["target_on"]),
        progress=activity["progress"],
        completed_on=_day(activity["completed_on"]),
        leads=tuple(activity["leads"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
