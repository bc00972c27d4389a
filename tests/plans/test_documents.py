"""What a plan says, as a document, after it was imported from one; and imports that happen whole or not at all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db.models.query import QuerySet
from hypothesis import HealthCheck, given, settings

from tests.builders import BUILDER
from tests.plans.builders import Planned
from tests.plans.test_imports import FULL
from tests.standards.implementation_plan.documents import documents
from waypost.plans.actions.imports import as_a_plan_holds_it, import_plan
from waypost.plans.queries.documents import document_of
from waypost.plans.rules.contingency import joined_contingency, split_contingency
from waypost.plans.rules.imports import plan_title
from waypost.plans.rules.indicators import direction_towards
from waypost.standards.implementation_plan.document import (
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
)

pytestmark = pytest.mark.django_db

QUERIES = 16
#: What both saving and creating many rows come down to.
INSERT = "_insert"
DATABASE_EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_a_plan_says_it(document: PlanDocument) -> PlanDocument:
    """What may differ after a document went through a plan, and nothing else may:

    a title of one line, at most 500 characters, and one that says something; what no plan can hold is left out with
    its warning; the words behind "Workaround:" stand in its own line; a direction that two numbers tell is not said;
    a column called Owner is the owner where no other is named; further columns of the matrix stand in one order, and
    one that is blank in a row is not said there.
    """
    fit = as_a_plan_holds_it(document)
    return replace(
        fit,
        title_lines=(plan_title(fit.title_lines),),
        measures=tuple(measure_as_said(row) for row in fit.measures),
        objectives=tuple(objective_as_said(block) for block in fit.objectives),
        alignment=alignment_as_said(fit.alignment),
        warnings=(),
    )


def measure_as_said(row: MeasureRow) -> MeasureRow:
    named = next((column for column in row.other if column.heading == "Owner" and not row.owner), None)
    told = direction_towards(row.baseline, row.target)
    return replace(
        row,
        direction="" if row.direction == told else row.direction,
        owner=named.text if named else row.owner,
        other=tuple(column for column in row.other if column is not named),
    )


def objective_as_said(block: ObjectiveBlock) -> ObjectiveBlock:
    steps = (
        replace(row, contingency=joined_contingency(*split_contingency(row.contingency))) for row in block.activities
    )
    return replace(block, activities=tuple(steps))


def alignment_as_said(rows: tuple[AlignmentEntry, ...]) -> tuple[AlignmentEntry, ...]:
    order = {column.heading: None for row in rows for column in row.other}
    return tuple(
        replace(row, other=tuple(each for head in order for each in row.other if each.heading == head and each.text))
        for row in rows
    )


def through_a_plan(planned: Planned, document: PlanDocument) -> PlanDocument:
    return document_of(import_plan(by=BUILDER, organization=planned.tree.district, document=document))


@DATABASE_EXAMPLES
@given(document=documents())
def test_a_plan_says_what_its_document_said(planned: Planned, document: PlanDocument) -> None:
    filled = replace(document, priority_area="Growth", goal=document.goal or "Grow")
    said = through_a_plan(planned, filled)
    assert said == as_a_plan_says_it(filled)
    assert through_a_plan(planned, said) == said


def test_names_become_people_only_where_one_of_the_organization_is_called_that(planned: Planned) -> None:
    document = replace(
        FULL,
        priority_area="Growth",
        measures=(replace(FULL.measures[0], owner="Maya Okafor"), replace(FULL.measures[0], owner="Other Lead")),
        objectives=(
            replace(
                FULL.objectives[0],
                activities=(
                    replace(
                        FULL.objectives[0].activities[0],
                        needs=(),
                        leads=("Maya Okafor", "maya okafor", "Coach: Maya Okafor", "Other Lead"),
                        lead_kinds=("", "", "role", "person"),
                    ),
                ),
            ),
        ),
        teams=(replace(FULL.teams[0], lead="Maya Okafor"),),
    )
    plan = import_plan(by=BUILDER, organization=planned.tree.district, document=document)
    mine, named = plan.indicators.all()
    assert (mine.owner, named.owner, named.other_columns) == (
        planned.lead,
        None,
        [{"heading": "Owner", "text": "Other Lead"}],
    )
    leads = plan.objectives.get().activities.get().leads.values_list("person__name", "kind")
    assert list(leads) == [("Maya Okafor", "person"), (None, ""), ("Maya Okafor", "role"), (None, "person")]
    assert plan.teams.get().lead == planned.lead
    said = document_of(plan)
    assert [row.owner for row in said.measures] == ["Maya Okafor", "Other Lead"]


def test_a_row_of_alignment_says_the_number_that_its_objective_has_today(planned: Planned) -> None:
    document = PlanDocument(
        priority_area="Growth",
        objectives=(ObjectiveBlock(4, "Run a pilot"),),
        alignment=(AlignmentEntry(4, "4, 5", "Retention"), AlignmentEntry(5, "4, 5", "Retention")),
    )
    plan = import_plan(by=BUILDER, organization=planned.tree.district, document=document)
    plan.objectives.update(number=2)
    assert [(row.objective, row.objective_text) for row in document_of(plan).alignment] == [(2, "2"), (None, "4, 5")]


def test_what_was_taken_out_and_what_waypost_feeds_stay_behind(planned: Planned) -> None:
    planned.indicator.measurements.create(value=Decimal(3), measured_on="2026-10-01", source_key="awards")
    planned.indicator.measurements.create(value=Decimal("4.5"), measured_on="2026-10-02")
    gone = planned.indicator.measurements.create(value=Decimal(5), measured_on="2026-10-03")
    gone.taken_out_at = planned.plan.created_at
    gone.save()
    planned.activity.taken_out_at = planned.plan.created_at
    planned.activity.save()
    said = document_of(planned.plan)
    assert [str(each.value) for each in said.measures[0].measurements] == ["4.5"]
    assert said.objectives[0].activities == ()


def test_a_larger_plan_asks_no_more_than_a_small_one(planned: Planned, django_assert_num_queries: Any) -> None:
    row = FULL.objectives[0].activities[0]
    steps = tuple(replace(row, needs=()) for _ in range(20))
    large = replace(
        FULL,
        priority_area="Growth",
        measures=FULL.measures * 5,
        objectives=tuple(replace(FULL.objectives[0], number=number, activities=steps) for number in range(1, 6)),
        alignment=(AlignmentEntry(1, "1", "Retention", other=(OtherColumn("Note", "x"),)),) * 5,
        teams=FULL.teams * 5,
    )
    plan = import_plan(by=BUILDER, organization=planned.tree.district, document=large)
    with django_assert_num_queries(QUERIES):
        document_of(plan)


WRITTEN = (
    "Plan", "PriorityArea", "Goal", "Team", "TeamMember", "Objective", "ObjectiveProduct", "Activity",
    "ActivityLead", "ActivityResource", "ActivityDependency", "Indicator", "Measurement", "AlignmentRow", "Procedure",
    "Involvement",
)  # fmt: skip


@pytest.mark.parametrize("broken", WRITTEN)
def test_an_import_that_breaks_at_any_row_leaves_no_row(
    planned: Planned, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    everything = whole_document()
    models = {model.__name__: model for model in apps.get_app_config("plans").get_models()}
    counts = {name: model._base_manager.count() for name, model in models.items()}
    insert = getattr(QuerySet, INSERT)

    def breaks(queryset: QuerySet[Any], *args: Any, **options: Any) -> Any:
        if queryset.model is models[broken]:
            raise OSError(broken)
        return insert(queryset, *args, **options)

    monkeypatch.setattr(QuerySet, INSERT, breaks)
    with pytest.raises(OSError, match=broken):
        import_plan(by=BUILDER, organization=planned.tree.district, document=everything)
    assert {name: model._base_manager.count() for name, model in models.items()} == counts


def whole_document() -> PlanDocument:
    """One row of everything."""
    block = FULL.objectives[0]
    second = replace(block.activities[0], needs=(), leads=(), lead_kinds=())
    return replace(
        FULL,
        priority_area="A new area",
        goal="A new goal",
        objectives=(replace(block, activities=(block.activities[0], second)),),
        alignment=(AlignmentEntry(1, "1", "Retention"),),
    )
