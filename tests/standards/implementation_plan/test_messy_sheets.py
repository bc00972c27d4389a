"""Sheets as people really fill them: all of it is read, or its warning says what was left out and where."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.standards.implementation_plan.sheet_files import Rows, csv_file, first_sheet, flat, said, workbook
from waypost.standards.implementation_plan import columns
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.document import ObjectiveBlock, OtherColumn, PlanDocument, Term
from waypost.standards.implementation_plan.errors import TooLongPlanError
from waypost.standards.implementation_plan.json_file import write_json
from waypost.standards.implementation_plan.plan_limits import MAX_ACTIVITIES, MAX_OBJECTIVES, MAX_ROWS

NOV_20 = date(2026, 11, 20)
MIDNIGHT = datetime(2026, 11, 20, tzinfo=UTC).replace(tzinfo=None)
TEMPLATE = (
    ("Cedar Valley School District",),
    ("Micro-credentials 2026-27",),
    (),
    ("Date Started:", date(2026, 9, 8)),
    ("Date Implemented", "June 1, 2027"),
    ("Priority Area:", "Growth"),
    ("Goal:", "One in three educators earns one"),
    (),
    ("Performance Measures",),
    ("Short-term Indicators", "Baseline", "Target", "Due Date", "Frequency"),
    ("Schools that take part", 2, 7, date(2027, 6, 1), "Quarterly"),
    ("Teachers who enroll", 0.125, 0.5, "6/1/27", "Each May"),
    (),
    ("Objective 1: Run a pilot",),
    ("Source:", "A study"),
    ("Evidence Base:", "Strong"),
    ("Policy Change (Y/N):", "Y: salary lanes"),
    ("Action Plan",),
    ("Start Date", "Target Date", "Activity", "Lead Person/ Organization", "Resources Required"),
    (date(2026, 10, 1), date(2026, 11, 20), "Recruit schools", "Priya; Tom", "Time\nTravel"),
    (None, "TBD", "Train coaches", None, None),
    (),
    ("Objective 2: Pay for it",),
    ("Start Date", "Target Date", "Activity", "Lead Person/ Organization", "Resources Required"),
    (None, "ongoing", "Ask the board", "Superintendent", None),
    (),
    ("Alignment",),
    ("Obj #", "Prairie Priority", "Standards", "Funding"),
    (1, "Retention", "Standard 3", "Title II"),
    ("1, 2", "Equity", None, None),
)  # fmt: skip


def percent(book: Workbook) -> None:
    sheet = first_sheet(book)
    sheet["B12"].number_format = sheet["C12"].number_format = "0.0%"


def test_the_template_laid_out_on_one_sheet_is_read_whole() -> None:
    plan = read_any(workbook({"Sheet1": TEMPLATE}, then=percent))
    assert plan.title_lines == ("Cedar Valley School District", "Micro-credentials 2026-27")
    assert (plan.date_started, plan.date_implemented) == (date(2026, 9, 8), date(2027, 6, 1))
    assert (plan.priority_area, plan.goal) == ("Growth", "One in three educators earns one")
    schools, teachers = plan.measures
    assert (schools.term, schools.text, schools.baseline, schools.target, schools.due_on, schools.frequency) == (
        Term.SHORT, "Schools that take part", Decimal(2), Decimal(7), date(2027, 6, 1), "Quarterly",
    )  # fmt: skip
    assert (teachers.baseline, teachers.target, teachers.unit) == (Decimal("12.5"), Decimal(50), "%")
    pilot, money = plan.objectives
    assert (pilot.number, pilot.text, pilot.source, pilot.evidence_base) == (1, "Run a pilot", "A study", "Strong")
    assert (pilot.policy_change, pilot.policy_change_note) == (True, "salary lanes")
    recruit, train = pilot.activities
    assert (recruit.activity, recruit.start_date, recruit.target_date) == ("Recruit schools", date(2026, 10, 1), NOV_20)
    assert (recruit.leads, recruit.resources) == (("Priya", "Tom"), ("Time", "Travel"))
    assert (train.activity, train.target_date, train.target_date_text) == ("Train coaches", None, "TBD")
    assert [(row.activity, row.target_date_text) for row in money.activities] == [("Ask the board", "ongoing")]
    assert [(row.objective, row.state_priority) for row in plan.alignment] == [
        (1, "Retention"), (1, "Equity"), (2, "Equity"),
    ]  # fmt: skip
    assert plan.alignment_labels.state_priority == "Prairie Priority"
    assert {warning.code for warning in plan.warnings} == {"date_not_understood", "blank_background"}


@pytest.mark.parametrize(
    "written",
    [
        NOV_20, MIDNIGHT, "11/20/2026", "11/20/26", "11-20-2026", "11.20.26", "2026-11-20", "2026/11/20",
        "November 20, 2026", "Nov 20 2026", "Nov. 20th, 2026", "20 November 2026", "by 11/20/2026",
        "Friday, November 20, 2026", "Fri., Nov 20, 2026", "no later than November 20, 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written: str | date) -> None:
    plan = flat(("Pilot", "Recruit", written, "Priya"))
    assert plan.objectives[0].activities[0].target_date == NOV_20
    assert said(plan, "date_not_understood") == []


@pytest.mark.parametrize("written", ["ongoing", "TBD", "Fall 2026", "11/2026", "13/45/2026", 2026, "next spring?"])
def test_words_that_are_no_date_are_kept_and_told(written: str | int) -> None:
    plan = flat(("Pilot", "Recruit", written, "Priya"))
    activity = plan.objectives[0].activities[0]
    assert (activity.target_date, activity.target_date_text) == (None, str(written))
    assert [place for place, _ in said(plan, "date_not_understood")] == ["Objective 1, activity 1, Target Date"]


def test_a_workbook_that_counts_days_from_1904_has_the_same_dates() -> None:
    def since_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    plan = flat(("Pilot", "Recruit", NOV_20, "Priya"), then=since_1904)
    assert plan.objectives[0].activities[0].target_date == NOV_20


def test_each_row_of_a_flat_table_belongs_to_the_objective_that_it_names_or_to_the_one_above() -> None:
    plan = flat(
        ("1. Run a pilot", "Recruit", NOV_20, "Priya"),
        (None, "Train", NOV_20, "Tom"),
        ("Objective 2: Pay for it", "Ask the board", NOV_20, "Ann"),
        ("1", "Report", NOV_20, "Priya"),
    )
    assert [(each.number, each.text, [row.activity for row in each.activities]) for each in plan.objectives] == [
        (1, "Run a pilot", ["Recruit", "Train", "Report"]),
        (2, "Pay for it", ["Ask the board"]),
    ]


def test_several_leads_in_a_cell_are_parted_by_lines_and_semicolons_and_never_by_commas() -> None:
    plan = flat(("Pilot", "Recruit", NOV_20, "Dr. Priya Shah, HR\nTom Reyes; • Union"))
    assert plan.objectives[0].activities[0].leads == ("Dr. Priya Shah, HR", "Tom Reyes", "Union")


def test_a_heading_row_that_stands_there_again_is_no_activity() -> None:
    headings = ("Objective", "Activity", "Target Date", "Lead")
    plan = flat(("Pilot", "Recruit", NOV_20, "Priya"), headings, ("Pilot", "Train", NOV_20, "Tom"))
    assert [row.activity for row in plan.objectives[0].activities] == ["Recruit", "Train"]


def test_a_cell_merged_over_rows_counts_for_each_and_one_merged_over_the_table_is_told() -> None:
    def merge(book: Workbook) -> None:
        first_sheet(book).merge_cells("A2:A3")
        first_sheet(book).merge_cells("C2:C3")
        first_sheet(book).merge_cells("A4:D4")

    plan = flat(
        ("Pilot", "Recruit", NOV_20, "Priya"),
        (None, "Train", None, "Tom"),
        ("Phase two", None, None, None),
        ("Pilot", "Report", NOV_20, "Priya"),
        then=merge,
    )
    rows = plan.objectives[0].activities
    assert [(row.activity, row.target_date) for row in rows] == [
        ("Recruit", NOV_20),
        ("Train", NOV_20),
        ("Report", NOV_20),
    ]
    ((place, sentence),) = said(plan, "unknown_text")
    assert (place, "“Phase two”" in sentence) == ("Plan 2026, row 4", True)


def test_extra_columns_are_kept_beside_the_row_and_told() -> None:
    headings = ("Objective", "Activity", "Due", "Cost", None)
    rows = (("Pilot", "Recruit", NOV_20, 500, "see mail"),)
    plan = read_any(workbook({"Plan": (headings, *rows)}))
    activity = plan.objectives[0].activities[0]
    assert activity.other == (OtherColumn("Cost", "500"), OtherColumn("", "see mail"))
    assert [place for place, _ in said(plan, "unknown_column")] == ["Plan, row 1"]
    assert [place for place, _ in said(plan, "text_outside_columns")] == ["Plan, row 2"]


def test_blank_rows_and_a_title_above_do_not_matter() -> None:
    rows = (
        ("Our plan for 2026-27",), (), (), ("Objective", "Activity", "Due"), (),
        ("Pilot", "Recruit", NOV_20), (), (), ("Pilot", "Train", NOV_20),
    )  # fmt: skip
    plan = read_any(workbook({"Sheet1": rows}))
    assert plan.title_lines == ("Our plan for 2026-27",)
    assert [row.activity for row in plan.objectives[0].activities] == ["Recruit", "Train"]


def test_notes_at_the_end_are_left_out_with_their_words_and_their_row() -> None:
    plan = flat(("Pilot", "Recruit", NOV_20, "Priya"), (), ("Note: the board meets in May.",))
    assert [row.activity for row in plan.objectives[0].activities] == ["Recruit"]
    ((place, sentence),) = said(plan, "unknown_text")
    assert place == "Plan 2026, row 4"
    assert "“Note: the board meets in May.”" in sentence


def test_hidden_rows_and_columns_are_read_and_a_hidden_sheet_is_left_out_and_all_of_it_is_told() -> None:
    def hide(book: Workbook) -> None:
        sheet = first_sheet(book)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        book.create_sheet("Lists").append(["Priya", "Tom"])
        book["Lists"].sheet_state = "hidden"

    plan = flat(("Pilot", "Recruit", NOV_20, "Priya"), ("Pilot", "Train", NOV_20, "Tom"), then=hide)
    assert [row.leads for row in plan.objectives[0].activities] == [("Priya",), ("Tom",)]
    assert said(plan, "hidden_rows") == [("Plan 2026", "Hidden rows were read too: 3.")]
    assert said(plan, "hidden_columns") == [("Plan 2026", "Hidden columns were read too: D.")]
    ((place, sentence),) = said(plan, "hidden_sheet")
    assert (place, "“Priya · Tom”" in sentence) == ("Lists", True)


def test_a_formula_counts_for_the_value_that_the_file_holds_and_is_never_worked_out() -> None:
    plan = flat(("Pilot", '=HYPERLINK("http://example.com","Recruit")', NOV_20, "Priya"))
    activity = plan.objectives[0].activities[0]
    assert (activity.activity, activity.leads) == ("", ("Priya",))
    ((place, sentence),) = said(plan, "formula_without_value")
    assert place == "Plan 2026, cell B2"
    assert "=HYPERLINK" in sentence


def test_a_sheet_without_a_plan_comments_and_margins_are_told_by_their_words() -> None:
    def more(book: Workbook) -> None:
        first_sheet(book)["B2"].comment = Comment("Ask the union first", "Ann")
        footer = first_sheet(book).oddFooter
        assert footer is not None
        footer.center.text = "Draft for the board, page &P"
        book.create_sheet("Phone list").append(["Priya", "555-0104"])

    plan = flat(("Pilot", "Recruit", NOV_20, "Priya"), then=more)
    assert [place for place, _ in said(plan, "sheet_left_out")] == ["Phone list"]
    beside = said(plan, "text_outside_body")
    assert [place for place, _ in beside] == ["Plan 2026", "Comments"]
    assert "Draft for the board" in beside[0][1]
    assert "Ask the union first" in beside[1][1]


def test_objectives_have_sheets_of_their_own() -> None:
    headings = ("Activity", "Due", "Lead")
    sheets: dict[str, Rows] = {
        "Objective 1": (("Run a pilot",), headings, ("Recruit", NOV_20, "Priya")),
        "Objective 2": (("Pay for it",), ("Due", "Lead", "Activity"), (NOV_20, "Ann", "Ask the board")),
    }
    read = [
        (each.text, row.activity, row.leads)
        for each in read_any(workbook(sheets)).objectives
        for row in each.activities
    ]
    assert read == [("Run a pilot", "Recruit", ("Priya",)), ("Pay for it", "Ask the board", ("Ann",))]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_file_is_read_whatever_its_separator_and_letters(separator: str, encoding: str) -> None:
    rows = (
        ("Plan für alle",),
        ("Objective", "Activity", "Target Date", "Lead"),
        ("Pilot", "Recruit, then train", "11/20/26", "Zoë; Tom"),
        ("Pilot", "'=1+1", "TBD", ""),
    )
    plan = read_any(csv_file(rows, separator=separator, encoding=encoding))
    recruit, formula = plan.objectives[0].activities
    assert plan.title_lines == ("Plan für alle",)
    assert (recruit.activity, recruit.target_date, recruit.leads) == ("Recruit, then train", NOV_20, ("Zoë", "Tom"))
    assert (formula.activity, formula.target_date_text) == ("=1+1", "TBD")


def many(objective: str, activity: str, count: int) -> bytes:
    lines = [f"{objective.format(number)},{activity.format(number)}" for number in range(count)]
    return "\n".join(("Objective,Activity", *lines)).encode()


def in_the_template(count: int) -> bytes:
    return b"Objective 1: Read\nActivity,Lead\n" + b"Recruit,Priya\n" * count


def own(count: int, section: str) -> bytes:
    return b"Section,Field,Value,Objective Number,Objective,Activity\n" + f"{section},,,1,a,b\n".encode() * count


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (many("Read", "Recruit {}", MAX_ACTIVITIES + 1), "5,000 activities"),
        (many("{}", "Recruit", MAX_ACTIVITIES + 1), "1,000 objectives"),
        (in_the_template(MAX_ACTIVITIES + 1), "5,000 activities"),
        (b"Objective 1: Read\nObjective 1: Write\n" * MAX_OBJECTIVES, "1,000 objectives"),
        (own(MAX_ACTIVITIES + 1, "Activities"), "5,000 activities"),
        (own(MAX_OBJECTIVES + 1, "Objectives"), "1,000 objectives"),
        (many("", "Recruit", MAX_ROWS), "20,000 rows"),
        (
            write_json(PlanDocument(objectives=(ObjectiveBlock(1, "a"),) * (MAX_OBJECTIVES + 1))),
            "1,000 objectives",
        ),
    ],
    ids=["flat", "flat objectives", "template", "headings", "own", "own objectives", "rows", "JSON"],
)
def test_a_plan_that_is_longer_than_any_gets_one_sentence(data: bytes, what: str) -> None:
    with pytest.raises(TooLongPlanError, match=f"^This file has more than {what}; part it into several plans"):
        read_any(data)


def test_a_plan_of_as_many_activities_as_are_allowed_is_read() -> None:
    assert len(read_any(many("Read", "Recruit {}", MAX_ACTIVITIES)).objectives[0].activities) == MAX_ACTIVITIES


@pytest.mark.parametrize("data", [many("Read", "Activty {}", 2_000), many("Ojective {}", "Recruit", 900)])
def test_misspelled_headings_are_not_looked_for_in_each_row(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def spy(key: str, names: Iterable[str], n: int, cutoff: float) -> list[str]:
        looked_at.append(key)
        return get_close_matches(key, names, n, cutoff)

    monkeypatch.setattr(columns, "get_close_matches", spy)
    read_any(data)
    assert len(looked_at) < 20


@given(key=st.text("activy targedo", min_size=4, max_size=14))
def test_no_misspelled_heading_is_passed_over_for_its_letters(key: str) -> None:
    name = "target date"
    assert columns._may_be_close(key, name) or not get_close_matches(key, [name], cutoff=columns._CLOSE_ENOUGH)
