"""A plan document as a Word file in the template's layout, which `reader.read_plan` reads back.

What the template lacks follows as labeled lines and further tables, only where the plan says something for them. Of a
text the reader keeps the lines that have words, each with single spaces; blank lines are not kept.
"""

from collections.abc import Iterable, Sequence

from waypost.standards.implementation_plan.columns import (
    ACTIVITY_HEADS,
    ACTIVITY_WORDS,
    ALIGNMENT_WORDS,
    MEASURE_HEADS,
    MEASURE_WORDS,
    AlignmentColumn,
)
from waypost.standards.implementation_plan.document import (
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.further_tables import FurtherTable
from waypost.standards.implementation_plan.further_writing import (
    activities_table,
    indicators_table,
    involvement_table,
    measurements_table,
    procedures_table,
    teams_table,
)
from waypost.standards.implementation_plan.guards import unguarded
from waypost.standards.implementation_plan.labels import BackgroundLabel, FrontLabel
from waypost.standards.implementation_plan.word_cells import (
    activity_cells,
    alignment_cells,
    cell,
    date_cell,
    guarded_heads,
    measure_cells,
    other_headings,
    policy_change,
    text_of,
)
from waypost.standards.implementation_plan.word_markup import gap, heading, labeled, paragraph, table, word_file

TERM_HEADS = {Term.SHORT: "Short Term Indicators", Term.LONG: "Long Term Indicators"}
#: How wide the template's columns are beside each other.
MEASURE_SHARES = (9, 3, 3, 3, 3, 4, 4)
ACTIVITY_SHARES = (10, 5, 5, 6, 6, 8, 8)
ALIGNMENT_SHARES = (2, 5, 5, 5)
ALIGNMENT_TITLE = "ALIGNMENT WITH STATE/NATIONAL PRIORITIES"


def write_word(document: PlanDocument) -> bytes:
    return word_file(" · ".join(document.title_lines), body_of(document))


def body_of(document: PlanDocument) -> str:
    """The text of the file, as XML."""
    plan = unguarded(document)
    blocks = (
        *_front(plan),
        *_measures(plan.measures),
        *(part for objective in plan.objectives for part in _objective(objective)),
        *_alignment(plan),
        *_further(teams_table(plan.teams)),
        *_further(procedures_table(plan.procedures)),
        *_further(involvement_table(plan.involvement)),
    )
    return "".join(blocks)


def _front(plan: PlanDocument) -> Iterable[str]:
    for place, line in enumerate(plan.title_lines):
        yield heading(text_of(line), 1) if place == 0 else paragraph(text_of(line))
    yield labeled("Date Started:", date_cell(plan.date_started, plan.date_started_text))
    yield labeled("Date Implemented:", date_cell(plan.date_implemented, plan.date_implemented_text))
    yield labeled(f"{FrontLabel.PRIORITY_AREA.upper()}:", text_of(plan.priority_area))
    yield labeled(f"{FrontLabel.GOAL.upper()}:", text_of(plan.goal))


def _measures(measures: Sequence[MeasureRow]) -> Iterable[str]:
    yield heading("PERFORMANCE MEASURES", 2)
    others = other_headings(measures)
    for term, head in TERM_HEADS.items():
        heads = (head, *MEASURE_HEADS, *guarded_heads(others, MEASURE_WORDS))
        rows = [measure_cells(row, others) for row in measures if row.term is term]
        yield gap() if term is Term.LONG else ""
        yield table(heads, rows, (*MEASURE_SHARES, *[4] * len(others)))
    ordered = [row for term in TERM_HEADS for row in measures if row.term is term]
    yield from _further(indicators_table(ordered))
    yield from _further(measurements_table(ordered))


def _objective(objective: ObjectiveBlock) -> Iterable[str]:
    first, *lines = text_of(objective.text, is_blank_otherwise=not _says_something(objective)).split("\n")
    yield heading(f"OBJECTIVE #{objective.number}: {first}", 2)
    yield from map(paragraph, lines)
    yield heading("BACKGROUND ON STRATEGY", 3)
    yield labeled(f"{BackgroundLabel.SOURCE}:", text_of(objective.source))
    yield labeled(f"{BackgroundLabel.EVIDENCE_BASE}:", text_of(objective.evidence_base))
    yield labeled("Policy Change (Y/N):", policy_change(objective))
    further = {
        BackgroundLabel.STRATEGY_TYPE: text_of(objective.strategy_type),
        BackgroundLabel.EVIDENCE_TIER: text_of(objective.evidence_tier),
        BackgroundLabel.PRODUCTS: "\n".join(cell(text, is_item=True) for text in objective.products),
    }
    yield from (labeled(f"{label}:", text) for label, text in further.items() if text)
    yield heading("ACTION PLAN", 3)
    others = other_headings(objective.activities)
    heads = (*ACTIVITY_HEADS, *guarded_heads(others, ACTIVITY_WORDS))
    rows = [activity_cells(row, others) for row in objective.activities]
    yield table(heads, rows, (*ACTIVITY_SHARES, *[6] * len(others)))
    yield from _further(activities_table(objective.activities))


def _says_something(objective: ObjectiveBlock) -> bool:
    """Whether the reader finds it even where it has no text."""
    return objective != ObjectiveBlock(objective.number, "")


def _alignment(plan: PlanDocument) -> Iterable[str]:
    yield heading(ALIGNMENT_TITLE, 2)
    labels, others = plan.alignment_labels, other_headings(plan.alignment)
    heads = (
        AlignmentColumn.OBJECTIVE,
        *guarded_heads([labels.state_priority], ALIGNMENT_WORDS, AlignmentColumn.STATE_PRIORITY),
        *guarded_heads([labels.standard], ALIGNMENT_WORDS, AlignmentColumn.STANDARD),
        *guarded_heads([labels.funding], ALIGNMENT_WORDS, AlignmentColumn.FUNDING),
        *guarded_heads(others, ALIGNMENT_WORDS),
    )
    rows: list[Sequence[str]] = [alignment_cells(row, others) for row in plan.alignment]
    yield table(heads, rows, (*ALIGNMENT_SHARES, *[3] * len(others)))


def _further(found: FurtherTable | None) -> Iterable[str]:
    if found is None:
        return
    yield heading(found.title, 3)
    yield table(found.heads, [[cell(text) for text in row] for row in found.rows], found.shares)
