"""Where the talent system is and where it should be: scale, gap, and the picture of both (FR2). Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LOWEST, HIGHEST = Decimal(1), Decimal(4)
#: From here on a gap should lead to something.
LARGE = Decimal("1.5")
#: What the ends of the scale mean until an organization says it in its own words.
LOW_WORDS, HIGH_WORDS = "not built yet", "works for everyone"
#: The elements of a talent system that an analysis starts with.
ELEMENTS = (
    "Preparation",
    "Recruitment",
    "Induction",
    "Professional learning",
    "Evaluation",
    "Career ladder",
    "Compensation",
    "License renewal",
)


class GapPriority(StrEnum):
    """When to work on a gap."""

    FIRST = "first"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class GapFields:
    """`now` and `wanted` lie on the scale from 1 to 4, None where nobody has said. `measure_key` is of the registry."""

    name: str
    now: Decimal | None = None
    wanted: Decimal | None = None
    now_words: str = ""
    wanted_words: str = ""
    measure_key: str = ""
    document_url: str = ""
    is_survey_later: bool = False
    data_words: str = ""
    priority: str = ""


@dataclass(frozen=True)
class ScoreFields:
    """What is said of an element where all are scored at once."""

    now: Decimal | None = None
    wanted: Decimal | None = None
    priority: str = ""
    now_words: str = ""


@dataclass(frozen=True)
class Dumbbell:
    """Two marks and the line between them, in percent of the width."""

    now: float
    wanted: float

    @property
    def left(self) -> float:
        return min(self.now, self.wanted)

    @property
    def right(self) -> float:
        return max(self.now, self.wanted)


#: What a form says where less is wanted than is there.
WANTED_BELOW = "What is wanted is not below what is there: write the same or more."
GRID = (0.0, 33.33, 66.67, 100.0)


def gap(now: Decimal | None, wanted: Decimal | None) -> Decimal | None:
    """How far it is from now to what is wanted; None where one of them is not said."""
    return None if now is None or wanted is None else wanted - now


def is_below(wanted: Decimal | None, now: Decimal | None) -> bool:
    """Whether less is wanted than is there, which nobody means."""
    return now is not None and wanted is not None and wanted < now


def is_large(size: Decimal | None) -> bool:
    return size is not None and size >= LARGE


def dumbbell(now: Decimal | None, wanted: Decimal | None) -> Dumbbell | None:
    """The picture of one element; None while a number is missing."""
    return None if now is None or wanted is None else Dumbbell(_share(now), _share(wanted))


def _share(value: Decimal) -> float:
    return round(float((value - LOWEST) / (HIGHEST - LOWEST)) * 100, 2)
