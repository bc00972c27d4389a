"""Any plan written as a workbook or a CSV file comes back equal, with no warning but those of the plan itself."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook

from tests.standards.implementation_plan.whole_plans import whole_plans
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.csv_writer import write_csv
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.excel_writer import write_excel

QUICK = (Phase.explicit, Phase.generate, Phase.shrink)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICK)
@given(plan=whole_plans())
def test_a_plan_comes_back_equal_from_its_workbook_and_its_csv_file(plan: PlanDocument) -> None:
    expected = replace(plan, warnings=look_over(plan))
    assert read_any(write_excel(plan)) == expected
    assert read_any(write_csv(plan)) == expected


def test_a_text_longer_than_a_cell_goes_on_and_comes_back_whole() -> None:
    long = "\n".join(["All words of a very long note."] * 2_000)
    assert len(long) > 50_000
    plan = PlanDocument(
        goal=long, objectives=(ObjectiveBlock(1, long, activities=(ActivityRow("Act", contingency=long),)),)
    )
    for data in (write_excel(plan), write_csv(plan)):
        assert replace(read_any(data), warnings=()) == plan


def test_numbers_that_a_workbook_would_round_and_days_before_it_counts_come_back_exactly() -> None:
    number = Decimal("999999999999.9999")
    measure = MeasureRow(
        Term.SHORT, "Reads", target=number, due_on=date(1900, 2, 28), other=(OtherColumn("Target", "x"),)
    )
    plan = PlanDocument(measures=(measure,))
    assert replace(read_any(write_excel(plan)), warnings=()) == plan


def test_a_wide_sheet_goes_on_beside_so_that_its_print_can_be_read() -> None:
    activity = ActivityRow("Act", contingency="Ask again", anticipated_result="A list")
    plan = PlanDocument(goal="Goal", objectives=(ObjectiveBlock(1, "Do", activities=(activity,)),))
    book = load_workbook(io.BytesIO(write_excel(plan)))
    assert book["Plan"].page_setup.fitToWidth == 1
    assert book["Objective 1"].page_setup.fitToWidth == 2
