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
    """`products` in their order; `evidence_tier` is one of `rules.kinds.EvidenceTier`, or empty."""

    text: str
    products: tuple[str, ...] = ()
    strategy_type: str = ""
    source: str = ""
    evidence_base: str = ""
    evidence_tier: str = ""
    policy_change: bool | None = None
    policy_change_note: str = ""


@dataclass(frozen=True)
class Line:
    """One lead or one resource; `kind` is empty where nobody said it."""

    text: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.kind})" if self.kind else self.text


@dataclass(frozen=True)
class ActivityFields:
    """Everything about an activity but its dates, its progress and what it needs, which have actions of their own."""

    text: str
    is_milestone: bool = False
    leads: tuple[Line, ...] = ()
    resources: tuple[Line, ...] = ()
    anticipated_result: str = ""
    result_kind: str = ""
    anticipated_number: Decimal | None = None
    setback: str = ""
    workaround: str = ""


@dataclass(frozen=True)
class Actuals:
    """What really happened: when work began, and what came out of it."""

    begun_on: date | None = None
    actual_result: str = ""
    actual_number: Decimal | None = None


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
    """`other_columns` hold heading and text (`rules.columns`); None leaves them as they are."""

    state_priority: str = ""
    standard: str = ""
    funding: str = ""
    other_columns: list[dict[str, str]] | None = None
