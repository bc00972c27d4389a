"""From a plan file that was read to a plan (PL11): shown first, then created in one transaction."""

from dataclasses import asdict

from django.db import transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization, Person
from waypost.plans import measures
from waypost.plans.actions.documents import freeze, thaw
from waypost.plans.actions.imported_parts import (
    create_alignment,
    create_indicators,
    create_teams,
    create_ways_of_working,
)
from waypost.plans.actions.imported_steps import create_activities, create_objectives
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import Plan, PlanImport
from waypost.plans.rules.fields import LONGEST_TITLE, PlanFields
from waypost.plans.rules.fitting import fitted
from waypost.plans.rules.imports import plan_title
from waypost.standards.implementation_plan.document import PlanDocument


class NothingToImport(ValueError):
    """A file that was read, but can't become a plan as it stands."""


def check_importable(document: PlanDocument, where: str = "in the file and choose it again") -> None:
    """Raises NothingToImport with one sentence that says what to do, and `where`."""
    if document.is_empty:
        raise NothingToImport("This is the empty template: fill it in, save it and choose it again.")
    if len(document.priority_area) > LONGEST_TITLE:
        raise NothingToImport(f"The priority area is longer than {LONGEST_TITLE} characters: shorten it {where}.")


def as_a_plan_holds_it(document: PlanDocument) -> PlanDocument:
    """The document without what no plan can hold, each with a warning; doing it again changes nothing."""
    return fitted(document, {measure.key for measure in measures.registered()})


@transaction.atomic
def keep_import(*, by: Person, organization: Organization, file_name: str, document: PlanDocument) -> PlanImport:
    """Keep what a file says until somebody confirms it. Raises NothingToImport."""
    document = as_a_plan_holds_it(document)
    check_importable(document)
    kept = PlanImport.objects.create(
        organization=organization,
        uploaded_by=by,
        file_name=file_name[-255:],
        document=freeze(document),
    )
    audit.record(by=by, verb="read plan file", on=kept, after={"file_name": file_name, "at": organization.slug})
    return kept


@transaction.atomic
def confirm_import(*, by: Person, plan_import: PlanImport) -> Plan:
    """Create exactly the plan that was shown; a second click finds the plan of the first.

    Raises EditConflict or NothingToImport.
    """
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
    """Create the plan that a file describes, every field of it: all or nothing. Raises NothingToImport."""
    document = as_a_plan_holds_it(document)
    check_importable(document)
    plan = create_plan(by=by, organization=organization, fields=_plan_fields(document))
    _keep_labels(plan, document)
    teams = create_teams(plan, document)
    objectives = create_objectives(plan, document)
    steps = create_activities(plan, objectives, teams, document)
    create_indicators(by, plan, steps, document)
    create_alignment(plan, objectives, document)
    create_ways_of_working(plan, document)
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
