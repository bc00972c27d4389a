"""What a plan file leaves open, and what each answer does to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.standards.implementation_plan.sheet_files import workbook
from tests.standards.implementation_plan.whole_plans import whole_plans
from waypost.plans.rules.import_lines import Asked, LineState, Question, questions
from waypost.plans.rules.import_mends import (
    leave,
    leave_out_column,
    map_column,
    place_words,
    set_day,
    set_number,
    set_text,
    still_settled,
)
from waypost.plans.rules.import_preview import ACTIVITIES_ON_A_PAGE, import_lines
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    Term,
)

OCT_1 = date(2027, 10, 1)
COST = (OtherColumn("Cost", "$500"),)
RECRUIT = ActivityRow("Recruit", target_date_text="Fall 2027", leads=("Priya",), other=COST)
BLANK = ActivityRow("", OCT_1, "10/1/27", leads=("Tom",))
REPORT = ActivityRow("Report", target_date_text="ongoing")
MANY = MeasureRow(Term.SHORT, "Schools", other=(OtherColumn("Target", "many"),))
PILOT = ObjectiveBlock(3, "Pilot", activities=(RECRUIT, BLANK, REPORT))
PLAN = PlanDocument(goal="Read", measures=(MANY,), objectives=(PILOT,))


def asked_of(document: PlanDocument, key: str, *settled: str) -> Question:
    return next(each for each in questions(document, settled) if each.key == key)


def test_each_question_names_its_line_what_the_file_says_and_how_far_it_was_understood() -> None:
    unsure, unread = LineState.UNSURE, LineState.NOT_UNDERSTOOD
    assert [(each.asked, each.key, each.state, each.place, each.said) for each in questions(PLAN, ())] == [
        (Asked.COLUMN, "column/activities/Cost", unsure, "Column “Cost” of the activities", "$500"),
        (Asked.NUMBER, "number/measure/1/target", unread, "Indicator 1, target", "many"),
        (Asked.DATE, "date/activity/1/1/target", unread, "Objective 3, activity 1, target date", "Fall 2027"),
        (Asked.TEXT, "text/activity/1/2", unread, "Objective 3, activity 2", "10/1/27 · Tom"),
        (Asked.DATE, "date/activity/1/3/target", unsure, "Objective 3, activity 3, target date", "ongoing"),
    ]


@pytest.mark.parametrize("words", ["ongoing", "On-going", "TBD", "tba", "to be determined", "N/A", "--"])
def test_words_that_leave_a_date_open_are_unsure(words: str) -> None:
    assert asked_of(replace(PLAN, date_started_text=words), "date/started").state is LineState.UNSURE


def test_a_date_that_is_given_stands_beside_the_words_of_the_file() -> None:
    mended = set_day(PLAN, asked_of(PLAN, "date/activity/1/1/target"), OCT_1)
    assert mended.document.objectives[0].activities == (replace(RECRUIT, target_date=OCT_1), BLANK, REPORT)
    assert (mended.mend.said, mended.mend.now) == ("Fall 2027", "October 1, 2027")
    assert "date/activity/1/1/target" not in [each.key for each in questions(mended.document, ())]


@pytest.mark.parametrize(("key", "field"), [("date/started", "date_started"), ("date/implemented", "date_implemented")])
def test_the_dates_at_the_top_are_set_too(key: str, field: str) -> None:
    document = replace(PLAN, date_started_text="soon", date_implemented_text="later")
    assert getattr(set_day(document, asked_of(document, key), OCT_1).document, field) == OCT_1


def test_a_start_and_a_due_date_are_set_where_they_belong() -> None:
    row, measure = replace(RECRUIT, start_date_text="soon"), replace(MANY, due_text="Quarter 4")
    document = PlanDocument(measures=(measure,), objectives=(ObjectiveBlock(1, "Pilot", activities=(row,)),))
    started = set_day(document, asked_of(document, "date/activity/1/1/start"), OCT_1).document
    assert started.objectives[0].activities[0].start_date == OCT_1
    due = set_day(document, asked_of(document, "date/measure/1"), OCT_1).document
    assert due.measures[0].due_on == OCT_1


def test_a_number_that_is_given_leaves_the_words_of_the_file_beside_the_indicator() -> None:
    mended = set_number(PLAN, asked_of(PLAN, "number/measure/1/target"), Decimal("7.0"))
    assert mended.document.measures == (replace(MANY, target=Decimal(7)),)
    assert mended.mend.now == "7"


def test_a_row_without_text_is_given_one_or_left_out() -> None:
    question = asked_of(PLAN, "text/activity/1/2")
    given = set_text(PLAN, question, "Train coaches").document
    assert [row.activity for row in given.objectives[0].activities] == ["Recruit", "Train coaches", "Report"]
    left = leave(PLAN, question)
    assert left.document.objectives[0].activities == (RECRUIT, REPORT)
    assert (left.mend.said, left.mend.now) == ("10/1/27 · Tom", "Left out")
    before = ["date/activity/1/1/target", "date/activity/1/2/start", "date/activity/1/3/target", "date/started"]
    assert still_settled(before, left) == ["date/activity/1/1/target", "date/activity/1/2/target", "date/started"]


def test_an_objective_without_text_is_given_one() -> None:
    document = PlanDocument(objectives=(ObjectiveBlock(1, "", activities=(REPORT,)),))
    given = set_text(document, asked_of(document, "text/objective/1"), "Tell the board").document
    assert given.objectives == (ObjectiveBlock(1, "Tell the board", activities=(REPORT,)),)


def test_a_column_is_read_as_what_a_person_says_it_means_for_the_whole_table() -> None:
    question = asked_of(PLAN, "column/activities/Cost")
    row = map_column(PLAN, question, "resources").document.objectives[0].activities[0]
    assert (row.resources, row.other) == (("$500",), ())
    kept = leave(PLAN, question)
    assert (kept.document, kept.is_settled) == (PLAN, True)
    assert "column/activities/Cost" not in [each.key for each in questions(PLAN, ["column/activities/Cost"])]
    out = leave_out_column(PLAN, question)
    assert (out.document.objectives[0].activities[0].other, out.mend.said) == ((), "$500")


@pytest.mark.parametrize(
    ("meaning", "field", "value"),
    [("start_date", "start_date", OCT_1), ("leads", "leads", ("Priya", "10/1/27")), ("team", "team", "10/1/27"),
     ("activity", "activity", "Recruit\n10/1/27")],
)  # fmt: skip
def test_a_column_fills_the_field_that_it_means(meaning: str, field: str, value: object) -> None:
    row = replace(RECRUIT, other=(OtherColumn("When", "10/1/27"),))
    document = PlanDocument(objectives=(ObjectiveBlock(1, "Pilot", activities=(row,)),))
    mended = map_column(document, asked_of(document, "column/activities/When"), meaning).document
    assert getattr(mended.objectives[0].activities[0], field) == value


def test_a_column_keeps_its_words_where_a_row_has_something_else_in_that_field() -> None:
    mended = map_column(PLAN, asked_of(PLAN, "column/activities/Cost"), "target_date").document
    assert mended.objectives[0].activities[0].other == COST


def test_words_outside_the_template_go_where_a_person_says_or_are_left_out() -> None:
    rows = (("Objective", "Activity", "Due"), ("Pilot", "Recruit", "10/1/27"), (), ("Note: tell the board.",))
    document = read_any(workbook({"Plan": rows}))
    question = asked_of(document, "outside/1")
    assert (question.place, question.said) == ("Plan, row 4", "Note: tell the board.")
    added = place_words(document, question, "activity/1", "Tell the board").document
    assert [row.activity for row in added.objectives[0].activities] == ["Recruit", "Tell the board"]
    assert place_words(document, question, "goal", "Tell all").document.goal == "Tell all"
    measured = place_words(document, question, "indicator/long", "Boards told").document.measures
    assert measured == (MeasureRow(Term.LONG, "Boards told"),)
    for mended in (added, leave(document, question).document):
        assert [each.key for each in questions(mended, ())] == []


def test_what_was_warned_of_and_put_right_is_warned_of_no_more() -> None:
    rows = (("Objective", "Activity", "Due"), ("Pilot", "Recruit", "Fall 2027"))
    document = read_any(workbook({"Plan": rows}))
    mended = set_day(document, asked_of(document, "date/activity/1/1/target"), OCT_1).document
    gone = [warning.code for warning in document.warnings if warning not in mended.warnings]
    assert gone == ["date_not_understood"]


def test_the_lines_are_counted_by_state_and_their_objectives_are_parted_into_pages() -> None:
    lines = import_lines(PLAN, questions(PLAN, ()))
    assert lines.counts == {LineState.READ: 5, LineState.UNSURE: 2, LineState.NOT_UNDERSTOOD: 3}
    assert [row.state for row in lines.pages[0][0].activities] == [
        LineState.NOT_UNDERSTOOD, LineState.NOT_UNDERSTOOD, LineState.UNSURE,
    ]  # fmt: skip
    block = ObjectiveBlock(1, "Pilot", activities=(RECRUIT,) * (ACTIVITIES_ON_A_PAGE - 10))
    parted = import_lines(PlanDocument(objectives=(block, block)), ()).pages
    assert [[len(each.activities) for each in page] for page in parted] == [[140], [140]]


@settings(max_examples=60, deadline=None)
@given(plan=whole_plans())
def test_whatever_a_file_says_every_question_can_be_settled_one_by_one(plan: PlanDocument) -> None:
    document, settled = plan, list[str]()
    for _ in range(len(questions(plan, ()))):
        question = questions(document, settled)[0]
        left = leave(document, question)
        document = left.document
        settled = [*still_settled(settled, left), *([question.key] if left.is_settled else [])]
    assert questions(document, settled) == ()


def test_what_waits_for_an_activity_below_the_one_left_out_still_waits_for_the_same() -> None:
    blank, last = ActivityPlace(3, 2), ActivityPlace(3, 3)
    first = replace(RECRUIT, needs=(blank, last))
    other = ObjectiveBlock(4, "Train", activities=(ActivityRow("Coach", needs=(last, blank)),))
    plan = replace(
        PLAN,
        objectives=(replace(PILOT, activities=(first, BLANK, REPORT)), other),
        measures=(replace(MANY, built_by=last), replace(MANY, text="Teachers", built_by=blank)),
    )
    left = leave(plan, asked_of(plan, "text/activity/1/2")).document
    assert [row.needs for block in left.objectives for row in block.activities] == [
        (blank,), (), (blank,),
    ]  # fmt: skip
    assert [row.built_by for row in left.measures] == [blank, None]
    assert [(each.place, each.sentence) for each in left.warnings if each.code == "not_kept"] == [
        ("Indicator “Teachers”", "The activity that builds its source was left out."),
        ("Objective 3, activity 1", "The activity that it waited for was left out."),
        ("Objective 4, activity 1", "The activity that it waited for was left out."),
    ]
