"""What the help with writing looks at, and what it says. No database, no web."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Letter(StrEnum):
    """The five things that an objective should be (PL3)."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    REALISTIC = "realistic"
    TIME_BOUND = "time-bound"


@dataclass(frozen=True)
class StepFacts:
    """An activity of the objective."""

    text: str
    target_on: date | None = None
    has_lead: bool = False
    has_resources: bool = False


@dataclass(frozen=True)
class IndicatorNumbers:
    """An indicator of the plan; it speaks for an objective with which it shares its words."""

    text: str
    baseline: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class ObjectiveFacts:
    """An objective with what its plan says around it, read on the day `today`."""

    text: str
    today: date
    products: tuple[str, ...] = ()
    indicators: tuple[IndicatorNumbers, ...] = ()
    steps: tuple[StepFacts, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What shows that a letter is there: `words` of the objective, or of the part of the plan that `place` names."""

    words: str
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """One letter. With nothing `shown` it is missing: `why` says so, and `add` what would help."""

    letter: Letter
    shown: tuple[Shown, ...] = ()
    why: str = ""
    add: str = ""
    example: str = ""

    @property
    def is_there(self) -> bool:
        return bool(self.shown)


def shown_in(*quotes: str) -> tuple[Shown, ...]:
    """Words of the objective itself, each once."""
    return tuple(Shown(quote) for quote in dict.fromkeys(quotes) if quote)
