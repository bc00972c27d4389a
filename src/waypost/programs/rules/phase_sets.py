"""What a set of phases holds, the sets that come with Waypost, and how an organization changes its own (FR1, FR7).

Pure. A set is data: phases in their order, each with the outcomes that it should bring forth and questions to ask.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent.parent / "content"
#: Characters of a name, of a text in one line, and of a longer one.
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 100, 300, 4000
#: Characters of a registered outcome's key.
LONGEST_KEY = 60
MOST_PHASES, MOST_OUTCOMES, MOST_QUESTIONS = 12, 30, 30


class ElementGroup(StrEnum):
    """The five groups of key elements that run through all phases (FR7)."""

    ENGAGEMENT = "engagement"
    VISION = "vision"
    LAUNCH = "launch"
    DATA = "data"
    CULTURE = "culture"


GROUP_LABELS: dict[ElementGroup, str] = {
    ElementGroup.ENGAGEMENT: "Investment in stakeholder engagement",
    ElementGroup.VISION: "Shared vision and comprehensive plans",
    ElementGroup.LAUNCH: "Strategic launch and implementation",
    ElementGroup.DATA: "Data analytics and support",
    ElementGroup.CULTURE: "Culture shifts",
}
GROUP_HINTS: dict[ElementGroup, str] = {
    ElementGroup.ENGAGEMENT: "Forums of educators, meetings with families, the committee, and how you tell people.",
    ElementGroup.VISION: "What hurts and why, where you want to be, the plan in phases, and what educators can earn.",
    ElementGroup.LAUNCH: "Training on the platform, sessions, communities, coached leaders, and changes on the way.",
    ElementGroup.DATA: "What you collect, how people learn to read it, and how reviews stay fair.",
    ElementGroup.CULTURE: "What changes in how people are hired, grown and paid, in what is known, and in incentives.",
}


class SetTooLarge(ValueError):
    """A set holds as much as it may; the message says how much that is."""


class LastPhase(ValueError):
    """A set keeps at least one phase."""


@dataclass(frozen=True)
class OutcomeWords:
    """What a phase should bring forth. `key` names a registered outcome, or is empty: then work is attached."""

    label: str
    hint: str = ""
    group: ElementGroup = ElementGroup.VISION
    key: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.hint} ({GROUP_LABELS[self.group]})" if self.hint else self.label


@dataclass(frozen=True)
class PhaseWords:
    """One phase of a set; `key` stays the same while its words and place change."""

    key: str
    name: str
    short_name: str
    purpose: str = ""
    outcomes: tuple[OutcomeWords, ...] = ()
    questions: tuple[str, ...] = ()
    is_out: bool = False


@dataclass(frozen=True)
class SetWords:
    """A whole set. `phases` also holds those that were taken out, so that they can come back.

    `for_whom` says of one that we ship which programs it suits.
    """

    name: str
    phases: tuple[PhaseWords, ...]
    for_whom: str = ""

    @property
    def standing(self) -> tuple[PhaseWords, ...]:
        return tuple(phase for phase in self.phases if not phase.is_out)

    @property
    def taken_out(self) -> tuple[PhaseWords, ...]:
        return tuple(phase for phase in self.phases if phase.is_out)


@cache
def shipped_sets() -> dict[str, SetWords]:
    """The sets that come with Waypost, by key."""
    tables = tomllib.loads((CONTENT / "phase_sets.toml").read_text(encoding="utf-8"))
    return {
        key: SetWords(table["name"], phases_of(table["phases"]), table["for_whom"]) for key, table in tables.items()
    }


def phases_of(stored: list[dict[str, Any]]) -> tuple[PhaseWords, ...]:
    """Phases out of JSON or TOML."""
    return tuple(_phase(row) for row in stored)


def _phase(row: Mapping[str, Any]) -> PhaseWords:
    outcomes = tuple(
        OutcomeWords(**{**outcome, "group": ElementGroup(outcome["group"])}) for outcome in row["outcomes"]
    )
    return PhaseWords(**{**row, "outcomes": outcomes, "questions": tuple(row["questions"])})


def as_stored(phases: tuple[PhaseWords, ...]) -> list[dict[str, Any]]:
    """Phases as JSON holds them."""
    return [asdict(phase) for phase in phases]


def with_phase(phases: tuple[PhaseWords, ...], added: PhaseWords) -> tuple[PhaseWords, ...]:
    """With one more at the end. Raises SetTooLarge."""
    if sum(not phase.is_out for phase in phases) >= MOST_PHASES:
        raise SetTooLarge(f"A set has at most {MOST_PHASES} phases: take one out first, or put two together.")
    return (*phases, added)


def changed(phases: tuple[PhaseWords, ...], key: str, **words: Any) -> tuple[PhaseWords, ...]:
    """With other words in one phase. Raises KeyError where no phase has this key."""
    return _each(phases, key, lambda phase: replace(phase, **words))


def without_phase(phases: tuple[PhaseWords, ...], key: str) -> tuple[PhaseWords, ...]:
    """With one phase out; it can be put back. Raises LastPhase and KeyError."""
    if all(phase.is_out or phase.key == key for phase in phases):
        raise LastPhase("A set keeps at least one phase: add another one first.")
    return changed(phases, key, is_out=True)


def put_back(phases: tuple[PhaseWords, ...], key: str) -> tuple[PhaseWords, ...]:
    """With a phase that was taken out back at the end. Raises SetTooLarge and KeyError."""
    back = replace(phase_with(phases, key), is_out=False)
    return with_phase(tuple(phase for phase in phases if phase.key != key), back)


def moved(phases: tuple[PhaseWords, ...], key: str, step: int) -> tuple[PhaseWords, ...]:
    """With one phase `step` places later, or earlier where it is negative; at an end nothing changes."""
    order = [phase for phase in phases if not phase.is_out]
    place = order.index(phase_with(phases, key))
    order.insert(max(place + step, 0), order.pop(place))
    return (*order, *(phase for phase in phases if phase.is_out))


def phase_with(phases: tuple[PhaseWords, ...], key: str) -> PhaseWords:
    """The phase with this key. Raises KeyError."""
    for phase in phases:
        if phase.key == key:
            return phase
    raise KeyError(key)


def _each(
    phases: tuple[PhaseWords, ...], key: str, change: Callable[[PhaseWords], PhaseWords]
) -> tuple[PhaseWords, ...]:
    phase_with(phases, key)
    return tuple(change(phase) if phase.key == key else phase for phase in phases)
