"""From a plan file to a plan."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import BUILDER
from tests.plans.builders import Planned
from tests.shared_data import shared_data
from waypost.common.models import AuditEntry
from waypost.plans.actions.documents import freeze, thaw
from waypost.plans.actions.imports import NothingToImport, confirm_import, import_plan, keep_import
from waypost.plans.models import Plan, PlanImport
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    PlanWarning,
    ProcedureRow,
    TeamPlace,
    TeamRow,
    Term,
)
from waypost.standards.implementation_plan.reader import read_plan

pytestmark = pytest.mark.django_db

DOCUMENT = PlanDocument(
    title_lines=("Our plan", "2026"),
    priority_area="Growth",
    goal="One in three educators",
    date_started=date(2026, 9, 8),
    date_started_text="9/8/26",
    date_implemented_text="Fall 2027",
    measures=(
        MeasureRow(Term.LONG, "A third of educators", "Annual", Decimal("2.5"), Decimal("33.3"), "%", date(2029, 6, 1)),
        MeasureRow(Term.SHORT, "Schools", data_source="HR", due_text="Quarter 4", other=(OtherColumn("Who", "HR"),)),
    ),
    objectives=(
        ObjectiveBlock(
            2,
            "Run a pilot",
            source="A study",
            evidence_base="Strong",
            policy_change=True,
            policy_change_note="Salary lanes",
            activities=(
                ActivityRow(
                    "Recruit",
                    date(2026, 11, 20),
                    "11/20/26",
                    date(2026, 12, 1),
                    "12/1/26",
                    ("Time", "Travel"),
                    ("Priya", "Tom"),
                    "11 schools",
                    "Snow",
                    (OtherColumn("Cost", "$500"),),
                ),
            ),
        ),
        ObjectiveBlock(2, "Run it again"),
    ),
    alignment=(AlignmentEntry(2, "2", "Retention", "Standard 3", "Grant"), AlignmentEntry(None, "All", "Equity")),
    alignment_labels=AlignmentLabels(state_priority="Prairie priority"),
    warnings=(PlanWarning("blank_date", "Date Implemented", "Date Implemented is blank."),),
)

#: What `freeze(DOCUMENT)` was before documents held teams, measurements and the rest.
KEPT_EARLIER = Path(__file__).parent / "data" / "frozen_before_exports.json"
FULL = PlanDocument(
    measures=(
        MeasureRow(
            Term.SHORT,
            "Days to a decision",
            direction="within a range",
            target_from=Decimal("0.50"),
            owner="Priya",
            built_by=ActivityPlace(1, 2),
            source_key="median_days",
            measurements=(MeasurementRow(date(2026, 10, 1), Decimal("12.25"), "First month"),),
        ),
    ),
    objectives=(
        ObjectiveBlock(
            1,
            "Run a pilot",
            strategy_type="Pilot",
            evidence_tier="tier 2: moderate",
            products=("A guide", "A list"),
            activities=(
                ActivityRow(
                    "Recruit",
                    is_milestone=True,
                    leads=("Priya", "Coach"),
                    lead_kinds=("person", "role"),
                    resources=("Travel",),
                    resource_kinds=("funding",),
                    result_kind="product",
                    anticipated_number=Decimal("11.0"),
                    begun_on=date(2026, 10, 2),
                    progress=100,
                    completed_on=date(2026, 11, 2),
                    actual_result="Ten schools",
                    actual_number=Decimal(10),
                    team="Assessors",
                    needs=(ActivityPlace(1, 2),),
                ),
            ),
        ),
    ),
    teams=(TeamRow("Assessors", "Priya", (TeamPlace("Tom", "Reading"), TeamPlace())),),
    procedures=(ProcedureRow("monitor", "Each month"),),
    involvement=(InvolvementRow("monitor", "coaches and specialists", "Two coaches", "middle", "They read along"),),
)


def imported(planned: Planned, document: PlanDocument = DOCUMENT) -> Plan:
    return import_plan(by=BUILDER, organization=planned.tree.district, document=document)


def test_a_document_comes_back_from_json_as_it_was() -> None:
    assert thaw(freeze(DOCUMENT)) == DOCUMENT
    assert thaw(json.loads(json.dumps(freeze(FULL)))) == FULL


def test_a_document_that_was_kept_before_it_had_todays_fields_is_read_with_the_defaults() -> None:
    assert thaw(json.loads(KEPT_EARLIER.read_text())) == DOCUMENT


def test_every_field_of_the_plan_and_its_indicators_is_stored(planned: Planned) -> None:
    plan = imported(planned)
    assert (plan.title, plan.goal.priority_area.title, plan.goal.text) == ("Our plan · 2026", "Growth", DOCUMENT.goal)
    assert (plan.started_on, plan.started_text, plan.implemented_on, plan.implemented_text) == (
        date(2026, 9, 8),
        "9/8/26",
        None,
        "Fall 2027",
    )
    assert (plan.state_priority_label, plan.standard_label) == ("Prairie priority", "Standard or framework")
    long, short = plan.indicators.get(term="long"), plan.indicators.get(term="short")
    assert (long.frequency, long.baseline, long.target, long.unit, long.due_on) == (
        "Annual",
        Decimal("2.5"),
        Decimal("33.3"),
        "%",
        date(2029, 6, 1),
    )
    assert (short.data_source, short.due_text, short.other_columns) == (
        "HR",
        "Quarter 4",
        [{"heading": "Who", "text": "HR"}],
    )


def test_every_field_of_objectives_and_activities_is_stored(planned: Planned) -> None:
    objective = imported(planned).objectives.get(number=2)
    assert (objective.source, objective.evidence_base) == ("A study", "Strong")
    assert (objective.policy_change, objective.policy_change_note) == (True, "Salary lanes")
    activity = objective.activities.get()
    assert (activity.text, activity.target_on, activity.target_text) == ("Recruit", date(2026, 11, 20), "11/20/26")
    assert (activity.start_on, activity.start_text) == (date(2026, 12, 1), "12/1/26")
    assert (activity.anticipated_result, activity.setback) == ("11 schools", "Snow")
    assert [lead.text for lead in activity.leads.all()] == ["Priya", "Tom"]
    assert [resource.text for resource in activity.resources.all()] == ["Time", "Travel"]
    assert activity.other_columns == [{"heading": "Cost", "text": "$500"}]


def test_an_objective_number_given_twice_goes_on_after_the_last(planned: Planned) -> None:
    numbers = imported(planned).objectives.values_list("number", "text")
    assert list(numbers) == [(2, "Run a pilot"), (3, "Run it again")]


def test_the_alignment_matrix_is_stored_with_rows_that_name_no_objective(planned: Planned) -> None:
    first, second = imported(planned).alignment_rows.select_related("objective")
    assert first.objective is not None
    assert (first.objective.number, first.state_priority, first.standard, first.funding) == (
        2,
        "Retention",
        "Standard 3",
        "Grant",
    )
    assert (second.objective, second.objective_text, second.state_priority) == (None, "All", "Equity")


def test_the_sample_plan_becomes_a_plan(planned: Planned) -> None:
    plan = imported(planned, read_plan(shared_data("plans", "abc-district.docx").read_bytes()))
    assert plan.goal.priority_area.title == "Personalized, competency-based professional learning (PL)"
    assert list(plan.objectives.values_list("number", "activities__target_on")) == [
        (1, date(2016, 11, 2)),
        (1, date(2016, 12, 15)),
        (2, None),
    ]
    assert plan.alignment_rows.get().state_priority.startswith("Design systems and incentives")


def test_a_number_too_large_to_keep_stays_in_its_sentence(planned: Planned) -> None:
    row = MeasureRow(Term.SHORT, "1,000,000,000,000 visits", target=Decimal(10) ** 12)
    assert imported(planned, replace(DOCUMENT, measures=(row,))).indicators.get().target is None


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (PlanDocument(title_lines=("Template",)), "This is the empty template: fill it in"),
        (replace(DOCUMENT, priority_area="a" * 501), "The priority area is longer than 500 characters"),
    ],
)
def test_what_cannot_become_a_plan_changes_nothing(planned: Planned, document: PlanDocument, sentence: str) -> None:
    with pytest.raises(NothingToImport, match=sentence):
        keep_import(by=planned.lead, organization=planned.tree.district, file_name="a.docx", document=document)
    assert (Plan.objects.count(), PlanImport.objects.count()) == (1, 0)


def test_a_file_that_names_a_team_alone_is_not_empty() -> None:
    assert not PlanDocument(teams=(TeamRow("Assessors"),)).is_empty


def test_a_second_click_on_confirm_finds_the_plan_of_the_first(planned: Planned) -> None:
    kept = keep_import(by=planned.lead, organization=planned.tree.district, file_name="a.docx", document=DOCUMENT)
    first = confirm_import(by=planned.lead, plan_import=kept)
    second = confirm_import(by=planned.lead, plan_import=kept)
    assert (first, Plan.objects.count()) == (second, 2)
    assert AuditEntry.objects.filter(verb="import plan").count() == 1
