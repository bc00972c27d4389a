"""What a plan file says. Texts are kept as typed, single-spaced; lines within a text are parted by "\\n"."""

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
class MeasureRow:
    """One indicator. `unit` is "%" or a noun. Numbers are None unless the file states them."""

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


@dataclass(frozen=True)
class ActivityRow:
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

    @property
    def is_empty(self) -> bool:
        """The template without a word in it."""
        texts = (self.priority_area, self.goal, self.date_started_text, self.date_implemented_text)
        return not (any(texts) or self.measures or self.objectives or self.alignment)
