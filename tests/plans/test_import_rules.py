"""What a plan file says, seen on the day of its import."""

from datetime import date

import pytest

from waypost.plans.rules.imports import plan_title, warnings_on
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    PlanWarning,
    Term,
)

TODAY = date(2027, 1, 14)
OF_THE_FILE = PlanWarning("blank_date", "Date Started", "Date Started is blank.")


def document(targets: list[date | None], due_on: date | None = None) -> PlanDocument:
    activities = tuple(ActivityRow("Train", target_date=target) for target in targets)
    return PlanDocument(
        objectives=(ObjectiveBlock(1, "Run a pilot", activities=activities),),
        measures=(MeasureRow(Term.SHORT, "Schools", due_on=due_on),),
        warnings=(OF_THE_FILE,),
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Micro-credential Implementation Plan", "Example Implementation Plan"],
         "Micro-credential Implementation Plan · Example"),
        (["Our plan", "Our Plan"], "Our plan"),
        (["Our plan", "2026"], "Our plan · 2026"),
        (["Plan", "Cedar Valley plan"], "Plan · Cedar Valley"),
        (["Strategic Plan", "Professional Growth Plan"], "Strategic Plan · Professional Growth Plan"),
        (["Plan 2027", "School Year 2027"], "Plan 2027 · School Year 2027"),
        (["Cedar Valley growth plan", "Draft  growth plan"], "Cedar Valley growth plan · Draft"),
        (["Plan", "Plan", "Cedar Valley"], "Plan · Cedar Valley"),
        ([], "Implementation plan"),
    ],
)  # fmt: skip
def test_a_title_says_nothing_twice(lines: list[str], title: str) -> None:
    assert plan_title(lines) == title


def test_a_title_is_cut_to_what_is_kept_of_it() -> None:
    assert plan_title(["a" * 500]) == "a" * 500
    assert plan_title(["a" * 501]) == f"{'a' * 499}…"
    assert plan_title(["a" * 300, "b" * 150, f"c {'d' * 60}"]) == f"{'a' * 300} · {'b' * 150} · c…"


def test_target_and_due_dates_in_the_past_are_counted_and_said_first() -> None:
    found = warnings_on(document([date(2016, 12, 15), date(2016, 11, 2), TODAY, None], date(2026, 6, 1)), TODAY)
    assert found == (
        PlanWarning(
            "past_dates",
            "Dates",
            "3 target or due dates lie in the past (the earliest is November 2, 2016): change the file and choose it "
            "again, or create the plan and set a new date, or record what is done, for each.",
        ),
        OF_THE_FILE,
    )


def test_one_date_in_the_past_is_named() -> None:
    (about_past, _) = warnings_on(document([date(2027, 1, 13)]), TODAY)
    assert about_past.sentence.startswith("1 target or due date lies in the past (it is January 13, 2027): change")


def test_dates_that_lie_ahead_are_no_warning() -> None:
    assert warnings_on(document([TODAY], date(2028, 6, 1)), TODAY) == (OF_THE_FILE,)
