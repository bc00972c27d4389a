"""Writes the district's plan as the Word file that the template asks for, with dates around today."""

from collections.abc import Sequence
from datetime import date

import docx

from waypost.demo.content_files import Table
from waypost.demo.school_days import SchoolDays
from waypost.plans.word_template import (
    ALIGNMENT_HEADS,
    TERM_HEADS,
    add_table,
    saved,
)
from waypost.standards.implementation_plan.columns import ACTIVITY_HEADS, MEASURE_HEADS


def write_plan_file(plan: Table, days: SchoolDays) -> bytes:
    """The .docx of `content/plan.toml`."""
    word = docx.Document()
    for line in plan["title_lines"]:
        word.add_heading(line, level=1)
    word.add_paragraph(f"Date Started: {_words(days.on(plan['started']))}")
    word.add_paragraph(f"Date Implemented: {_words(days.on(plan['implemented']))}")
    word.add_paragraph(f"PRIORITY AREA: {plan['priority_area']}")
    word.add_paragraph(f"GOAL: {plan['goal']}")
    add_table(word, _measures(plan, days))
    for objective in plan["objectives"]:
        add_table(word, _objective(objective, days))
    add_table(word, _alignment(plan))
    return saved(word)


def _words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _on(row: Table, name: str, days: SchoolDays) -> str:
    """The day that the row gives as school days, or its own words for it."""
    return _words(days.on(row[name])) if name in row else str(row.get(f"{name}_text", ""))


def _measures(plan: Table, days: SchoolDays) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("PERFORMANCE MEASURES",)]
    for term, head in zip(("short", "long"), TERM_HEADS, strict=True):
        rows.append((head, *MEASURE_HEADS))
        rows += [_measure(row, days) for row in plan["measures"] if row["term"] == term]
    return rows


def _measure(row: Table, days: SchoolDays) -> Sequence[str]:
    due = _words(days.on(row["due"]))
    source = row.get("data_source", "")
    return row["text"], row["baseline"], row["target"], row["unit"], due, row["frequency"], source


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
