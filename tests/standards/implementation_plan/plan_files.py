"""Writes Word files that hold a plan, in the many ways in which districts lay the template out."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.table import Table, _Cell

from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    Term,
)

ACTIVITY_COLUMNS: dict[str, Callable[[ActivityRow], str]] = {
    "Activity": lambda row: row.activity,
    "Start Date": lambda row: row.start_date_text,
    "Target Date": lambda row: row.target_date_text,
    "Resources Required": lambda row: "\n".join(row.resources),
    "Lead Person/ Organization": lambda row: "\n".join(row.leads),
    "Anticipated Product or Result": lambda row: row.anticipated_result,
    "Contingency Notes": lambda row: row.contingency,
}
ALIGNMENT_COLUMNS = ("Obj #", "X State Priority", "Common Core", "Funding Opportunities/ Sources")


@dataclass(frozen=True)
class Layout:
    """How a file differs from the published template in form and not in meaning."""

    relabel: Callable[[str], str] = str
    activity_columns: tuple[str, ...] = tuple(ACTIVITY_COLUMNS)
    breaks_lines_softly: bool = False
    blank_rows: int = 0


@dataclass(frozen=True)
class PlanFile:
    """One Word file under construction."""

    word: Document
    layout: Layout

    def fill(self, cell: _Cell, text: str) -> None:
        lines = text.split("\n")
        if self.layout.breaks_lines_softly:
            cell.text = text
            return
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)

    def table(self, rows: Sequence[Sequence[str]], columns: int) -> Table:
        """A row with a single text is merged over the whole width."""
        table: Table = self.word.add_table(rows=len(rows), cols=columns)
        for row, texts in zip(table.rows, rows, strict=True):
            if len(texts) == 1:
                self.fill(row.cells[0].merge(row.cells[-1]), texts[0])
            else:
                for cell, text in zip(row.cells, texts, strict=True):
                    self.fill(cell, text)
        return table

    def label(self, words: str) -> str:
        return self.layout.relabel(words)


def write_plan(plan: PlanDocument, layout: Layout | None = None) -> bytes:
    file = PlanFile(docx.Document(), layout or Layout())
    for line in plan.title_lines:
        file.word.add_heading(line, level=1)
    front = {
        "Date Started:": plan.date_started_text,
        "Date Implemented:": plan.date_implemented_text,
        "PRIORITY AREA:": plan.priority_area,
        "GOAL:": plan.goal,
    }
    for label, text in front.items():
        file.word.add_paragraph(f"{file.label(label)} {text}")
    _add_measures(file, plan.measures)
    for objective in plan.objectives:
        _add_objective(file, objective)
    _add_alignment(file, plan.alignment)
    return saved(file.word)


def saved(word: Document) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _add_measures(file: PlanFile, measures: Sequence[MeasureRow]) -> None:
    rows: list[Sequence[str]] = [(file.label("PERFORMANCE MEASURES"),)]
    for term, heading in ((Term.SHORT, "Short Term Indicators"), (Term.LONG, "Long Term Indicators")):
        rows.append((file.label(heading), file.label("Frequency")))
        rows += [(measure.text, measure.frequency) for measure in measures if measure.term is term]
        rows += [("", "")] * file.layout.blank_rows
    file.table(rows, columns=2)


def _add_objective(file: PlanFile, objective: ObjectiveBlock) -> None:
    policy = {True: "Y", False: "N", None: ""}[objective.policy_change]
    background = (
        file.label("BACKGROUND ON STRATEGY"),
        f"{file.label('Source:')} {objective.source}",
        f"{file.label('Evidence Base:')} {objective.evidence_base}",
        f"{file.label('Policy Change (Y/N):')} {policy} {objective.policy_change_note}",
    )
    columns = file.layout.activity_columns
    rows: list[Sequence[str]] = [
        (f"{file.label(f'OBJECTIVE #{objective.number}:')} {objective.text}",),
        ("\n".join(background),),
        (file.label("ACTION PLAN"),),
        [file.label(column) for column in columns],
    ]
    rows += [[ACTIVITY_COLUMNS[column](activity) for column in columns] for activity in objective.activities]
    rows += [[""] * len(columns)] * file.layout.blank_rows
    file.word.add_paragraph("")
    file.table(rows, columns=len(columns))


def _add_alignment(file: PlanFile, entries: Sequence[AlignmentEntry]) -> None:
    rows: list[Sequence[str]] = [
        (file.label("ALIGNMENT WITH STATE/NATIONAL PRIORITIES"),),
        [file.label(column) for column in ALIGNMENT_COLUMNS],
    ]
    rows += [(entry.objective_text, entry.state_priority, entry.standard, entry.funding) for entry in entries]
    file.word.add_paragraph("")
    file.table(rows, columns=len(ALIGNMENT_COLUMNS))
