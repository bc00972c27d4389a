"""The Word file to fill in: the tables that the reader of `standards.implementation_plan` knows, without a word yet."""

import io
from collections.abc import Collection, Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Inches

from waypost.standards.implementation_plan.columns import ACTIVITY_HEADS, MEASURE_HEADS

ALIGNMENT_HEADS = ("Obj #", "State Priority", "Standard or Framework", "Funding Opportunities/ Sources")
FRONT_LABELS = ("Date Started:", "Date Implemented:", "PRIORITY AREA:", "GOAL:")
BACKGROUND_LABELS = ("Source:", "Evidence Base:", "Policy Change (Y/N):")
TERM_HEADS = ("Short Term Indicators", "Long Term Indicators")

OBJECTIVES = 3
ROWS_OF_A_TERM = 3
ROWS_OF_ACTIVITIES = 4
MARGIN = Inches(0.6)


def empty_template() -> bytes:
    """A .docx file on letter paper, lying."""
    word = docx.Document()
    word.core_properties.author, word.core_properties.comments = "Waypost", ""
    _lay_the_page_wide(word)
    word.add_heading("Implementation Plan", level=1)
    for label in FRONT_LABELS:
        word.add_paragraph().add_run(f"{label} ").bold = True
    _add_measures(word)
    for number in range(1, OBJECTIVES + 1):
        _add_objective(word, number)
    _add_alignment(word)
    return saved(word)


def saved(word: Document) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def add_table(word: Document, rows: Sequence[Sequence[str]], heads: Collection[int] = ()) -> None:
    """A row with a single text is merged over the whole width; each line of a text is a paragraph.

    `heads` are the places of the rows in bold.
    """
    word.add_paragraph("")
    table = word.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        cells = [row.cells[0].merge(row.cells[-1])] if len(texts) == 1 else row.cells
        for cell, text in zip(cells, texts, strict=True):
            cell.text, *lines = text.split("\n")
            for line in lines:
                cell.add_paragraph(line)
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs if place in heads):
                run.bold = True


def _lay_the_page_wide(word: Document) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = MARGIN


def _add_measures(word: Document) -> None:
    rows: list[Sequence[str]] = [("PERFORMANCE MEASURES",)]
    for head in TERM_HEADS:
        rows.append((head, *MEASURE_HEADS))
        rows += [_blank(1 + len(MEASURE_HEADS))] * ROWS_OF_A_TERM
    add_table(word, rows, heads=(0, 1, 2 + ROWS_OF_A_TERM))


def _add_objective(word: Document, number: int) -> None:
    background = ("BACKGROUND ON STRATEGY", *BACKGROUND_LABELS)
    rows: list[Sequence[str]] = [
        (f"OBJECTIVE #{number}: ",),
        ("\n".join(background),),
        ("ACTION PLAN",),
        ACTIVITY_HEADS,
        *[_blank(len(ACTIVITY_HEADS))] * ROWS_OF_ACTIVITIES,
    ]
    add_table(word, rows, heads=(0, 1, 2, 3))


def _add_alignment(word: Document) -> None:
    rows: list[Sequence[str]] = [("ALIGNMENT WITH STATE/NATIONAL PRIORITIES",), ALIGNMENT_HEADS]
    rows += [(str(number), *_blank(len(ALIGNMENT_HEADS) - 1)) for number in range(1, OBJECTIVES + 1)]
    add_table(word, rows, heads=(0, 1))


def _blank(cells: int) -> tuple[str, ...]:
    return ("",) * cells
