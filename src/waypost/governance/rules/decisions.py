"""Decisions: open, decided, due for another look, replaced by a newer one (FR2). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionState(StrEnum):
    """Where a question of the log stands."""

    OPEN = "open"
    DECIDED = "decided"
    DUE = "due for review"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


TONES = {
    DecisionState.OPEN: "go",
    DecisionState.DECIDED: "done",
    DecisionState.DUE: "late",
    DecisionState.SUPERSEDED: "next",
    DecisionState.WITHDRAWN: "next",
}


@dataclass(frozen=True)
class QuestionFields:
    """An open question; `options` one a line, `who` prepares it (a name, an email address, or empty)."""

    question: str
    options: str = ""
    consulted: str = ""
    who: str = ""


@dataclass(frozen=True)
class AnswerFields:
    """What was decided about it, why, by whom, and when it is looked at again."""

    decision: str
    reason: str
    decided_by: str
    decided_on: date
    consulted: str = ""
    review_on: date | None = None


def decision_state(
    *, decided_on: date | None, review_on: date | None, is_superseded: bool, is_withdrawn: bool, today: date
) -> DecisionState:
    """A decision is due for review from its review date on, until somebody sets another one or replaces it."""
    if is_superseded:
        return DecisionState.SUPERSEDED
    if decided_on is None:
        return DecisionState.WITHDRAWN if is_withdrawn else DecisionState.OPEN
    return DecisionState.DUE if review_on is not None and review_on <= today else DecisionState.DECIDED


def wrong_dates(decided_on: date, review_on: date | None, today: date) -> str:
    """One sentence where the dates can't be meant; empty where they can."""
    if decided_on > today:
        return "Write the day on which it was decided: today or earlier."
    if review_on is not None and review_on <= decided_on:
        return "Look at it again on a day after it was decided."
    return ""
