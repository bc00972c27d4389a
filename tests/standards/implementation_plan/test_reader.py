"""The template as districts change it: parts moved, renamed, merged, split, added to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table

from tests.standards.implementation_plan.plan_files import Layout, saved, write_plan
from tests.standards.implementation_plan.zip_files import WORD_NAMESPACE
from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    PlanWarning,
    Term,
)
from waypost.standards.implementation_plan.reader import read_plan

HEADINGS = ["Activity", "Target Date", "Lead"]


def add_table(word: Document, *rows: list[str]) -> Table:
    """A table without merged cells; missing texts at the end of a row are blank cells."""
    table: Table = word.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return table


def read(word: Document) -> PlanDocument:
    return read_plan(saved(word))


def with_action_plan(*rows: list[str]) -> Document:
    word = docx.Document()
    word.add_paragraph("OBJECTIVE #1: Start")
    add_table(word, *rows)
    return word


def found(plan: PlanDocument, code: str) -> list[PlanWarning]:
    return [warning for warning in plan.warnings if warning.code == code]


def test_front_matter_may_stand_in_a_table_or_on_one_line() -> None:
    word = docx.Document()
    add_table(word, ["Priority Area", "Literacy"], ["Broad goal", "Read every night"])
    word.add_paragraph("Date Started: 9/1/2016\tDate Implemented: Fall 2026")
    plan = read(word)
    assert (plan.priority_area, plan.goal) == ("Literacy", "Read every night")
    assert (plan.date_started, plan.date_implemented) == (date(2016, 9, 1), None)
    assert plan.date_implemented_text == "Fall 2026"
    assert [warning.place for warning in found(plan, "date_not_understood")] == ["Date Implemented"]


def test_text_under_a_label_belongs_to_it_and_a_goal_may_name_a_goal() -> None:
    word = docx.Document()
    word.add_paragraph("GOAL:")
    word.add_paragraph("Meet the state\u2019s goal: 80% read")
    assert read(word).goal == "Meet the state\u2019s goal: 80% read"


def test_an_objective_may_be_spread_over_paragraphs_and_tables() -> None:
    word = docx.Document()
    word.add_paragraph("Objective 2 - Start small")
    add_table(word, ["Background on Strategy"], ["Source: A study"], ["Evidence Base"], ["Strong"])
    word.add_paragraph("Action Plan:")
    add_table(word, HEADINGS, ["Meet", "11/02/16", "Ms. A; Mr. B"])
    (objective,) = read(word).objectives
    activity = ActivityRow("Meet", date(2016, 11, 2), "11/02/16", leads=("Ms. A", "Mr. B"))
    assert objective == ObjectiveBlock(2, "Start small", "A study", "Strong", activities=(activity,))


def test_several_objectives_may_share_one_table() -> None:
    plan = read(
        with_action_plan(HEADINGS, ["Meet", "11/02/16", "A"], ["OBJECTIVE #2: Grow", "", ""], HEADINGS, ["Visit"])
    )
    assert [(each.number, each.text) for each in plan.objectives] == [(1, "Start"), (2, "Grow")]
    assert [each.activities[0].activity for each in plan.objectives] == ["Meet", "Visit"]


def test_an_action_plan_goes_on_in_a_table_on_the_next_page() -> None:
    word = with_action_plan(HEADINGS, ["Meet", "11/02/16", "A"])
    word.add_paragraph("OBJECTIVE #1 (continued)")
    add_table(word, HEADINGS, ["Visit", "12/15/16", "B"])
    (objective,) = read(word).objectives
    assert [activity.activity for activity in objective.activities] == ["Meet", "Visit"]


def test_columns_are_known_by_renamed_and_misspelled_headings() -> None:
    headings = ["Deadline", "Resouces Requred", "Responsible Party", "Deliverable", "Possible setbacks", "Action Step"]
    plan = read(with_action_plan(headings, ["11/02/16", "Time", "Ms. A", "Template", "Snow day", "Meet"]))
    assert plan.objectives[0].activities == (
        ActivityRow("Meet", date(2016, 11, 2), "11/02/16", None, "", ("Time",), ("Ms. A",), "Template", "Snow day"),
    )
    assert found(plan, "unknown_column") == []


def test_an_unknown_column_is_kept_beside_the_row_and_pointed_out() -> None:
    plan = read(with_action_plan([*HEADINGS, "Budget code"], ["Meet", "11/02/16", "A", "42-7"]))
    assert plan.objectives[0].activities[0].other == (OtherColumn("Budget code", "42-7"),)
    sentence = "The column \u201cBudget code\u201d is not in the template; its texts were kept."
    assert found(plan, "unknown_column") == [PlanWarning("unknown_column", "Objective 1", sentence)]


def test_a_range_in_the_target_column_gives_start_and_target() -> None:
    (activity,) = read(with_action_plan(HEADINGS, ["Meet", "11/1/16 - 12/15/16"])).objectives[0].activities
    assert (activity.start_date, activity.target_date) == (date(2016, 11, 1), date(2016, 12, 15))


def test_a_start_after_the_target_is_pointed_out() -> None:
    plan = read(with_action_plan(["Activity", "Start", "Target Date"], ["Meet", "12/15/16", "11/1/16"]))
    assert [warning.place for warning in found(plan, "dates_out_of_order")] == ["Objective 1, activity 1"]


def test_words_for_a_date_stay_words_with_a_warning() -> None:
    plan = read(with_action_plan(HEADINGS, ["Meet", "Fall 2026", "A"], ["Visit", "", "A"]))
    first, second = plan.objectives[0].activities
    assert (first.target_date, first.target_date_text, second.target_date_text) == (None, "Fall 2026", "")
    assert [warning.place for warning in found(plan, "date_not_understood")] == ["Objective 1, activity 1, Target Date"]
    assert [warning.place for warning in found(plan, "blank_target_date")] == ["Objective 1, activity 2"]


def test_a_lead_merged_over_two_rows_leads_both() -> None:
    word = docx.Document()
    word.add_paragraph("OBJECTIVE #1: Start")
    table = add_table(word, HEADINGS, ["Meet", "11/02/16", "Ms. A"], ["Visit", "12/15/16", ""])
    table.cell(1, 2).merge(table.cell(2, 2))
    plan = read(word)
    assert [activity.leads for activity in plan.objectives[0].activities] == [("Ms. A",), ("Ms. A",)]
    assert found(plan, "merged_rows") == []


def test_an_activity_merged_over_two_rows_is_pointed_out() -> None:
    word = docx.Document()
    word.add_paragraph("OBJECTIVE #1: Start")
    table = add_table(word, HEADINGS, ["Meet", "11/02/16", "A"], ["", "12/15/16", "B"])
    table.cell(1, 0).merge(table.cell(2, 0))
    plan = read(word)
    assert [activity.activity for activity in plan.objectives[0].activities] == ["Meet", "Meet"]
    assert [warning.place for warning in found(plan, "merged_rows")] == ["Objective 1, activity 2"]


def test_a_table_that_only_lays_out_the_page_is_looked_into() -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "GOAL: Read every night"
    inner = cell.add_table(rows=2, cols=2)
    for target, text in zip(
        (each for row in inner.rows for each in row.cells),
        ["Short Term Indicators", "Frequency", "Half of all teams meet", "Annual"],
        strict=True,
    ):
        target.text = text
    plan = read(word)
    assert plan.goal == "Read every night"
    assert plan.measures == (MeasureRow(Term.SHORT, "Half of all teams meet", "Annual", target=Decimal(50), unit="%"),)


def test_measures_may_have_columns_for_term_numbers_and_source() -> None:
    word = docx.Document()
    word.add_paragraph("Performance Measures")
    headings = ["Indicator", "Term", "Baseline", "Target", "Unit", "Due Date", "Data Source", "How often?"]
    add_table(
        word, headings, ["Educators with an award", "Long-term", "3", "40", "people", "6/30/2027", "Awards", "Monthly"]
    )
    assert read(word).measures == (
        MeasureRow(
            term=Term.LONG,
            text="Educators with an award",
            frequency="Monthly",
            baseline=Decimal(3),
            target=Decimal(40),
            unit="people",
            due_on=date(2027, 6, 30),
            due_text="6/30/2027",
            data_source="Awards",
        ),
    )


def test_a_number_column_with_words_keeps_them() -> None:
    word = docx.Document()
    word.add_paragraph("Performance Measures")
    add_table(word, ["Short Term Indicators", "Frequency", "Baseline"], ["Teams meet", "Annual", "not known"])
    plan = read(word)
    assert plan.measures[0].other == (OtherColumn("Baseline", "not known"),)
    assert len(found(plan, "number_not_understood")) == 1


def test_each_line_with_a_frequency_of_its_own_is_an_indicator() -> None:
    word = docx.Document()
    add_table(word, ["Short Term Indicators", "Frequency"], ["Teams meet\nTeams read", "Annual\nMonthly"])
    assert read(word).measures == (
        MeasureRow(Term.SHORT, "Teams meet", "Annual"),
        MeasureRow(Term.SHORT, "Teams read", "Monthly"),
    )


def test_a_bulleted_list_of_indicators_shares_its_frequency() -> None:
    word = docx.Document()
    table = add_table(word, ["Long Term Indicators", "Frequency"], ["", "Annual"])
    cell = table.rows[1].cells[0]
    for text in ("Teams meet", "Teams read"):
        properties = f'<w:pPr xmlns:w="{WORD_NAMESPACE}"><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
        cell.add_paragraph(text)._p.insert(0, parse_xml(properties))
    assert [(each.text, each.frequency) for each in read(word).measures] == [
        ("Teams meet", "Annual"),
        ("Teams read", "Annual"),
    ]


def test_an_alignment_row_for_two_objectives_is_two_entries() -> None:
    plan = PlanDocument(alignment=(AlignmentEntry(1, "1, 2", "Literacy"), AlignmentEntry(2, "1, 2", "Literacy")))
    assert read_plan(write_plan(replace(plan, alignment=plan.alignment[:1]))).alignment == plan.alignment


def test_an_alignment_row_that_names_no_objective_is_kept_and_pointed_out() -> None:
    plan = read_plan(write_plan(PlanDocument(alignment=(AlignmentEntry(None, "All", "Literacy"),))))
    assert plan.alignment == (AlignmentEntry(None, "All", "Literacy"),)
    assert [warning.place for warning in found(plan, "alignment_without_objective")] == ["Alignment, row 1"]


def test_alignment_columns_without_headings_are_read_by_their_place() -> None:
    word = docx.Document()
    word.add_paragraph("ALIGNMENT WITH STATE/NATIONAL PRIORITIES")
    add_table(word, ["Objective #", "", "Teacher Playbook", "", "Notes"], ["1", "Literacy", "P4", "Title II", "Ask"])
    plan = read(word)
    assert plan.alignment == (AlignmentEntry(1, "1", "Literacy", "P4", "Title II", (OtherColumn("Notes", "Ask"),)),)
    assert plan.alignment_labels.standard == "Teacher Playbook"
    assert [warning.sentence for warning in found(plan, "alignment_unknown_objective")] == [
        "The alignment table names objective 1, which is not in this plan."
    ]


def test_text_that_belongs_to_no_part_is_quoted_in_a_warning() -> None:
    word = with_action_plan(HEADINGS, ["Meet", "11/02/16", "A"])
    word.add_paragraph("Approved by the board.")
    (warning,) = found(read(word), "unknown_text")
    assert warning.place == "Objective 1"
    assert (
        warning.sentence
        == "This text is not part of the template and was left out: \u201cApproved by the board.\u201d."
    )


@pytest.mark.parametrize(("text", "warned"), [("Board copy", ["Page header"]), ("Page 3 of 7", []), ("", [])])
def test_a_header_is_quoted_unless_it_only_counts_pages(text: str, warned: list[str]) -> None:
    word = docx.Document()
    word.add_paragraph("GOAL: Read every night")
    word.sections[0].header.paragraphs[0].text = text
    assert [warning.place for warning in found(read(word), "text_outside_body")] == warned


def test_objectives_without_or_with_the_same_number_are_kept_and_pointed_out() -> None:
    word = docx.Document()
    for heading in ("OBJECTIVE #3: Start", "OBJECTIVE: Grow", "OBJECTIVE #3: Stay"):
        add_table(word, [heading])
    plan = read(word)
    assert [(each.number, each.text) for each in plan.objectives] == [(3, "Start"), (4, "Grow"), (3, "Stay")]
    assert [warning.place for warning in found(plan, "objective_without_number")] == ["Objective 4"]
    assert [warning.place for warning in found(plan, "repeated_objective_number")] == ["Objective 3"]


def test_an_objective_left_blank_is_left_out_and_named_where_another_follows() -> None:
    word = docx.Document()
    for heading in ("OBJECTIVE #1: Start", "OBJECTIVE #2:", "OBJECTIVE #3: Grow", "OBJECTIVE #4:"):
        add_table(word, [heading])
    plan = read(word)
    assert [each.number for each in plan.objectives] == [1, 3]
    assert [warning.sentence for warning in found(plan, "empty_objective")] == [
        "Objective 2 is empty and was left out."
    ]


def test_placeholders_are_named() -> None:
    objective = ObjectiveBlock(1, "By DATE, [insert what] in XX% of schools", activities=(ActivityRow("TBD"),))
    plan = read_plan(write_plan(PlanDocument(objectives=(objective,)), Layout()))
    places = {(each.code, each.place) for each in plan.warnings if each.code.startswith("placeholder")}
    assert places == {
        ("placeholder_date", "Objective 1"),
        ("placeholder_number", "Objective 1"),
        ("placeholder_text", "Objective 1"),
        ("placeholder_text", "Objective 1, activity 1"),
    }


def test_a_label_merged_down_the_side_is_read_once() -> None:
    word = docx.Document()
    table = add_table(word, ["OBJECTIVE #1: Start"], ["BACKGROUND ON STRATEGY", "Source: A"], ["", "Evidence Base: B"])
    table.cell(1, 0).merge(table.cell(2, 0))
    plan = read(word)
    assert (plan.objectives[0].source, plan.objectives[0].evidence_base) == ("A", "B")
    assert found(plan, "unknown_text") == []


def test_a_label_that_stands_twice_keeps_both_texts() -> None:
    word = docx.Document()
    for text in ("GOAL: Read", "GOAL: Write"):
        word.add_paragraph(text)
    plan = read(word)
    assert plan.goal == "Read\nWrite"
    assert [warning.place for warning in found(plan, "repeated_label")] == ["Goal"]


def test_a_policy_change_that_is_neither_yes_nor_no_is_pointed_out() -> None:
    word = docx.Document()
    add_table(word, ["OBJECTIVE #1: Start"], ["Policy Change (Y/N): under review"])
    plan = read(word)
    assert (plan.objectives[0].policy_change, plan.objectives[0].policy_change_note) == (None, "under review")
    assert [warning.place for warning in found(plan, "policy_change_not_understood")] == ["Objective 1"]


def test_a_row_without_its_main_text_is_pointed_out() -> None:
    word = docx.Document()
    add_table(word, ["Short Term Indicators", "Frequency"], ["", "Annual"])
    word.add_paragraph("OBJECTIVE #1: Start")
    add_table(word, HEADINGS, ["", "11/02/16", "A"])
    plan = read(word)
    assert plan.measures == ()
    assert "Annual" in found(plan, "row_without_text")[0].sentence
    assert [warning.place for warning in found(plan, "activity_without_text")] == ["Objective 1, activity 1"]


def test_tracked_changes_and_pictures_are_mentioned() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("GOAL: Read")
    inserted = f'<w:ins xmlns:w="{WORD_NAMESPACE}"><w:r><w:t> daily</w:t><w:drawing/></w:r></w:ins>'
    paragraph._p.append(parse_xml(inserted))
    plan = read(word)
    assert plan.goal == "Read daily"
    assert {"tracked_changes", "pictures_left_out"} <= {warning.code for warning in plan.warnings}


def test_an_indicator_without_a_term_is_read_as_short_term_and_pointed_out() -> None:
    word = docx.Document()
    word.add_paragraph("Performance Measures")
    add_table(word, ["Indicator", "Frequency"], ["Teams meet", "Annual"])
    plan = read(word)
    assert plan.measures == (MeasureRow(Term.SHORT, "Teams meet", "Annual"),)
    assert len(found(plan, "unknown_term")) == 1


def test_a_sum_and_dates_that_run_backward_are_pointed_out() -> None:
    rows = tuple(ActivityRow(text) for text in ("Total:", "Subtotal", "Total physical response in grade 1"))
    plan = PlanDocument(
        goal="Goal",
        date_started=date(2026, 9, 1),
        date_implemented=date(2026, 8, 1),
        objectives=(ObjectiveBlock(1, "Do", activities=rows),),
    )
    found = [(warning.code, warning.place) for warning in look_over(plan)]
    assert ("dates_out_of_order", "Date Implemented") in found
    assert [place for code, place in found if code == "sum_row"] == [
        "Objective 1, activity 1",
        "Objective 1, activity 2",
    ]
