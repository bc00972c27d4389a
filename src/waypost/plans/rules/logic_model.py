"""From a plan's goal over benchmarks, strategies and actions to outcomes, and where that chain breaks (PL10). Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The columns of the picture, from left to right."""

    GOAL = "Goal"
    BENCHMARKS = "Benchmarks"
    STRATEGIES = "Strategies"
    ACTIONS = "Actions"
    OUTCOMES = "Outcomes"


@dataclass(frozen=True)
class Benchmark:
    """An indicator: `target` reads "40% by June 30, 2027", empty where none is set."""

    uid: str
    text: str
    target: str = ""
    has_source: bool = True

    @property
    def breaks(self) -> tuple[str, ...]:
        """What is missing, each as one sentence."""
        missing = []
        if not self.target:
            missing.append("It has no target yet: say how much, by when.")
        if not self.has_source:
            missing.append("Nobody knows yet where its numbers come from: name a data source.")
        return tuple(missing)


@dataclass(frozen=True)
class Action:
    """An activity and what it brings about."""

    uid: str
    text: str
    outcome: str = ""

    @property
    def breaks(self) -> tuple[str, ...]:
        """What is missing, each as one sentence."""
        return () if self.outcome else ("It leads to nothing yet: name its product or result.",)


@dataclass(frozen=True)
class Strand:
    """One objective with its actions and with the products that come out of the objective as a whole."""

    uid: str
    number: int
    text: str
    actions: tuple[Action, ...] = ()
    products: tuple[str, ...] = ()

    @property
    def breaks(self) -> tuple[str, ...]:
        """What is missing, each as one sentence."""
        missing = [] if self.actions else ["Nothing carries it out yet: add an activity."]
        if not self.products and not any(action.outcome for action in self.actions):
            missing.append("It ends without an outcome: name what comes out of it.")
        return tuple(missing)


@dataclass(frozen=True)
class LogicModel:
    """A plan as a chain. Every break belongs to exactly one of its links."""

    goal: str
    benchmarks: tuple[Benchmark, ...]
    strands: tuple[Strand, ...]

    @property
    def breaks(self) -> tuple[str, ...]:
        """What the chain as a whole lacks."""
        missing = [] if self.goal else ["There is no goal yet: write what will be true."]
        if not self.benchmarks:
            missing.append("No benchmark says how you will know: add an indicator.")
        if not self.strands:
            missing.append("No strategy leads to the goal yet: add an objective.")
        return tuple(missing)

    @property
    def break_count(self) -> int:
        """How many links are broken, in all."""
        benchmarks = sum(len(benchmark.breaks) for benchmark in self.benchmarks)
        strands = sum(len(strand.breaks) for strand in self.strands)
        actions = sum(len(action.breaks) for strand in self.strands for action in strand.actions)
        return len(self.breaks) + benchmarks + strands + actions
