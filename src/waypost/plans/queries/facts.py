"""From stored activities and frozen snapshots to what the rules look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet

from waypost.plans.models import Activity, Baseline
from waypost.plans.rules.activities import NAMELESS, ActivityFacts
from waypost.plans.rules.leads import is_open_role, name_in, names_nobody, role_of
from waypost.plans.rules.risks import Needed


def standing_activities() -> QuerySet[Activity]:
    """The activities that count: neither they nor their objective were taken out."""
    return Activity.objects.filter(objective__taken_out_at=None)


class StoredActivity(Protocol):
    """What the rules look at: a model, or one row of values."""

    @property
    def uid(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def start_on(self) -> date | None: ...
    @property
    def target_on(self) -> date | None: ...
    @property
    def progress(self) -> int: ...
    @property
    def completed_on(self) -> date | None: ...
    @property
    def is_milestone(self) -> bool: ...
    @property
    def begun_on(self) -> date | None: ...


class StoredLead(Protocol):
    """A lead, as a model or as one row of values."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...


def facts_of(activity: Activity, gone: frozenset[int] = frozenset()) -> ActivityFacts:
    """Reads the activity's leads and what it needs: prefetch them. `gone` are ids of people who have left."""
    return facts_from(activity, list(activity.leads.all()), [needed_of(other) for other in activity.needs.all()], gone)


def facts_from(
    activity: StoredActivity, leads: Sequence[StoredLead], needs: Sequence[Needed], gone: frozenset[int]
) -> ActivityFacts:
    return ActivityFacts(
        uid=activity.uid,
        text=activity.text or NAMELESS,
        start_on=activity.start_on,
        target_on=activity.target_on,
        progress=activity.progress,
        completed_on=activity.completed_on,
        leads=tuple(lead.text for lead in leads if not names_nobody(lead.text)),
        is_milestone=activity.is_milestone,
        begun_on=activity.begun_on,
        needs=tuple(needs),
        open_roles=tuple(role_of(lead.text) for lead in leads if _is_open(lead)),
        gone=tuple(name_in(lead.text, lead.kind) for lead in leads if lead.person_id in gone),
        is_reminded=any(lead.person_id is not None and lead.person_id not in gone for lead in leads),
    )


def needed_of(other: StoredActivity) -> Needed:
    return Needed(other.uid, other.text or NAMELESS, other.target_on, is_done=other.completed_on is not None)


def _is_open(lead: StoredLead) -> bool:
    return lead.person_id is None and is_open_role(lead.text, lead.kind)


def adopted_facts(baseline: Baseline) -> tuple[ActivityFacts, ...]:
    """The activities as the baseline froze them, in the order of the plan."""
    objectives: Sequence[Mapping[str, Any]] = baseline.snapshot["objectives"]
    return tuple(_frozen(activity) for objective in objectives for activity in objective["activities"])


def _frozen(activity: Mapping[str, Any]) -> ActivityFacts:
    return ActivityFacts(
        uid=activity["uid"],
        text=activity["text"] or NAMELESS,
        start_on=_day(activity["start_on"]),
        target_on=_day(activity["target_on"]),
        progress=activity["progress"],
        completed_on=_day(activity["completed_on"]),
        leads=tuple(activity["leads"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
