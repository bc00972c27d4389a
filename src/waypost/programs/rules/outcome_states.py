"""How far an outcome is, in the words and tones that every page of every package says it with (FR1). Pure."""

from enum import StrEnum


class OutcomeState(StrEnum):
    """How far an outcome is, worked out from what is there; PRIVATE is told to those who may not know that."""

    MISSING = "missing"
    STARTED = "started"
    IN_REVIEW = "in_review"
    NEEDS_A_LOOK = "needs_a_look"
    AGREED = "agreed"
    PRIVATE = "private"


STATE_LABELS: dict[OutcomeState, str] = {
    OutcomeState.MISSING: "Missing",
    OutcomeState.STARTED: "Started",
    OutcomeState.IN_REVIEW: "In review",
    OutcomeState.NEEDS_A_LOOK: "Needs a look",
    OutcomeState.AGREED: "In place",
    OutcomeState.PRIVATE: "Kept private",
}
#: Tones of a pill (`ui`).
STATE_TONES: dict[OutcomeState, str] = {
    OutcomeState.MISSING: "next",
    OutcomeState.STARTED: "go",
    OutcomeState.IN_REVIEW: "go",
    OutcomeState.NEEDS_A_LOOK: "late",
    OutcomeState.AGREED: "done",
    OutcomeState.PRIVATE: "next",
}
