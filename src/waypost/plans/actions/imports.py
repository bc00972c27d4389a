"""From a plan file that was read to a plan (PL11): shown first, then created in one transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization, Person
from waypost.plans.actions.documents import freeze, thaw
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import (
    Activity,
    ActivityLead,
    ActivityResource,
    AlignmentRow,
    Indicator,
    Objective,
    Plan,
    PlanImport,
)
from waypost.plans.rules.contingency import split_contingency
from waypost.plans.rules.fields import LONGEST_TITLE, PlanFields
from waypost.plans.rules.imports import plan_title
from waypost.plans.rules.indicators import direction_towards
from waypost.standards.implementation_plan.document import ActivityRow, OtherColumn, PlanDocument, Term

#: A number with more digits stays in its sentence only.
TOO_LARGE = Decimal(10) ** 12


class NothingToImport(ValueError):
    """A file that was read, but can't become a plan as it stands."""


def check_importable(document: PlanDocument) -> None:
    """Raises NothingToImport with one sentence that says what to do."""
    if document.is_empty:
        raise NothingToImport("This is the empty template: fill it in, save it and choose it again.")
    if len(document.priority_area) > LONGEST_TITLE:
        raise NothingToImport(
            f"The priority area is longer than {LONGEST_TITLE} characters: shorten it in the file and choose it again."
        )


@transaction.atomic
def keep_import(*, by: Person, organization: Organization, file_name: str, document: PlanDocument) -> PlanImport:
    """Keep what a file says until somebody confirms it. Raises NothingToImport."""
    check_importable(document)
    kept = PlanImport.objects.create(
        organization=organization, uploaded_by=by, file_name=file_name[-255:], document=freeze(document)
    )
    audit.record(by=by, verb="read plan file", on=kept, after={"file_name": file_name, "at": organization.slug})
    return kept


@transaction.atomic
def confirm_import(*, by: Person, plan_import: PlanImport) -> Plan:
    """Create exactly the plan that was shown; a second click finds the plan of the first. Raises EditConflict."""
    current = PlanImport.objects.select_for_update().get(pk=plan_import.pk)  # alone: a join would show the old plan
    if current.plan is not None:
        return current.plan
    check_version(current, plan_import.version)
    plan = import_plan(by=by, organization=current.organization, document=thaw(current.document))
    current.plan, current.confirmed_at = plan, clock.now()
    current.save(update_fields=["plan", "confirmed_at"])
    audit.record(by=by, verb="confirm plan file", on=current, after={"plan": plan.uid})
    return plan


@transaction.atomic
def import_plan(*, by: Actor, organization: Organization, document: PlanDocument) -> Plan:
    """Create the plan that a file describes, every field of it. Raises NothingToImport."""
    check_importable(document)
    plan = create_plan(by=by, organization=organization, fields=_plan_fields(document))
    _keep_labels(plan, document)
    _create_indicators(plan, document)
    objectives = _create_objectives(plan, document)
    _create_activities(objectives, document)
    _create_alignment(plan, objectives, document)
    audit.record(by=by, verb="import plan", on=plan, after=asdict(document))
    return plan


def _plan_fields(document: PlanDocument) -> PlanFields:
    return PlanFields(
        title=plan_title(document.title_lines),
        priority_area=document.priority_area,
        goal=document.goal,
        started_on=document.date_started,
        implemented_on=document.date_implemented,
    )


def _keep_labels(plan: Plan, document: PlanDocument) -> None:
    labels = document.alignment_labels
    plan.state_priority_label = labels.state_priority or plan.state_priority_label
    plan.standard_label = labels.standard or plan.standard_label
    plan.funding_label = labels.funding or plan.funding_label
    plan.started_text = document.date_started_text
    plan.implemented_text = document.date_implemented_text
    plan.save()


def _create_indicators(plan: Plan, document: PlanDocument) -> None:
    places = dict.fromkeys(Term, 0)
    for row in document.measures:
        places[row.term] += 1
        Indicator.objects.create(
            plan=plan,
            term=row.term.value,
            position=places[row.term],
            text=row.text,
            unit=row.unit,
            direction=direction_towards(row.baseline, row.target).value,
            baseline=_storable(row.baseline),
            target=_storable(row.target),
            due_on=row.due_on,
            due_text=row.due_text,
            frequency=row.frequency,
            data_source=row.data_source,
            other_columns=_columns(row.other),
        )


def _create_objectives(plan: Plan, document: PlanDocument) -> list[Objective]:
    """In the order of the file. A number that the file gives twice is kept once; the others follow the last."""
    taken: set[int] = set()
    objectives = []
    highest = max((block.number for block in document.objectives), default=0)
    for block in document.objectives:
        if block.number in taken:
            highest += 1
        number = highest if block.number in taken else block.number
        taken.add(number)
        objectives.append(
            Objective(
                plan=plan,
                number=number,
                text=block.text,
                source=block.source,
                evidence_base=block.evidence_base,
                policy_change=block.policy_change,
                policy_change_note=block.policy_change_note,
            )
        )
    return Objective.objects.bulk_create(objectives)


def _create_activities(objectives: list[Objective], document: PlanDocument) -> None:
    rows = [row for block in document.objectives for row in block.activities]
    activities = Activity.objects.bulk_create(
        _activity(objective, place, row)
        for objective, block in zip(objectives, document.objectives, strict=True)
        for place, row in enumerate(block.activities, 1)
    )
    pairs = list(zip(activities, rows, strict=True))
    ActivityLead.objects.bulk_create(
        ActivityLead(activity=activity, position=place, text=text)
        for activity, row in pairs
        for place, text in enumerate(row.leads, 1)
    )
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=activity, position=place, text=text)
        for activity, row in pairs
        for place, text in enumerate(row.resources, 1)
    )


def _activity(objective: Objective, place: int, row: ActivityRow) -> Activity:
    setback, workaround = split_contingency(row.contingency)
    return Activity(
        objective=objective,
        position=place,
        text=row.activity,
        start_on=row.start_date,
        start_text=row.start_date_text,
        target_on=row.target_date,
        target_text=row.target_date_text,
        anticipated_result=row.anticipated_result,
        setback=setback,
        workaround=workaround,
        other_columns=_columns(row.other),
    )


def _create_alignment(plan: Plan, objectives: list[Objective], document: PlanDocument) -> None:
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
            other_columns=_columns(entry.other),
        )
        for place, entry in enumerate(document.alignment, 1)
    )


def _columns(other: Iterable[OtherColumn]) -> list[dict[str, str]]:
    return [asdict(column) for column in other]


def _storable(number: Decimal | None) -> Decimal | None:
    return number if number is not None and abs(number) < TOO_LARGE else None
