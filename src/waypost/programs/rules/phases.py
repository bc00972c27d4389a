"""How far an outcome and a phase are, and what is next: worked out from what is there, never ticked (FR1). Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.common.days import full_day
from waypost.programs.rules import outcome_states


class AttachedState(StrEnum):
    """How far work is that was done elsewhere and attached."""

    STARTED = "started"
    IN_REVIEW = "in_review"
    AGREED = "agreed"


ATTACHED_LABELS: dict[AttachedState, str] = {
    AttachedState.STARTED: "People still work on it",
    AttachedState.IN_REVIEW: "People read it and comment",
    AttachedState.AGREED: "It is agreed and in use",
}


class ShownState(StrEnum):
    """How far an outcome is, as its page says it: an `OutcomeState`, or what a phase adds to it."""

    MISSING = "missing"
    STARTED = "started"
    IN_REVIEW = "in_review"
    NEEDS_A_LOOK = "needs_a_look"
    LOOK_AGAIN = "look_again"
    AGREED = "agreed"
    ELSEWHERE = "elsewhere"
    WAIVED = "waived"
    PRIVATE = "private"


STATE_LABELS: dict[ShownState, str] = {
    **{ShownState(state): label for state, label in outcome_states.STATE_LABELS.items()},
    ShownState.LOOK_AGAIN: "Look again",
    ShownState.ELSEWHERE: "In place, done elsewhere",
    ShownState.WAIVED: "Waived",
    ShownState.PRIVATE: "Kept private",
}
#: Tones of a pill (`ui`).
STATE_TONES: dict[ShownState, str] = {
    **{ShownState(state): tone for state, tone in outcome_states.STATE_TONES.items()},
    ShownState.LOOK_AGAIN: "late",
    ShownState.ELSEWHERE: "done",
    ShownState.WAIVED: "next",
    ShownState.PRIVATE: "next",
}
IN_PLACE = frozenset({ShownState.AGREED, ShownState.ELSEWHERE})
#: The order in which what is open is most worth a look.
PRESSING = (
    ShownState.NEEDS_A_LOOK,
    ShownState.LOOK_AGAIN,
    ShownState.IN_REVIEW,
    ShownState.STARTED,
    ShownState.MISSING,
)
#: From the least to the most.
RANK = (ShownState.MISSING, ShownState.STARTED, ShownState.IN_REVIEW, ShownState.AGREED, ShownState.ELSEWHERE)


def found_state(registered: str, attached: Collection[str]) -> ShownState:
    """`registered` is what a registered source says, empty where there is none; `attached` how far each attachment is.

    What needs a look keeps needing it, and what is private stays so, whatever is attached beside it.
    """
    from_source = ShownState(registered) if registered else ShownState.MISSING
    if from_source in (ShownState.NEEDS_A_LOOK, ShownState.PRIVATE):
        return from_source
    elsewhere = [ShownState.ELSEWHERE if one == AttachedState.AGREED else ShownState(one) for one in attached]
    return from_source if from_source is ShownState.AGREED else max([from_source, *elsewhere], key=RANK.index)


def shown_state(found: ShownState, *, is_waived: bool, looks_again: bool) -> ShownState:
    """What the page says: waived for as long as it is waived; what is missing or private asks for no other look."""
    if is_waived:
        return ShownState.WAIVED
    asks = looks_again and found not in (ShownState.MISSING, ShownState.PRIVATE)
    return ShownState.LOOK_AGAIN if asks else found


class Way(StrEnum):
    """Where the next step is done."""

    SOURCE = "source"
    ATTACH = "attach"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    OWNER = "owner"


@dataclass(frozen=True)
class NextStep:
    """The most useful next action, as the words of its button."""

    says: str
    way: Way


@dataclass(frozen=True)
class Facts:
    """What the next step of an outcome depends on; `has_page` where the reader can open where it is made."""

    state: ShownState
    has_page: bool
    has_owner: bool
    may_edit: bool


_WITH_PAGE: dict[ShownState, str] = {
    ShownState.MISSING: "Begin it",
    ShownState.STARTED: "Go on with it",
    ShownState.IN_REVIEW: "Read it",
    ShownState.NEEDS_A_LOOK: "Look at it",
}
_BY_HAND: dict[ShownState, NextStep] = {
    ShownState.MISSING: NextStep("Attach what is there", Way.ATTACH),
    ShownState.STARTED: NextStep("Attach what is new", Way.ATTACH),
    ShownState.IN_REVIEW: NextStep("Say when it is agreed", Way.ATTACH),
    ShownState.NEEDS_A_LOOK: NextStep("Say what changed", Way.ATTACH),
    ShownState.LOOK_AGAIN: NextStep("Look again", Way.CONFIRM),
    ShownState.WAIVED: NextStep("Reopen", Way.REOPEN),
}


def next_step(facts: Facts) -> NextStep | None:
    """None where it is in place, private, or where the reader can do nothing about it."""
    if facts.state in IN_PLACE or facts.state is ShownState.PRIVATE:
        return None
    if facts.has_page and facts.state in _WITH_PAGE and (facts.may_edit or facts.state is not ShownState.MISSING):
        return NextStep(_WITH_PAGE[facts.state], Way.SOURCE)
    if not facts.may_edit:
        return None
    if facts.state is ShownState.MISSING and not facts.has_owner:
        return NextStep("Give it to somebody", Way.OWNER)
    return _BY_HAND[facts.state]


@dataclass(frozen=True)
class Progress:
    """How much of a phase is in place; what was waived does not count, nor do the `private` ones."""

    in_place: int
    counted: int
    begun: int
    private: int = 0

    @property
    def percent(self) -> int:
        """0 to 100; 100 only where all is in place, and the reader may know it."""
        found = self.in_place * 100 // self.counted if self.counted else 0
        return min(found, 99) if self.private else found

    def __str__(self) -> str:
        """ "7 of 8 in place", "7 of 7 in place, 1 private"."""
        if not self.counted:
            return "Kept private" if self.private else "Nothing expected"
        if self.in_place == self.counted and not self.private:
            return "Complete"
        said = f"{self.in_place} of {self.counted} in place"
        return f"{said}, {self.private} private" if self.private else said


def progress(states: Iterable[ShownState]) -> Progress:
    """Of the outcomes of a phase, or of a group, as one reader sees them."""
    expected = [state for state in states if state is not ShownState.WAIVED]
    counted = [state for state in expected if state is not ShownState.PRIVATE]
    begun = sum(state is not ShownState.MISSING for state in counted)
    in_place = sum(state in IN_PLACE for state in counted)
    return Progress(in_place, len(counted), begun, private=len(expected) - len(counted))


class MisdatedStay(ValueError):
    """A phase is entered and left on days that fit each other; the message says what to change."""


def check_entered(on: date, cycle_began_on: date) -> None:
    """Raises MisdatedStay where the day lies before the cycle began."""
    if on < cycle_began_on:
        raise MisdatedStay(f"This cycle began on {full_day(cycle_began_on)}: choose that day or a later one.")


def check_left(on: date, entered_on: date) -> None:
    """Raises MisdatedStay where the day lies before the phase was entered."""
    if on < entered_on:
        raise MisdatedStay(f"The phase was entered on {full_day(entered_on)}: choose that day or a later one.")


def count_of(number: int, noun: str) -> str:
    """ "1 question", "2 questions"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


#: So many names stand in a sentence.
NAMES_IN_SIGHT = 8


def some_of(names: Sequence[str]) -> str:
    """ "Charter, Lessons and 3 others"."""
    shown = ", ".join(names[:NAMES_IN_SIGHT])
    rest = len(names) - NAMES_IN_SIGHT
    return f"{shown} and {count_of(rest, 'other')}" if rest > 0 else shown


def answers_words(answers: int) -> tuple[str, ...]:
    """What hangs on a question, said before it is taken out."""
    return (f"Kept with it, and back with it: {count_of(answers, 'answer')}.",) if answers else ()


def hanging_words(owner: str, files: int, questions: int) -> tuple[str, ...]:
    """What hangs on an outcome, said before it is taken out; nothing where nobody uses it."""
    return tuple(
        filter(
            None,
            (
                f"{owner} has it." if owner else "",
                f"Attached to it, and kept with it: {count_of(files, 'piece')} of work." if files else "",
                f"Asked about it, and still open to read: {count_of(questions, 'question')}." if questions else "",
            ),
        )
    )
