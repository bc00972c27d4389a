"""Where packages say which outcome of a phase exists: each registers what it can look up about a program (FR1).

Register in the `ready` of the package's `apps.py`. A key is stored with phases, so it never changes its meaning.
`OutcomeState` stands in `rules.outcome_states` and is handed on from here to those who register.
"""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.rules.outcome_states import OutcomeState

__all__ = ["Outcome", "OutcomeState", "Privacy", "Standing", "find", "register", "registered"]


@dataclass(frozen=True)
class Standing:
    """What is there of an outcome: its state, one sentence of facts, the page where it stands and who has it.

    `url` is empty where the viewer may not open it; `owner` is empty where nobody has it.
    """

    state: OutcomeState
    says: str
    url: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Privacy:
    """Who may know how far an outcome is, and what everybody else is told in place of it."""

    may_know: Callable[[Viewer, Program], bool]
    says: str


@dataclass(frozen=True)
class Outcome:
    """Something that a phase should bring forth. `standing` asks a fixed number of queries, whatever there is.

    It is asked for those alone who may know it; `privacy` is None where that is everybody who reads the program.
    """

    key: str
    label: str
    hint: str
    standing: Callable[[Viewer, Program], Standing]
    privacy: Privacy | None = None

    def kept_words(self, viewer: Viewer, program: Program) -> str:
        """Who keeps it; empty where `viewer` may know how far it is."""
        if self.privacy is None or self.privacy.may_know(viewer, program):
            return ""
        return self.privacy.says

    def told_to(self, viewer: Viewer, program: Program) -> Standing:
        """What is there, or that it is private and who keeps it."""
        kept = self.kept_words(viewer, program)
        return Standing(OutcomeState.PRIVATE, kept) if kept else self.standing(viewer, program)


_outcomes: dict[str, Outcome] = {}


def register(outcome: Outcome) -> None:
    """Offer `outcome` to every phase; registering a key again replaces it."""
    _outcomes[outcome.key] = outcome


def find(key: str) -> Outcome | None:
    """The outcome with this key, or None where no installed package produces it."""
    return _outcomes.get(key)


def registered() -> tuple[Outcome, ...]:
    """All outcomes, by label."""
    return tuple(sorted(_outcomes.values(), key=lambda outcome: outcome.label))
