"""A plan's logic model as a picture: which box stands where (PL10)."""

from waypost.plans.rules.logic_model import Action, Benchmark, LogicModel, Stage, Strand
from waypost.ui.diagrams import GAP, Diagram, Words, diagram, stacked

#: What stands where a link is missing.
NO_GOAL, NO_BENCHMARK = "No goal yet", "No benchmark yet"
NO_STRATEGY, NO_ACTION, NO_OUTCOME = "No strategy yet", "No action yet", "No outcome yet"
MOST_ACTIONS = 6
Column = list[tuple[int, Words]]


class _Sheet:
    """The three columns on the right while strands are added to them, one below the other."""

    def __init__(self) -> None:
        self.strategies: Column = []
        self.actions: Column = []
        self.outcomes: Column = []
        self.pairs: list[tuple[str, str]] = []
        self.top = 0

    def add(self, strand: Strand) -> None:
        head = Words(strand.uid, f"{strand.number}. {strand.text}", is_gap=bool(strand.breaks))
        self.strategies.append((self.top, head))
        start = self.top
        for action in _shown(strand):
            self._add_action(strand, action)
        for place, product in enumerate(strand.products):
            self._add_product(strand, f"{strand.uid}-product-{place}", product)
        self.top = max(self.top, start + head.height + GAP) + GAP

    def _add_action(self, strand: Strand, action: Words) -> None:
        outcome = _outcome(strand, action)
        self.actions.append((self.top, action))
        self.pairs.append((strand.uid, action.key))
        if outcome is not None:
            self.outcomes.append((self.top, outcome))
            self.pairs.append((action.key, outcome.key))
        self.top += max(action.height, outcome.height if outcome else 0) + GAP

    def _add_product(self, strand: Strand, key: str, text: str) -> None:
        words = Words(key, text)
        self.outcomes.append((self.top, words))
        self.pairs.append((strand.uid, key))
        self.top += words.height + GAP


def logic_drawing(model: LogicModel) -> Diagram:
    """The picture of the whole chain; of an objective's activities the first few, and how many more there are."""
    sheet = _Sheet()
    for strand in model.strands:
        sheet.add(strand)
    if not model.strands:
        sheet.strategies.append((0, Words("no-strategy", NO_STRATEGY, is_gap=True)))
    goal = Words("goal", model.goal or NO_GOAL, is_gap=not model.goal)
    benchmarks = [_benchmark(each) for each in model.benchmarks] or [Words("no-benchmark", NO_BENCHMARK, is_gap=True)]
    columns = (stacked([goal]), stacked(benchmarks), sheet.strategies, sheet.actions, sheet.outcomes)
    to_benchmarks = [(goal.key, each.key) for each in benchmarks]
    to_strategies = [(benchmarks[0].key, words.key) for _, words in sheet.strategies]
    return diagram([stage.value for stage in Stage], columns, [*to_benchmarks, *to_strategies, *sheet.pairs])


def _benchmark(benchmark: Benchmark) -> Words:
    said = f"{benchmark.text} ({benchmark.target})" if benchmark.target else benchmark.text
    return Words(benchmark.uid, said, is_gap=bool(benchmark.breaks))


def _shown(strand: Strand) -> list[Words]:
    shown = [Words(action.uid, action.text) for action in strand.actions[:MOST_ACTIONS]]
    left = len(strand.actions) - len(shown)
    if left:
        shown.append(Words(f"{strand.uid}-more", f"and {left} more"))
    return shown or [Words(f"{strand.uid}-none", NO_ACTION, is_gap=True)]


def _outcome(strand: Strand, shown: Words) -> Words | None:
    """What the action brings about; nothing stands beside a box that is no action."""
    action: Action | None = next((each for each in strand.actions if each.uid == shown.key), None)
    if action is None:
        return None
    return Words(f"{action.uid}-outcome", action.outcome or NO_OUTCOME, is_gap=not action.outcome)
