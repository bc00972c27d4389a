"""A plan document as tagged PDF on letter paper, with the sections of the template (PL11)."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from waypost.plans.exports import CannotExport
from waypost.plans.long_files import MOST_ACTIVITIES_HERE, NoRoom, typeset_long
from waypost.plans.measures import find
from waypost.plans.rules.imports import plan_title
from waypost.standards.implementation_plan.columns import ACTIVITY_HEADS, MEASURE_HEADS
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
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
    measure_cells,
    other_headings,
    policy_change,
)
from waypost.standards.implementation_plan.word_file import ACTIVITY_SHARES, ALIGNMENT_SHARES, MEASURE_SHARES
from waypost.ui.typesetting import TypesettingError, letters_without_a_shape, typeset

TEMPLATE = files("waypost.plans") / "plan.typ"
TERM_HEADS = {Term.SHORT: "Short-term indicators", Term.LONG: "Long-term indicators"}
#: Characters of one cell from which on a row may break over pages.
LONG = 1_000
Content = dict[str, Any]
#: Control characters as JSON writes them; nobody sees them on a page.
CONTROLS = re.compile(r"(?<!\\)((?:\\\\)*)\\u00[01][0-9a-f]")
#: Marks that join or turn letters, such as those of an emoji.
WITHOUT_WIDTH = re.compile("[\x7f\u200b-\u200f\ufe00-\ufe0f\ufeff]")
STAND_IN = "?"
MOST_STAND_INS = 30


def plan_pdf(document: PlanDocument) -> bytes:
    """PDF/UA-1. A question mark stands where the font lacks a letter.

    Raises CannotExport where it lacks many, and where a long plan finds no room.
    """
    said = CONTROLS.sub(r"\1", json.dumps(_plan(unguarded(document)), ensure_ascii=False))
    content = unicodedata.normalize("NFC", WITHOUT_WIDTH.sub("", said))
    is_long = sum(len(objective.activities) for objective in document.objectives) > MOST_ACTIVITIES_HERE
    try:
        missing = letters_without_a_shape(content, MOST_STAND_INS)
        shown = json.loads(content.translate(dict.fromkeys(map(ord, missing), STAND_IN)))
        return (typeset_long if is_long else typeset)(TEMPLATE.read_bytes(), "plan", shown)
    except NoRoom as error:
        raise CannotExport(str(error)) from error
    except TypesettingError as error:
        raise CannotExport(
            "The PDF's font lacks many letters of this plan, so no PDF was written: take the Word file, and print that."
        ) from error


def _plan(document: PlanDocument) -> Content:
    measures = [_to_read(row) for term in TERM_HEADS for row in document.measures if row.term is term]
    front = {
        FrontLabel.PRIORITY_AREA: document.priority_area,
        FrontLabel.GOAL: document.goal,
        FrontLabel.DATE_STARTED: document.date_started_text,
        FrontLabel.DATE_IMPLEMENTED: document.date_implemented_text,
    }
    tables = (
        teams_table(document.teams),
        procedures_table(document.procedures),
        involvement_table(document.involvement),
    )
    return {
        "title": plan_title(document.title_lines),
        "facts": _facts(front),
        "measures": [_measures(head, document.measures, term) for term, head in TERM_HEADS.items()],
        "about_measures": _further(indicators_table(measures), measurements_table(measures)),
        "objectives": [_objective(objective) for objective in document.objectives],
        "alignment": _alignment(document),
        "further": _further(*tables),
    }


def _to_read(row: MeasureRow) -> MeasureRow:
    """With what Waypost counts in words, where a file that is read back has its key."""
    measure = find(row.source_key)
    return replace(row, source_key=measure.label) if measure else row


def _facts(texts: dict[Any, str]) -> list[Content]:
    return [{"term": str(term), "text": unguarded(text) or "not set yet"} for term, text in texts.items()]


def _measures(head: str, measures: Sequence[MeasureRow], term: Term) -> Content:
    others = other_headings(measures)
    rows = [measure_cells(row, others) for row in measures if row.term is term]
    return _sheet((head, *MEASURE_HEADS, *others), rows, (*MEASURE_SHARES, *[4] * len(others)))


def _objective(objective: ObjectiveBlock) -> Content:
    background = {
        BackgroundLabel.SOURCE: objective.source,
        BackgroundLabel.EVIDENCE_BASE: objective.evidence_base,
        BackgroundLabel.POLICY_CHANGE: policy_change(objective),
        BackgroundLabel.STRATEGY_TYPE: objective.strategy_type,
        BackgroundLabel.EVIDENCE_TIER: objective.evidence_tier,
        BackgroundLabel.PRODUCTS: "; ".join(objective.products),
    }
    return {
        "number": str(objective.number),
        "text": objective.text,
        "background": _facts(background),
        "actions": _actions(objective.activities),
        "further": _further(activities_table([replace(row, lead_kinds=()) for row in objective.activities])),
    }


def _actions(activities: Sequence[ActivityRow]) -> Content:
    others = other_headings(activities)
    rows = [activity_cells(row, others) for row in activities]
    return _sheet((*ACTIVITY_HEADS, *others), rows, (*ACTIVITY_SHARES, *[6] * len(others)))


def _alignment(document: PlanDocument) -> Content:
    rows: Sequence[AlignmentEntry] = document.alignment
    others, labels = other_headings(rows), document.alignment_labels
    heads = ("Objective", labels.state_priority, labels.standard, labels.funding, *others)
    return _sheet(heads, [alignment_cells(row, others) for row in rows], (*ALIGNMENT_SHARES, *[3] * len(others)))


def _further(*tables: FurtherTable | None) -> list[Content]:
    found = [table for table in tables if table is not None]
    return [{"title": table.title.capitalize(), **_sheet(table.heads, table.rows, table.shares)} for table in found]


def _sheet(heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int]) -> Content:
    said = [[unguarded(text) for text in row] for row in rows]
    return {
        "heads": [str(head) for head in heads],
        "shares": list(shares),
        "rows": [{"texts": texts, "is_long": max(map(len, texts)) > LONG} for texts in said],
    }
