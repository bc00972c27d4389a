"""The parts of a plan that a file describes: teams, indicators with their numbers, alignment, procedures, voices."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from waypost.common.actors import Actor
from waypost.people.acting import person_or_none
from waypost.people.models import Person
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    Indicator,
    Involvement,
    Measurement,
    Objective,
    Plan,
    Procedure,
    Team,
    TeamMember,
)
from waypost.plans.queries.called import owners_called, people_called
from waypost.plans.rules.imports import OWNER
from waypost.plans.rules.indicators import direction_towards
from waypost.standards.implementation_plan.document import MeasureRow, OtherColumn, PlanDocument, Term

#: Activities by the number of their objective and their place there.
Steps = Mapping[tuple[int, int], Activity]


def create_teams(plan: Plan, document: PlanDocument) -> dict[str, Team]:
    """By topic; of two with one topic the first. Names become people where exactly one is called that."""
    names = {row.lead for row in document.teams} | {place.name for row in document.teams for place in row.places}
    people = people_called(plan.organization, names)
    teams: dict[str, Team] = {}
    for row in document.teams:
        lead = people.get(row.lead)
        team = Team.objects.create(plan=plan, topic=row.topic, lead=lead, lead_name="" if lead else row.lead)
        teams.setdefault(row.topic, team)
        TeamMember.objects.bulk_create(
            TeamMember(
                team=team,
                position=number,
                person=people.get(place.name),
                name="" if place.name in people else place.name,
                expertise=place.expertise,
            )
            for number, place in enumerate(row.places, 1)
        )
    return teams


def create_indicators(by: Actor, plan: Plan, steps: Steps, document: PlanDocument) -> None:
    """An owner who is nobody here stays as a column with their name."""
    owners = owners_called(plan.organization, {row.owner for row in document.measures})
    places = dict.fromkeys(Term, 0)
    for row in document.measures:
        places[row.term] += 1
        indicator = _indicator(row, steps, owners.get(row.owner))
        indicator.plan, indicator.position = plan, places[row.term]
        indicator.save()
        Measurement.objects.bulk_create(
            Measurement(
                indicator=indicator,
                value=each.value,
                measured_on=each.measured_on,
                note=each.note,
                recorded_by=person_or_none(by),
            )
            for each in row.measurements
        )


def _indicator(row: MeasureRow, steps: Steps, owner: Person | None) -> Indicator:
    named = (OtherColumn(OWNER, row.owner),) if row.owner and owner is None else ()
    return Indicator(
        term=row.term.value,
        text=row.text,
        unit=row.unit,
        direction=row.direction or direction_towards(row.baseline, row.target).value,
        baseline=row.baseline,
        target_from=row.target_from,
        target=row.target,
        due_on=row.due_on,
        due_text=row.due_text,
        frequency=row.frequency,
        data_source=row.data_source,
        built_by=steps[row.built_by.objective, row.built_by.place] if row.built_by else None,
        owner=owner,
        other_columns=columns((*row.other, *named)),
        source_key=row.source_key,
    )


def create_alignment(plan: Plan, objectives: Iterable[Objective], document: PlanDocument) -> None:
    by_number = {objective.number: objective for objective in objectives}
    AlignmentRow.objects.bulk_create(
        AlignmentRow(
            plan=plan,
            objective=by_number.get(entry.objective) if entry.objective is not None else None,
            objective_text=entry.objective_text,
            position=place,
            state_priority=entry.state_priority,
            standard=entry.standard,
            funding=entry.funding,
            other_columns=columns(entry.other),
        )
        for place, entry in enumerate(document.alignment, 1)
    )


def create_ways_of_working(plan: Plan, document: PlanDocument) -> None:
    """How work goes on at each stage, and who takes part there."""
    Procedure.objects.bulk_create(Procedure(plan=plan, **asdict(row)) for row in document.procedures)
    Involvement.objects.bulk_create(Involvement(plan=plan, **asdict(row)) for row in document.involvement)


def columns(other: Iterable[OtherColumn]) -> list[dict[str, str]]:
    return [asdict(column) for column in other]
