"""Builders of the objects that the addresses of plans name, for the access table."""

from datetime import date
from decimal import Decimal

from tests.access.world import World
from tests.builders import BUILDER, person
from tests.frameworks.builders import framework_at, item_called
from tests.library.builders import study_at
from tests.plans.builders import activity_of, plan_at
from tests.plans.taking import adopt, take
from waypost.common.models import AuditEntry
from waypost.library.actions import cite
from waypost.people.rules import Role
from waypost.plans.actions.activities import redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.alignment import align_with_standards
from waypost.plans.actions.calendars import make_calendar_address
from waypost.plans.actions.direction import add_involvement
from waypost.plans.actions.imports import keep_import
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.measurements import keep_measurements, record_measurement
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import add_alignment_row
from waypost.plans.actions.reminders import answer_with_date
from waypost.plans.actions.teams import add_team
from waypost.plans.models import Indicator, Objective, Plan, Reminder
from waypost.plans.queries.offers import OpenOffer, open_offers
from waypost.plans.queries.reminders import sign
from waypost.plans.rules.fields import AlignmentFields, IndicatorFields, ObjectiveFields
from waypost.plans.rules.teams import TeamFields
from waypost.plans.rules.voices import InvolvementFields
from waypost.standards.implementation_plan.document import PlanDocument


def plan(world: World) -> dict[str, object]:
    return {"uid": _plan(world).uid}


def objective(world: World) -> dict[str, object]:
    return {"uid": _objective(world).uid}


def citation(world: World) -> dict[str, object]:
    """What the strategy of an objective cites."""
    return {"uid": cite(by=BUILDER, on=_objective(world), item=study_at(world.tree.district), note="It fits").uid}


def activity(world: World) -> dict[str, object]:
    return {"uid": activity_of(_objective(world), "Train 12 assessors", date(2027, 1, 8)).uid}


def export_file(world: World) -> dict[str, object]:
    return {"uid": _plan(world).uid, "suffix": "docx"}


def picture(world: World) -> dict[str, object]:
    return {"uid": _plan(world).uid, "suffix": "svg"}


def standard(world: World) -> dict[str, object]:
    """One that a row of the district's plan names."""
    item = item_called(framework_at(world.tree.district), "L.1")
    row = align_with_standards(by=BUILDER, objective=_objective(world), items=[item])
    return {"uid": row.standards.get().uid}


def part(world: World) -> dict[str, object]:
    return {"kind": "activity", **activity(world)}


def change(world: World) -> dict[str, object]:
    found = _plan(world)
    entry = AuditEntry.objects.get(verb="create plan", subject_uid=found.uid)
    return {"uid": found.uid, "entry": entry.pk}


def date_proposal(world: World) -> dict[str, object]:
    reminder = _reminder(world)
    return {"uid": answer_with_date(reminder=reminder, proposed_on=date(2027, 2, 1), reason="Two are ill.").uid}


def link_of_a_reminder(world: World) -> dict[str, object]:
    """For the one who leads the activity, and has no role that the table asks."""
    return {"token": sign(_reminder(world))}


def alignment_row(world: World) -> dict[str, object]:
    row = add_alignment_row(by=BUILDER, objective=_objective(world), fields=AlignmentFields(standard="Standard 3"))
    return {"uid": row.uid}


def indicator(world: World) -> dict[str, object]:
    return {"uid": _indicator(world).uid}


def measurement(world: World) -> dict[str, object]:
    made = record_measurement(by=BUILDER, indicator=_indicator(world), value=Decimal(3), measured_on=date(2027, 1, 8))
    return {"uid": made.uid}


def measurement_upload(world: World) -> dict[str, object]:
    """A file that its uploader did not confirm yet."""
    kept = keep_measurements(
        by=world.own[Role.PROGRAM_LEAD],
        indicator=_indicator(world),
        file_name="numbers.csv",
        content=b"date,value\n2027-01-08,3\n",
    )
    return {"uid": kept.uid}


def baseline(world: World) -> dict[str, object]:
    return {"uid": _plan(world).uid, "number": 1}


def plan_import(world: World) -> dict[str, object]:
    kept = keep_import(
        by=world.own[Role.PROGRAM_LEAD],
        organization=world.tree.district,
        file_name="plan.docx",
        document=PlanDocument(goal="One in three educators", date_started_text="ongoing"),
    )
    return {"uid": kept.uid}


def calendar_address(world: World) -> dict[str, object]:
    made, _ = make_calendar_address(by=world.own[Role.PROGRAM_LEAD], plan=None)
    return {"uid": made.uid}


def calendar_secret(world: World) -> dict[str, object]:
    _, secret = make_calendar_address(by=world.own[Role.PROGRAM_LEAD], plan=_plan(world))
    return {"secret": secret}


def _reminder(world: World) -> Reminder:
    found = activity_of(_objective(world), "Train 12 assessors", date(2027, 1, 8), "Tom Becker")
    tom = person("Tom Becker", Role.COACH, world.tree.cedar)
    found.leads.update(person=tom)
    return Reminder.objects.create(activity=found, person=tom, day=date(2027, 1, 14))


def _plan(world: World) -> Plan:
    """Adopted, so that all its readers see it: who sees a draft is tested in `test_access`."""
    return adopt_plan(by=BUILDER, plan=plan_at(world.tree.district), number=1).plan


def _indicator(world: World) -> Indicator:
    fields = IndicatorFields(term="short", text="Schools that began training")
    return add_indicator(by=BUILDER, plan=_plan(world), fields=fields)


def _objective(world: World) -> Objective:
    return add_objective(by=BUILDER, plan=_plan(world), fields=ObjectiveFields(text="Run a pilot with 7 schools"))


def taken_plan(world: World) -> dict[str, object]:
    """A school's plan with one activity of the district's, which has changed there since."""
    return {"uid": _offered(world).extraction.plan.uid}


def offer(world: World) -> dict[str, object]:
    found = _offered(world)
    return {"uid": found.extraction.plan.uid, "part": found.part.uid}


def _offered(world: World) -> OpenOffer:
    objective = _objective(world)
    activity = activity_of(objective, "Train 12 assessors", date(2027, 1, 8))
    plan = take(adopt(objective.plan), world.tree.cedar, [objective])
    redate_activity(by=BUILDER, activity=activity, started_from=1, target_on=date(2027, 2, 1), reason="Snow")
    adopt(objective.plan)
    return open_offers(plan.extraction)[0]


def priority_area(world: World) -> dict[str, object]:
    return {"uid": _plan(world).goal.priority_area.uid}


def goal(world: World) -> dict[str, object]:
    return {"uid": _plan(world).goal.uid}


def team(world: World) -> dict[str, object]:
    return {"uid": add_team(by=BUILDER, plan=_plan(world), fields=TeamFields("Assessors")).uid}


def stage(world: World) -> dict[str, object]:
    return {"stage": "monitor", **plan(world)}


def involvement(world: World) -> dict[str, object]:
    fields = InvolvementFields(stage="monitor", voice="coaches and specialists", who="Two coaches")
    return {"uid": add_involvement(by=BUILDER, plan=_plan(world), fields=fields).uid}
