"""The lines of a plan file as its preview shows them: each row with its state, many objectives on several pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.plans.rules.import_lines import LineState, Question, line_count, line_states
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
)

#: Activities on one page; an objective is never split.
ACTIVITIES_ON_A_PAGE = 150


@dataclass(frozen=True)
class ShownRow:
    row: MeasureRow | ActivityRow | AlignmentEntry
    state: LineState


@dataclass(frozen=True)
class ShownObjective:
    block: ObjectiveBlock
    state: LineState
    activities: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ImportLines:
    """`counts` says how many lines are in each state; what is asked about the file as a whole counts as a line too."""

    started: LineState
    implemented: LineState
    measures: tuple[ShownRow, ...]
    alignment: tuple[ShownRow, ...]
    pages: tuple[tuple[ShownObjective, ...], ...]
    counts: dict[LineState, int]


def import_lines(document: PlanDocument, asked: Sequence[Question]) -> ImportLines:
    states = line_states(asked)

    def state(line: str) -> LineState:
        return states.get(line, LineState.READ)

    counts = Counter(states.values()) + Counter(question.state for question in asked if not question.line)
    counts[LineState.READ] = line_count(document) - len(states)
    return ImportLines(
        started=state("started"),
        implemented=state("implemented"),
        measures=tuple(ShownRow(row, state(f"measure/{number}")) for number, row in enumerate(document.measures, 1)),
        alignment=tuple(ShownRow(row, LineState.READ) for row in document.alignment),
        pages=_pages([_shown(number, block, states) for number, block in enumerate(document.objectives, 1)]),
        counts={each: counts[each] for each in LineState},
    )


def _shown(number: int, block: ObjectiveBlock, states: dict[str, LineState]) -> ShownObjective:
    activities = tuple(
        ShownRow(row, states.get(f"activity/{number}/{place}", LineState.READ))
        for place, row in enumerate(block.activities, 1)
    )
    return ShownObjective(block, states.get(f"objective/{number}", LineState.READ), activities)


def _pages(objectives: Sequence[ShownObjective]) -> tuple[tuple[ShownObjective, ...], ...]:
    pages: list[list[ShownObjective]] = [[]]
    length = 0
    for objective in objectives:
        if pages[-1] and length + len(objective.activities) > ACTIVITIES_ON_A_PAGE:
            pages.append([])
            length = 0
        pages[-1].append(objective)
        length += len(objective.activities)
    return tuple(tuple(page) for page in pages)
