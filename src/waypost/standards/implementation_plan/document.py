"""What a plan file says. Texts are kept as typed, single-spaced; lines within a text are parted by "\\n".

The first fields of each row are the template's; the others are what a plan of Waypost knows besides, and a file that
nobody exported from Waypost leaves them at their defaults. A kind ("staff time") is a value of `plans.rules.kinds`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Term(StrEnum):
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True)
class PlanWarning:
    """Something that a person should look at. README.md lists each `code`; `place` is a spot in the file."""

    code: str
    place: str
    sentence: str


@dataclass(frozen=True)
class OtherColumn:
    """A column that the template does not have."""

    heading: str
    text: str


@dataclass(frozen=True)
class MeasurementRow:
    """One value on one day."""

    measured_on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class ActivityPlace:
    """Where an activity stands: the number of its objective, and its place there, from 1."""

    objective: int
    place: int


@dataclass(frozen=True)
class MeasureRow:
    """One indicator. `unit` is "%" or a noun. Numbers are None unless the file states them.

    `target_from` is the lower end of a range. `owner` is a name, `built_by` the activity that builds its source.
    """

    term: Term
    text: str
    frequency: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due_on: date | None = None
    due_text: str = ""
    data_source: str = ""
    other: tuple[OtherColumn, ...] = ()
    direction: str = ""
    target_from: Decimal | None = None
    owner: str = ""
    built_by: ActivityPlace | None = None
    source_key: str = ""
    measurements: tuple[MeasurementRow, ...] = ()


@dataclass(frozen=True)
class ActivityRow:
    """One step of an action plan. `progress` is in percent.

    `lead_kinds` and `resource_kinds` are as long as their texts, or empty where the file names none.
    """

    activity: str
    target_date: date | None = None
    target_date_text: str = ""
    start_date: date | None = None
    start_date_text: str = ""
    resources: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    anticipated_result: str = ""
    contingency: str = ""
    other: tuple[OtherColumn, ...] = ()
    is_milestone: bool = False
    lead_kinds: tuple[str, ...] = ()
    resource_kinds: tuple[str, ...] = ()
    result_kind: str = ""
    anticipated_number: Decimal | None = None
    begun_on: date | None = None
    progress: int = 0
    completed_on: date | None = None
    actual_result: str = ""
    actual_number: Decimal | None = None
    team: str = ""
    needs: tuple[ActivityPlace, ...] = ()


@dataclass(frozen=True)
class ObjectiveBlock:
    """`policy_change` is None where the file does not say; the words after Y or N are its note."""

    number: int
    text: str
    source: str = ""
    evidence_base: str = ""
    policy_change: bool | None = None
    policy_change_note: str = ""
    activities: tuple[ActivityRow, ...] = ()
    strategy_type: str = ""
    evidence_tier: str = ""
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlignmentEntry:
    """`objective` is None where the row names no number; `objective_text` keeps what it says."""

    objective: int | None
    objective_text: str
    state_priority: str = ""
    standard: str = ""
    funding: str = ""
    other: tuple[OtherColumn, ...] = ()


@dataclass(frozen=True)
class AlignmentLabels:
    """How this file heads the three columns, which districts rename ("X State Priority", "Common Core")."""

    state_priority: str = ""
    standard: str = ""
    funding: str = ""


@dataclass(frozen=True)
class TeamPlace:
    """A place in a team; it is open while it holds no name."""

    name: str = ""
    expertise: str = ""


@dataclass(frozen=True)
class TeamRow:
    topic: str
    lead: str = ""
    places: tuple[TeamPlace, ...] = ()


@dataclass(frozen=True)
class ProcedureRow:
    """How work goes on at one stage."""

    stage: str
    text: str


@dataclass(frozen=True)
class InvolvementRow:
    """Who takes part at one stage, and how."""

    stage: str
    voice: str
    who: str
    school_level: str = ""
    part: str = ""


@dataclass(frozen=True)
class PlanDocument:
    """`title_lines` are the lines above the first label."""

    title_lines: tuple[str, ...] = ()
    priority_area: str = ""
    goal: str = ""
    date_started: date | None = None
    date_started_text: str = ""
    date_implemented: date | None = None
    date_implemented_text: str = ""
    measures: tuple[MeasureRow, ...] = ()
    objectives: tuple[ObjectiveBlock, ...] = ()
    alignment: tuple[AlignmentEntry, ...] = ()
    alignment_labels: AlignmentLabels = AlignmentLabels()
    warnings: tuple[PlanWarning, ...] = ()
    teams: tuple[TeamRow, ...] = ()
    procedures: tuple[ProcedureRow, ...] = ()
    involvement: tuple[InvolvementRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """The template without a word in it."""
        texts = (self.priority_area, self.goal, self.date_started_text, self.date_implemented_text)
        parts = (self.measures, self.objectives, self.alignment, self.teams, self.procedures, self.involvement)
        return not any((*texts, *parts))
