"""What the next cycle takes over of the one that ends, in words, before it begins (FR1). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from waypost.programs.rules.phase_sets import OutcomeWords
from waypost.programs.rules.phases import count_of, some_of

HeldT = TypeVar("HeldT")


def home_key(words: OutcomeWords) -> str:
    """By what an outcome of one set is found in another one: what Waypost works it out from, else its label."""
    return words.key or words.label.strip().casefold()


def homes(held: Iterable[tuple[OutcomeWords, HeldT]], expected: Iterable[OutcomeWords]) -> Mapping[int, HeldT]:
    """What of a cycle stands where in another set, by the place of the outcome there; each finds one home at most."""
    waiting: dict[str, list[HeldT]] = {}
    for words, each in held:
        waiting.setdefault(home_key(words), []).append(each)
    found: dict[int, HeldT] = {}
    for place, words in enumerate(expected):
        if waiting.get(home_key(words)):
            found[place] = waiting[home_key(words)].pop(0)
    return found


@dataclass(frozen=True)
class Homeless:
    """Names of outcomes that another set has no place for: with work attached, waived, and all others."""

    attached: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return [*self.attached, *self.waived, *self.others]


@dataclass(frozen=True)
class TakenOver:
    """What goes over. Of the `private` ones nobody is told how far they are; `unasked` questions stay behind.

    `phases` is empty where they stay the same; `loose` activities of the plan have no phase then.
    """

    carried: int
    anew: Sequence[str]
    questions: int
    private: Sequence[str] = ()
    phases: Sequence[str] = ()
    added: int = 0
    homeless: Homeless = Homeless()
    unasked: int = 0
    loose: int = 0


def taken_over_words(found: TakenOver) -> tuple[str, ...]:
    """One sentence each; what does not happen is not said."""
    return tuple(
        filter(
            None,
            (
                f"The phases will be: {', '.join(found.phases)}." if found.phases else "",
                f"Carried for another look: {count_of(found.carried, 'outcome')}.",
                f"Missing or waived, and begun anew: {some_of(found.anew)}." if found.anew else "",
                _private_words(found.private),
                f"New in these phases: {count_of(found.added, 'outcome')}." if found.added else "",
                *_homeless_words(found.homeless),
                _questions_words(found),
                f"Without a phase until you choose one: {_activities(found.loose)} of the plan." if found.loose else "",
            ),
        )
    )


def _private_words(names: Sequence[str]) -> str:
    return f"Private, and taken over as those who keep it left it: {some_of(names)}." if names else ""


def _homeless_words(found: Homeless) -> tuple[str, ...]:
    """With work attached first: that is what somebody would look for."""
    stays = "It stays readable in this cycle." if len(found.names) == 1 else "They stay readable in this cycle."
    return tuple(
        f"Without a place in these phases, {what}{some_of(names)}. {stays}"
        for what, names in (
            ("with work attached: ", found.attached),
            ("waived: ", found.waived),
            ("and not taken over: ", found.others),
        )
        if names
    )


def _questions_words(found: TakenOver) -> str:
    again = "Asked" if found.phases else "Asked again"
    said = f"{again}: {count_of(found.questions, 'question')}. Today's answers stay with this cycle."
    return f"{said} Not asked again: {count_of(found.unasked, 'question')}." if found.unasked else said


def _activities(count: int) -> str:
    return f"{count} {'activity' if count == 1 else 'activities'}"
