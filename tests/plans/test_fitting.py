"""What a file says that no plan can hold is left out, and told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.plans.rules.dependencies import circle, without_circles
from waypost.plans.rules.fitting import fitted
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    ProcedureRow,
    TeamRow,
    Term,
)


def fit(document: PlanDocument) -> PlanDocument:
    return fitted(document, {"awards"})


def with_activities(*rows: ActivityRow) -> PlanDocument:
    return PlanDocument(objectives=(ObjectiveBlock(1, "Run a pilot", activities=rows),))


def only_activity(row: ActivityRow) -> tuple[ActivityRow, list[str]]:
    said = fit(with_activities(row))
    return said.objectives[0].activities[0], [warning.sentence for warning in said.warnings]


def with_measure(row: MeasureRow) -> tuple[MeasureRow, list[str]]:
    said = fit(PlanDocument(measures=(row,)))
    return said.measures[0], [warning.sentence for warning in said.warnings]


MEASURE = MeasureRow(Term.SHORT, "Schools")


def test_a_kind_that_is_none_is_left_out_and_the_known_ones_named() -> None:
    row, (sentence,) = only_activity(ActivityRow("Recruit", leads=("Priya", "Tom"), lead_kinds=("boss", "Person")))
    assert (row.leads, row.lead_kinds) == (("Priya", "Tom"), ("", "person"))
    assert sentence == "“boss” is none of: person, role, organization. This was left out."


def test_leads_stand_in_one_line_and_each_keeps_its_kind() -> None:
    row, sentences = only_activity(ActivityRow("Recruit", leads=("Priya\nShah", " ", "Tom"), lead_kinds=("", "role")))
    assert (row.leads, row.lead_kinds, sentences) == (("Priya Shah", "Tom"), (), [])


@pytest.mark.parametrize(
    ("progress", "completed_on", "kept"),
    [(250, None, 99), (100, None, 99), (-3, None, 0), (40, date(2026, 1, 5), 100)],
)
def test_what_is_done_is_done_on_a_day(progress: int, completed_on: date | None, kept: int) -> None:
    row, sentences = only_activity(ActivityRow("Recruit", progress=progress, completed_on=completed_on))
    assert (row.progress, row.completed_on) == (kept, completed_on)
    assert len(sentences) == (0 if completed_on else 1)


def test_an_activity_needs_others_of_the_plan_once_and_not_itself() -> None:
    places = (ActivityPlace(1, 2), ActivityPlace(1, 2), ActivityPlace(1, 1), ActivityPlace(7, 1))
    said = fit(with_activities(ActivityRow("Recruit", needs=places), ActivityRow("Train")))
    assert said.objectives[0].activities[0].needs == (ActivityPlace(1, 2),)
    assert [warning.sentence for warning in said.warnings] == [
        "It needs activity 1.1, which is no other one of the plan. This was left out.",
        "It needs activity 7.1, which is no other one of the plan. This was left out.",
    ]


def test_a_circle_is_opened_where_it_closes() -> None:
    said = fit(
        with_activities(
            ActivityRow("Recruit", needs=(ActivityPlace(1, 2),)), ActivityRow("Train", needs=(ActivityPlace(1, 1),))
        )
    )
    assert [row.needs for row in said.objectives[0].activities] == [(ActivityPlace(1, 2),), ()]
    assert [(each.place, each.sentence) for each in said.warnings] == [
        ("Objective 1, activity 2", "It needs activity 1.1, which waits for it in turn. This was left out.")
    ]


needs = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), unique=True, max_size=4), min_size=7, max_size=7)


@given(needs=needs)
def test_nothing_waits_for_itself_and_what_closes_no_circle_stays(needs: dict[int, list[int]]) -> None:
    kept = without_circles(needs)
    named = {str(key): [str(each) for each in found] for key, found in kept.items()}
    assert not any(circle(named, key) for key in named)
    for key, dropped in {key: set(needs[key]) - set(kept[key]) for key in needs}.items():
        for one in dropped:
            assert circle({**named, str(key): [*named[str(key)], str(one)]}, str(key)) or one == key


def test_numbers_that_no_column_holds_are_left_out() -> None:
    measured = (MeasurementRow(date(2026, 1, 5), Decimal("1e12")), MeasurementRow(date(2026, 1, 6), Decimal(4)))
    row, sentences = with_measure(replace(MEASURE, target=Decimal("1e999999"), measurements=measured))
    assert (row.target, row.measurements) == (None, measured[1:])
    assert sentences[0] == "The number 1E+999999 has more than twelve digits before its point. This was left out."
    assert len(sentences) == 2


def test_an_unknown_source_and_a_builder_that_the_plan_lacks_are_left_out() -> None:
    row, sentences = with_measure(replace(MEASURE, source_key="likes", built_by=ActivityPlace(1, 1)))
    assert (row.source_key, row.built_by, len(sentences)) == ("", None, 2)
    assert with_measure(replace(MEASURE, source_key="awards")) == (replace(MEASURE, source_key="awards"), [])


def test_a_team_that_only_an_activity_names_is_a_team() -> None:
    said = fit(replace(with_activities(ActivityRow("Recruit", team="Coaching")), teams=(TeamRow("Law"),)))
    assert said.teams == (TeamRow("Law"), TeamRow("Coaching"))


def test_names_longer_than_any_name_are_cut_and_the_rest_is_told() -> None:
    said = fit(PlanDocument(teams=(TeamRow("a" * 499 + "bcd", lead="c" * 250),)))
    assert (len(said.teams[0].topic), len(said.teams[0].lead)) == (500, 200)
    assert "“bcd”" in said.warnings[0].sentence


def test_one_procedure_for_each_stage_and_none_for_another() -> None:
    rows = (ProcedureRow("monitor", "Monthly"), ProcedureRow("dream", "At night"), ProcedureRow("monitor", "By mail"))
    said = fit(PlanDocument(procedures=rows))
    assert said.procedures == (ProcedureRow("monitor", "Monthly\nBy mail"),)
    assert said.warnings[0].sentence == "“dream” is no stage of a plan: “At night”. This was left out."


def test_who_takes_part_does_so_at_a_stage_with_a_voice() -> None:
    rows = (
        InvolvementRow("monitor", "families and community", "Parents", "kindergarten"),
        InvolvementRow("monitor", "the mayor", "Mr. Hale"),
    )
    said = fit(PlanDocument(involvement=rows))
    assert said.involvement == (replace(rows[0], school_level=""),)
    assert [warning.place for warning in said.warnings] == ["Who is involved, Parents", "Who is involved"]


def test_a_number_of_an_objective_that_no_plan_counts_to_goes_on_after_the_last() -> None:
    blocks = (ObjectiveBlock(3, "a"), ObjectiveBlock(3, "b"), ObjectiveBlock(-1, "c"), ObjectiveBlock(10**30, "d"))
    assert [block.number for block in fit(PlanDocument(objectives=blocks)).objectives] == [3, 4, 5, 6]


def test_what_fits_stays_as_it_is_and_fitting_again_changes_nothing() -> None:
    document = with_activities(ActivityRow("Recruit", leads=("Priya",), lead_kinds=("boss",)))
    assert fit(fit(document)) == fit(document)


def test_a_day_of_an_impossible_year_goes_back_into_its_words() -> None:
    far, early = date(9999, 12, 31), date(1026, 11, 20)
    activity = ActivityRow(
        "Recruit", target_date=far, target_date_text="12/31/9999", start_date=early, begun_on=early, completed_on=far
    )
    said = fit(
        replace(
            with_activities(activity),
            date_started=far,
            date_started_text="12/31/9999",
            measures=(replace(MEASURE, due_on=far, measurements=(MeasurementRow(far, Decimal(3)),)),),
        )
    )
    row, measure = said.objectives[0].activities[0], said.measures[0]
    assert (said.date_started, said.date_started_text) == (None, "12/31/9999")
    assert (row.target_date, row.target_date_text) == (None, "12/31/9999")
    assert (row.start_date, row.start_date_text, row.begun_on, row.completed_on) == (None, "1026-11-20", None, None)
    assert (measure.due_on, measure.due_text, measure.measurements) == (None, "9999-12-31", ())
    sentences = [warning.sentence for warning in said.warnings]
    assert len(sentences) == 7
    assert sentences[0] == ("“12/31/9999” is not in the years 1990 to 2100, so no date was set; the words were kept.")
    assert fit(said) == said
