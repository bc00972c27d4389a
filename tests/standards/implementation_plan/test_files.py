"""Any plan document comes back from its files as it was; of a Word file, what people see in it."""

import io
import json
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from tests.shared_data import shared_data
from tests.standards.implementation_plan.documents import documents
from tests.standards.implementation_plan.zip_files import word_file
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.json_file import from_object, read_json, to_object, write_json
from waypost.standards.implementation_plan.reader import read_plan
from waypost.standards.implementation_plan.word_file import body_of, write_word

PLAIN = PlanDocument(
    title_lines=("Our plan",),
    priority_area="Growth",
    goal="Grow",
    measures=(MeasureRow(Term.SHORT, "At least 7 schools"), MeasureRow(Term.LONG, "Half of the schools")),
    objectives=(ObjectiveBlock(1, "Run a pilot", source="A study", activities=(ActivityRow("Recruit"),)),),
)


@settings(max_examples=300, deadline=None)
@given(document=documents())
def test_a_document_comes_back_from_json_and_from_word_as_it_was(document: PlanDocument) -> None:
    """Of a text Word keeps the lines that have words, single-spaced, so the made up texts are such."""
    assert read_json(write_json(document)) == document
    assert from_object(json.loads(json.dumps(to_object(document)))) == document
    assert replace(read_plan(word_file(body_of(document))), warnings=()) == document


def opened(document: PlanDocument) -> Any:
    return docx.Document(io.BytesIO(write_word(document)))


def headings(document: PlanDocument) -> list[tuple[str, str]]:
    found = opened(document).paragraphs
    return [(each.style.name, each.text) for each in found if each.style.name.startswith("Heading")]


def heads(document: PlanDocument) -> list[list[str]]:
    return [[cell.text for cell in table.rows[0].cells] for table in opened(document).tables]


def test_a_plain_plan_looks_like_the_template() -> None:
    assert headings(PLAIN) == [
        ("Heading 1", "Our plan"),
        ("Heading 2", "PERFORMANCE MEASURES"),
        ("Heading 2", "OBJECTIVE #1: Run a pilot"),
        ("Heading 3", "BACKGROUND ON STRATEGY"),
        ("Heading 3", "ACTION PLAN"),
        ("Heading 2", "ALIGNMENT WITH STATE/NATIONAL PRIORITIES"),
    ]
    measured = ["Baseline", "Target", "Unit", "Due Date", "Frequency", "Data Source"]
    assert heads(PLAIN)[:2] == [["Short Term Indicators", *measured], ["Long Term Indicators", *measured]]
    assert heads(PLAIN)[2] == [
        "Activity",
        "Start Date",
        "Target Date",
        "Resources Required",
        "Lead Person/ Organization",
        "Anticipated Product or Result",
        "Contingency Notes",
    ]
    labels = [each.text for each in opened(PLAIN).paragraphs if ":" in each.text]
    assert labels[1:5] == ["Date Implemented: ", "PRIORITY AREA: Growth", "GOAL: Grow", "OBJECTIVE #1: Run a pilot"]


def test_heads_repeat_and_no_row_breaks_over_pages_of_letter_paper_that_lies() -> None:
    word = opened(PLAIN)
    assert (word.sections[0].page_width.inches, word.sections[0].page_height.inches) == (11, 8.5)
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in [first, *others])


def test_what_the_template_lacks_stands_in_tables_of_its_own_below_what_it_is_about() -> None:
    step = replace(PLAIN.objectives[0].activities[0], progress=40, team="Coaching", other=(OtherColumn("Cost", "$5"),))
    more = replace(
        PLAIN,
        objectives=(replace(PLAIN.objectives[0], activities=(step,), products=("A guide", "A list")),),
    )
    assert ("Heading 3", "MORE ABOUT THE ACTIVITIES") in headings(more)
    assert heads(more)[2][-1] == "Cost"
    assert heads(more)[3] == ["Activity #", "Team", "Progress"]
    row = opened(more).tables[3].rows[1]
    assert [cell.text for cell in row.cells] == ["1. Recruit", "Coaching", "40 %"]


def test_characters_that_xml_lacks_are_left_out_and_the_file_opens() -> None:
    document = replace(PLAIN, goal="Grow\x00 \x01\ud800 & <b>up</b>\ufffe")
    assert read_plan(write_word(document)).goal == "Grow & <b>up</b>"


def test_blank_lines_and_runs_of_spaces_are_not_kept() -> None:
    assert read_plan(write_word(replace(PLAIN, goal="  Grow   up\n\n and on"))).goal == "Grow up\nand on"


def test_a_plan_without_a_word_has_every_part_of_the_template() -> None:
    assert replace(read_plan(write_word(PlanDocument())), alignment_labels=PlanDocument().alignment_labels).is_empty
    assert [title for _, title in headings(PlanDocument())] == [
        "PERFORMANCE MEASURES",
        "ALIGNMENT WITH STATE/NATIONAL PRIORITIES",
    ]


@pytest.mark.parametrize("name", ["abc-district.docx", "blank-template.docx"])
def test_a_sample_that_is_written_again_says_the_same(name: str) -> None:
    sample = replace(read_plan(shared_data("plans", name).read_bytes()), warnings=())
    assert replace(read_plan(write_word(sample)), warnings=()) == sample


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("1. Recruit|40|soon", "Done On “soon” is not a full date"),
        ("1. Recruit|some|", "Progress “some” is not a number of percent"),
        ("9. Recruit|40|", "left out: “9. Recruit 40”"),
    ],
)
def test_what_somebody_typed_into_a_further_table_is_read_or_quoted(rows: str, sentence: str) -> None:
    done = replace(PLAIN.objectives[0].activities[0], progress=100, completed_on=PLAIN.date_started, begun_on=None)
    document = replace(PLAIN, objectives=(replace(PLAIN.objectives[0], activities=(replace(done, team="A"),)),))
    first, progress, day = rows.split("|")
    body = body_of(document).replace("Team<", "Done On<").replace(">A<", f">{day}<")
    body = body.replace("1. Recruit", first).replace("100 %", progress)
    assert any(sentence in warning.sentence for warning in read_plan(word_file(body)).warnings)
