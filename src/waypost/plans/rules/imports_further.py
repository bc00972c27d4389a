"""What a plan file says beside the template, as tables for people to look at before a plan is created. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.standards.implementation_plan.document import ObjectiveBlock, PlanDocument
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


@dataclass(frozen=True)
class ShownTable:
    """Each row has a pair of head and text for every head."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


def further_tables(document: PlanDocument) -> list[ShownTable]:
    """In the order of an exported file."""
    found = [
        ("", indicators_table(document.measures)),
        ("", measurements_table(document.measures)),
        *((f" of objective {block.number}", activities_table(block.activities)) for block in document.objectives),
        ("", teams_table(document.teams)),
        ("", procedures_table(document.procedures)),
        ("", involvement_table(document.involvement)),
    ]
    return [_shown(table, whose) for whose, table in found if table is not None]


def background(objective: ObjectiveBlock) -> Iterator[tuple[str, str]]:
    """What it says of its strategy beside the template."""
    texts = {
        "Type of strategy": objective.strategy_type,
        "Tier of evidence": objective.evidence_tier,
        "Products or outcomes": "; ".join(objective.products),
    }
    return ((name, text) for name, text in texts.items() if text)


def _shown(table: FurtherTable, whose: str) -> ShownTable:
    title = f"{table.title.capitalize()}{whose}"
    rows = (tuple(zip(table.heads, row, strict=True)) for row in unguarded(table.rows))
    return ShownTable(title, table.heads, tuple(rows))
