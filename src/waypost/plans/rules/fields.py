"""What people type about each object of a plan, as one value for each form and each action."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.plans.rules.kinds import Direction

#: Characters of a title or a priority area.
LONGEST_TITLE = 500


@dataclass(frozen=True)
class PlanFields:
    """`priority_area` and `goal` are words: the organization's list is searched for them first."""

    title: str
    priority_area: str
    goal: str
    started_on: date | None = None
    implemented_on: date | None = None


@dataclass(frozen=True)
class ObjectiveFields:
    text: str
    source: str = ""
    evidence_base: str = ""
    policy_change: bool | None = None
    policy_change_note: str = ""


@dataclass(frozen=True)
class ActivityFields:
    """Everything about an activity but its target date and its progress, which have actions of their own."""

    text: str
    start_on: date | None = None
    leads: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    anticipated_result: str = ""
    setback: str = ""
    workaround: str = ""


@dataclass(frozen=True)
class IndicatorFields:
    """`term` is "short" or "long"; `source_key` names a registered measure, or is empty.

    `target_from` is the lower end of a range. `owner_id` names a person, `built_by_id` an activity of the plan.
    """

    term: str
    text: str
    unit: str = ""
    direction: str = Direction.MORE.value
    baseline: Decimal | None = None
    target_from: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    frequency: str = ""
    data_source: str = ""
    source_key: str = ""
    built_by_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True)
class AlignmentFields:
    state_priority: str = ""
    standard: str = ""
    funding: str = ""
