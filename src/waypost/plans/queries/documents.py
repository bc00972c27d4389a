"""A plan as the document that every export writes, in a fixed number of queries (PL11).

Only what stands: parts that were taken out, notes, date changes and numbers that Waypost itself feeds stay here.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import prefetch_related_objects

from waypost.plans.models import Activity, Indicator, Measurement, Objective, Plan, Team
from waypost.plans.queries.alignment import AlignmentLine, alignment_block, standard_words
from waypost.plans.queries.pages import whole_plan
from waypost.plans.queries.teams import places_of
from waypost.plans.rules.contingency import joined_contingency
from waypost.plans.rules.imports import OWNER
from waypost.plans.rules.indicators import direction_towards
from waypost.standards.implementation_plan.dates import parse_range, words_for
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
    ProcedureRow,
    TeamPlace,
    TeamRow,
    Term,
)

#: Where each standing activity stands, by its key.
Places = Mapping[int, ActivityPlace]


def document_of(plan: Plan) -> PlanDocument:
    """Everything that the plan says today. Each date has its words, as the template's cells want them."""
    whole = whole_plan(plan)
    prefetch_related_objects(list(whole.indicators.all()), "measurements")
    objectives = list(whole.objectives.all())
    places = {
        activity.pk: ActivityPlace(objective.number, place)
        for objective in objectives
        for place, activity in enumerate(objective.activities.all(), 1)
    }
    return PlanDocument(
        title_lines=(whole.title,),
        priority_area=whole.goal.priority_area.title,
        goal=_lines(whole.goal.text),
        date_started=whole.started_on,
        date_started_text=words_for(whole.started_on, whole.started_text),
        date_implemented=whole.implemented_on,
        date_implemented_text=words_for(whole.implemented_on, whole.implemented_text),
        measures=tuple(_measure(indicator, places) for indicator in whole.indicators.all()),
        objectives=tuple(_objective(objective, places) for objective in objectives),
        alignment=tuple(_alignment(line) for line in alignment_block(whole, whole.alignment_rows.all()).lines),
        alignment_labels=AlignmentLabels(whole.state_priority_label, whole.standard_label, whole.funding_label),
        teams=tuple(_team(team) for team in whole.teams.all()),
        procedures=tuple(ProcedureRow(row.stage, _lines(row.text)) for row in whole.procedures.all()),
        involvement=tuple(
            InvolvementRow(row.stage, row.voice, _lines(row.who), row.school_level, _lines(row.part))
            for row in whole.involvements.all()
        ),
    )


def _measure(indicator: Indicator, places: Places) -> MeasureRow:
    """A direction that two numbers tell by themselves is not said."""
    told = direction_towards(indicator.baseline, indicator.target)
    other = _other(indicator.other_columns)
    named = next((column for column in other if column.heading == OWNER), None) if indicator.owner is None else None
    return MeasureRow(
        term=Term(indicator.term),
        text=_lines(indicator.text),
        frequency=_lines(indicator.frequency),
        baseline=_number(indicator.baseline),
        target=_number(indicator.target),
        unit=_lines(indicator.unit),
        due_on=indicator.due_on,
        due_text=words_for(indicator.due_on, indicator.due_text),
        data_source=_lines(indicator.data_source),
        other=tuple(column for column in other if column is not named),
        direction="" if indicator.direction == told else indicator.direction,
        target_from=_number(indicator.target_from),
        owner=indicator.owner.name if indicator.owner else named.text if named else "",
        built_by=places.get(indicator.built_by_id or 0),
        source_key=indicator.source_key,
        measurements=tuple(_measurement(each) for each in indicator.measurements.all() if not each.source_key),
    )


def _measurement(measurement: Measurement) -> MeasurementRow:
    return MeasurementRow(measurement.measured_on, _known(measurement.value), _lines(measurement.note))


def _objective(objective: Objective, places: Places) -> ObjectiveBlock:
    return ObjectiveBlock(
        number=objective.number,
        text=_lines(objective.text),
        source=_lines(objective.source),
        evidence_base=_lines(objective.evidence_base),
        policy_change=objective.policy_change,
        policy_change_note=_lines(objective.policy_change_note),
        activities=tuple(_activity(activity, places) for activity in objective.activities.all()),
        strategy_type=_lines(objective.strategy_type),
        evidence_tier=objective.evidence_tier,
        products=tuple(product.text for product in objective.products.all()),
    )


def _activity(activity: Activity, places: Places) -> ActivityRow:
    leads, resources = list(activity.leads.all()), list(activity.resources.all())
    needs = (places.get(other.pk) for other in activity.needs.all())
    return ActivityRow(
        activity=_lines(activity.text),
        target_date=activity.target_on,
        target_date_text=_target_words(activity),
        start_date=activity.start_on,
        start_date_text=words_for(activity.start_on, activity.start_text),
        resources=tuple(resource.text for resource in resources),
        leads=tuple(lead.text for lead in leads),
        anticipated_result=_lines(activity.anticipated_result),
        contingency=joined_contingency(_lines(activity.setback), _lines(activity.workaround)),
        other=_other(activity.other_columns),
        is_milestone=activity.is_milestone,
        lead_kinds=_kinds(lead.kind for lead in leads),
        resource_kinds=_kinds(resource.kind for resource in resources),
        result_kind=activity.result_kind,
        anticipated_number=_number(activity.anticipated_number),
        begun_on=activity.begun_on,
        progress=activity.progress,
        completed_on=activity.completed_on,
        actual_result=_lines(activity.actual_result),
        actual_number=_number(activity.actual_number),
        team=activity.team.topic if activity.team and activity.team.taken_out_at is None else "",
        needs=tuple(sorted((place for place in needs if place), key=lambda place: (place.objective, place.place))),
    )


def _target_words(activity: Activity) -> str:
    """Words such as "11/1/16 - 12/15/16" stand while they say both dates."""
    says_both = parse_range(activity.target_text) == (activity.start_on, activity.target_on)
    return activity.target_text if says_both else words_for(activity.target_on, activity.target_text)


def _alignment(line: AlignmentLine) -> AlignmentEntry:
    """A row of an objective says its number of today; only one without keeps the words of its file.

    Standards of frameworks are said in words, below those that were typed.
    """
    row = line.row
    number = row.objective.number if row.objective else None
    return AlignmentEntry(
        objective=number,
        objective_text=row.objective_text if number is None else str(number),
        state_priority=_lines(row.state_priority),
        standard="\n".join(filter(None, [_lines(row.standard), *standard_words(row)])),
        funding=_lines(row.funding),
        other=tuple(OtherColumn(cell.heading, _lines(cell.text)) for cell in line.cells if cell.text),
    )


def _team(team: Team) -> TeamRow:
    places = places_of(team.members.all())
    members = tuple(TeamPlace(place.name, _lines(place.expertise)) for place in places)
    return TeamRow(team.topic, team.lead_said, members)


def _other(stored: Iterable[Mapping[str, str]]) -> tuple[OtherColumn, ...]:
    return tuple(OtherColumn(column["heading"], column["text"]) for column in stored)


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    said = tuple(kinds)
    return said if any(said) else ()


def _number(stored: Decimal | None) -> Decimal | None:
    return None if stored is None else _known(stored)


def _known(stored: Decimal) -> Decimal:
    """Without the zeros of its column: 2.5 and not 2.5000, 100 and not 1E+2."""
    return Decimal(format(stored.normalize(), "f"))


def _lines(text: str) -> str:
    """Browsers send two characters for each new line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
