"""The template that we hand out comes back filled in, every field of it."""

import io
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.table import _Cell

from tests.plans.builders import Planned
from waypost.plans.actions.imports import NothingToImport, check_importable
from waypost.plans.word_template import empty_template
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.reader import read_plan

SHORT, LONG = ("Schools that begin", "0", "60", "schools"), ("Educators who choose it", "4", "33", "educators")
MORE = ("June 1, 2028", "Annual", "HR records")
DATES = ("January 5, 2028", "May 2, 2028")
ACTIVITY = ("Train assessors", *DATES, "Staff time\nRooms", "Tom Becker\nCoaches", "12", "Wait")
ALIGNED = ("Priority 2", "Standard 3", "Title II")

FILLED = PlanDocument(
    title_lines=("Implementation Plan", "Cedar Valley"),
    priority_area="Growth that educators trust",
    goal="One in three educators grows.",
    date_started=date(2027, 9, 1),
    date_started_text="September 1, 2027",
    date_implemented=date(2028, 6, 1),
    date_implemented_text="June 1, 2028",
    measures=tuple(
        MeasureRow(
            term=term,
            text=text,
            baseline=Decimal(baseline),
            target=Decimal(target),
            unit=unit,
            due_on=date(2028, 6, 1),
            due_text="June 1, 2028",
            frequency="Annual",
            data_source="HR records",
        )
        for term, (text, baseline, target, unit) in ((Term.SHORT, SHORT), (Term.LONG, LONG))
    ),
    objectives=tuple(
        ObjectiveBlock(
            number=number,
            text=f"Objective text {number}",
            source="Gap analysis",
            evidence_base="Three studies",
            policy_change=True,
            policy_change_note="policy 4.31",
            activities=(
                ActivityRow(
                    activity="Train assessors",
                    target_date=date(2028, 5, 2),
                    target_date_text="May 2, 2028",
                    start_date=date(2028, 1, 5),
                    start_date_text="January 5, 2028",
                    resources=("Staff time", "Rooms"),
                    leads=("Tom Becker", "Coaches"),
                    anticipated_result="12",
                    contingency="Wait",
                ),
            ),
        )
        for number in (1, 2, 3)
    ),
    alignment=tuple(AlignmentEntry(number, str(number), *ALIGNED) for number in (1, 2, 3)),
    alignment_labels=AlignmentLabels("State Priority", "Standard or Framework", "Funding Opportunities/ Sources"),
)


def filled_in(objectives: int = 3, aligned: Collection[int] = (1, 2, 3)) -> bytes:
    """The template as somebody fills it in in Word, with the first `objectives` and the rows that are `aligned`."""
    word = docx.Document(io.BytesIO(empty_template()))
    _title, *front = [paragraph for paragraph in word.paragraphs if paragraph.text]
    front[0].insert_paragraph_before("Cedar Valley")
    answers = ("September 1, 2027", "June 1, 2028", "Growth that educators trust", "One in three educators grows.")
    for paragraph, text in zip(front, answers, strict=True):
        paragraph.add_run(text)
    measures, *tables, alignment = word.tables
    fill(measures.rows[2].cells, (*SHORT, *MORE))
    fill(measures.rows[6].cells, (*LONG, *MORE))
    for number, table in enumerate(tables[:objectives], 1):
        table.rows[0].cells[0].paragraphs[0].add_run(f"Objective text {number}")
        background = table.rows[1].cells[0].paragraphs[1:]
        for paragraph, text in zip(background, ("Gap analysis", "Three studies", "Y policy 4.31"), strict=True):
            paragraph.add_run(f" {text}")
        fill(table.rows[4].cells, ACTIVITY)
    for number in aligned:
        fill(alignment.rows[1 + number].cells[1:], ALIGNED)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def fill(cells: tuple[_Cell, ...], texts: tuple[str, ...]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text, *lines = text.split("\n")
        for line in lines:
            cell.add_paragraph(line)


def test_every_field_of_the_filled_in_template_is_read() -> None:
    found = read_plan(filled_in())
    assert found == FILLED
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("objectives", "aligned", "warned"),
    [
        (1, (), []),
        (1, (1,), []),
        (2, (), []),
        (2, (1,), ["Alignment row 2 is empty and left out."]),
        (3, (1, 3), ["Alignment row 2 is empty and left out."]),
    ],
)
def test_blanks_of_the_template_that_nobody_came_to_are_no_warning(
    objectives: int, aligned: Collection[int], warned: list[str]
) -> None:
    """A row is one once another one is filled and its objective is in the plan."""
    found = read_plan(filled_in(objectives, aligned))
    assert (len(found.objectives), len(found.alignment)) == (objectives, len(aligned))
    assert [warning.sentence for warning in found.warnings] == warned


def test_the_template_as_it_is_becomes_no_plan() -> None:
    found = read_plan(empty_template())
    assert replace(found, warnings=()) == replace(
        PlanDocument(title_lines=("Implementation Plan",)), alignment_labels=found.alignment_labels
    )
    with pytest.raises(NothingToImport, match="This is the empty template"):
        check_importable(found)


def test_the_import_page_offers_the_template(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    url = reverse("plan_word_template")
    assert f'href="{url}"' in client.get(reverse("plan_import")).content.decode()
    answer = client.get(url)
    assert answer["Content-Disposition"] == 'attachment; filename="implementation-plan-template.docx"'
    assert read_plan(answer.content).is_empty
