"""The objectives and activities that a plan file describes, with leads, resources and what they need."""

from collections.abc import Mapping

from waypost.people.models import Organization, Person
from waypost.plans.actions.imported_parts import Steps, columns
from waypost.plans.models import (
    Activity,
    ActivityDependency,
    ActivityLead,
    ActivityResource,
    Objective,
    ObjectiveProduct,
    Plan,
    Team,
)
from waypost.plans.queries.called import organizations_called, people_called
from waypost.plans.rules.contingency import split_contingency
from waypost.plans.rules.kinds import LeadKind
from waypost.plans.rules.leads import name_in
from waypost.standards.implementation_plan.document import ActivityRow, PlanDocument

Pairs = list[tuple[Activity, ActivityRow]]


def create_objectives(plan: Plan, document: PlanDocument) -> list[Objective]:
    """In the order of the file, each with its products."""
    objectives = Objective.objects.bulk_create(
        Objective(
            plan=plan,
            number=block.number,
            text=block.text,
            strategy_type=block.strategy_type,
            source=block.source,
            evidence_base=block.evidence_base,
            evidence_tier=block.evidence_tier,
            policy_change=block.policy_change,
            policy_change_note=block.policy_change_note,
        )
        for block in document.objectives
    )
    ObjectiveProduct.objects.bulk_create(
        ObjectiveProduct(objective=objective, position=place, text=text)
        for objective, block in zip(objectives, document.objectives, strict=True)
        for place, text in enumerate(block.products, 1)
    )
    return objectives


def create_activities(
    plan: Plan, objectives: list[Objective], teams: Mapping[str, Team], document: PlanDocument
) -> Steps:
    """Each activity with its lists; whoever needs it finds it by objective and place."""
    places = [
        (objective, place, row)
        for objective, block in zip(objectives, document.objectives, strict=True)
        for place, row in enumerate(block.activities, 1)
    ]
    made = Activity.objects.bulk_create(_activity(objective, place, row, teams) for objective, place, row in places)
    pairs = [(activity, row) for activity, (_, _, row) in zip(made, places, strict=True)]
    steps = {(objective.number, place): activity for activity, (objective, place, _) in zip(made, places, strict=True)}
    _create_leads(plan.organization, pairs)
    _create_resources(pairs)
    ActivityDependency.objects.bulk_create(
        ActivityDependency(activity=activity, needed=steps[needed.objective, needed.place])
        for activity, row in pairs
        for needed in row.needs
    )
    return steps


def _activity(objective: Objective, place: int, row: ActivityRow, teams: Mapping[str, Team]) -> Activity:
    setback, workaround = split_contingency(row.contingency)
    return Activity(
        objective=objective,
        team=teams.get(row.team),
        position=place,
        text=row.activity,
        is_milestone=row.is_milestone,
        start_on=row.start_date,
        start_text=row.start_date_text,
        begun_on=row.begun_on,
        target_on=row.target_date,
        target_text=row.target_date_text,
        anticipated_result=row.anticipated_result,
        result_kind=row.result_kind,
        anticipated_number=row.anticipated_number,
        actual_result=row.actual_result,
        actual_number=row.actual_number,
        setback=setback,
        workaround=workaround,
        other_columns=columns(row.other),
        progress=row.progress,
        completed_on=row.completed_on,
    )


def _create_leads(at: Organization, pairs: Pairs) -> None:
    said = [(activity, *each) for activity, row in pairs for each in _with_kinds(row.leads, row.lead_kinds)]
    people = people_called(at, {name_in(text, kind) for _, _, text, kind in said})
    organizations = organizations_called({text for _, _, text, kind in said if kind == LeadKind.ORGANIZATION})
    ActivityLead.objects.bulk_create(
        ActivityLead(
            activity=activity,
            position=place,
            kind=_kind(kind, people.get(name_in(text, kind))),
            text=text,
            person=people.get(name_in(text, kind)),
            organization=organizations.get(text) if kind == LeadKind.ORGANIZATION else None,
        )
        for activity, place, text, kind in said
    )


def _kind(said: str, person: Person | None) -> str:
    return said or (LeadKind.PERSON.value if person else "")


def _create_resources(pairs: Pairs) -> None:
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=activity, position=place, text=text, kind=kind)
        for activity, row in pairs
        for place, text, kind in _with_kinds(row.resources, row.resource_kinds)
    )


def _with_kinds(texts: tuple[str, ...], kinds: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Place, text and kind of each; a file that names no kind names none for all."""
    return [(place, text, kinds[place - 1] if kinds else "") for place, text in enumerate(texts, 1)]
