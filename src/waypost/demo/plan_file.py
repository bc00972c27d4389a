"""Writes the district's plan as the Word file that the published template asks for, with dates around today."""

import io
from collections.abc import Sequence
from datetime import date

import docx
from docx.document import Document

from waypost.demo.content_files import Table
from waypost.demo.school_days import SchoolDays

MEASURE_HEADS = ("Baseline", "Target", "Unit", "Due Date", "Frequency")
ACTIVITY_HEADS = (
    "Activity",
    "Start Date",
    "Target Date",
    "Resources Required",
    "Lead Person/ Organization",
    "Anticipated Product or Result",
    "Contingency Notes",
)
ALIGNMENT_HEADS = ("Obj #", "State Priority", "Standard or Framework", "Funding Opportunities/ Sources")


def write_plan_file(plan: Table, days: SchoolDays) -> bytes:
    """The .docx of `content/plan.toml`."""
    word = docx.Document()
    for line in plan["title_lines"]:
        word.add_heading(line, level=1)
    word.add_paragraph(f"Date Started: {_words(days.on(plan['started']))}")
    word.add_paragraph(f"Date Implemented: {_words(days.on(plan['implemented']))}")
    word.add_paragraph(f"PRIORITY AREA: {plan['priority_area']}")
    word.add_paragraph(f"GOAL: {plan['goal']}")
    _add_table(word, _measures(plan, days))
    for objective in plan["objectives"]:
        _add_table(word, _objective(objective, days))
    _add_table(word, _alignment(plan))
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _on(row: Table, name: str, days: SchoolDays) -> str:
    """The day that the row gives as school days, or its own words for it."""
    return _words(days.on(row[name])) if name in row else str(row.get(f"{name}_text", ""))


def _measures(plan: Table, days: SchoolDays) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("PERFORMANCE MEASURES",)]
    for term, head in (("short", "Short Term Indicators"), ("long", "Long Term Indicators")):
        rows.append((head, *MEASURE_HEADS))
        rows += [_measure(row, days) for row in plan["measures"] if row["term"] == term]
    return rows


def _measure(row: Table, days: SchoolDays) -> Sequence[str]:
    return row["text"], row["baseline"], row["target"], row["unit"], _words(days.on(row["due"])), row["frequency"]


def _objective(row: Table, days: SchoolDays) -> list[Sequence[str]]:
    background = (
        "BACKGROUND ON STRATEGY",
        f"Source: {row['source']}",
        f"Evidence Base: {row['evidence_base']}",
        f"Policy Change (Y/N): {row['policy_change']} {row.get('policy_change_note', '')}",
    )
    heads: list[Sequence[str]] = [
        (f"OBJECTIVE #{row['number']}: {row['text']}",),
        ("\n".join(background),),
        ("ACTION PLAN",),
        ACTIVITY_HEADS,
    ]
    return heads + [_activity(activity, days) for activity in row["activities"]]


def _activity(row: Table, days: SchoolDays) -> Sequence[str]:
    return (
        row["text"],
        _on(row, "start", days),
        _on(row, "target", days),
        "\n".join(row.get("resources", ())),
        "\n".join(row.get("leads", ())),
        row["result"],
        row.get("contingency", ""),
    )


def _alignment(plan: Table) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("ALIGNMENT WITH STATE/NATIONAL PRIORITIES",), ALIGNMENT_HEADS]
    return rows + [
        (row["objective"], row["state_priority"], row["standard"], row["funding"]) for row in plan["alignment"]
    ]


def _add_table(word: Document, rows: list[Sequence[str]]) -> None:
    """A row with a single text is merged over the whole width; each line of a text is a paragraph."""
    word.add_paragraph("")
    table = word.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        cells = [row.cells[0].merge(row.cells[-1])] if len(texts) == 1 else row.cells
        for cell, text in zip(cells, texts, strict=True):
            cell.text, *lines = text.split("\n")
            for line in lines:
                cell.add_paragraph(line)
