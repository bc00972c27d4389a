"""The plan: imported from its Word file, adopted, kept up by those who do the work."""

from decimal import Decimal

from waypost.demo.content_files import Table, content
from waypost.demo.indicators import indicators_are_set_up, neighbors_measure
from waypost.demo.plan_calendars import calendars_are_shared
from waypost.demo.plan_details import plan_is_detailed
from waypost.demo.plan_file import write_plan_file
from waypost.demo.plan_ideas import ideas_are_sorted
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.plans.actions.activities import add_activity, change_dates, record_progress, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.imports import confirm_import, keep_import
from waypost.plans.actions.measurements import record_measurement
from waypost.plans.actions.objectives import add_objective, edit_objective
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import DONE, Activity
from waypost.plans.rules.fields import ActivityFields, Actuals, Line, ObjectiveFields, PlanFields
from waypost.standards.implementation_plan.reader import read_plan

PLAN = "cedar-valley"
NEIGHBOR = "stony-brook"
ADOPTED = 75


def plan_begins(world: World) -> Story:
    """The lead brings the Word file in, and later a copy that is never confirmed; the neighbors adopt one of theirs."""
    plan = content("plan")
    yield world.days.at(100, "14:20")
    document = read_plan(write_plan_file(plan, world.days))
    kept = keep_import(
        by=world.lead, organization=world.places["cedar-valley"], file_name=plan["file_name"], document=document
    )
    yield world.days.at(100, "14:26")
    world.plans[PLAN] = confirm_import(by=world.lead, plan_import=kept)
    yield world.days.at(97, "10:00")
    indicators_are_set_up(world, world.plans[PLAN])
    _complete_objectives(world)
    yield from plan_is_detailed(world, world.plans[PLAN])
    yield world.days.at(32, "15:00")
    copy = f"Copy of {plan['file_name']}"
    keep_import(by=world.lead, organization=world.places["cedar-valley"], file_name=copy, document=document)
    yield world.days.at(31, "15:20")
    ideas_are_sorted(world)
    yield world.days.at(30, "10:00")
    _neighbors_begin(world, plan["neighbor"])


def _complete_objectives(world: World) -> None:
    """What the Word file has no place for: products, the type of strategy and the tier of its evidence."""
    for row in content("plan")["objectives"]:
        objective = world.plans[PLAN].objectives.get(number=row["number"])
        fields = ObjectiveFields(
            text=objective.text,
            products=tuple(row["products"]),
            strategy_type=row["strategy_type"],
            source=objective.source,
            evidence_base=objective.evidence_base,
            evidence_tier=row["evidence_tier"],
            policy_change=objective.policy_change,
            policy_change_note=objective.policy_change_note,
        )
        edit_objective(by=world.lead, objective=objective, started_from=objective.version, fields=fields)


def _neighbors_begin(world: World, row: Table) -> None:
    lead = world.people["noor.haddad"]
    fields = PlanFields(title=row["title"], priority_area=row["priority_area"], goal=row["goal"])
    plan = create_plan(by=lead, organization=world.places["stony-brook"], fields=fields)
    objective = add_objective(by=lead, plan=plan, fields=_neighbors_objective(row))
    activity = ActivityFields(text=row["activity"], leads=(Line("Noor Haddad"),))
    start_on, target_on = world.days.on(10), world.days.on(-60)
    add_activity(by=lead, objective=objective, fields=activity, start_on=start_on, target_on=target_on)
    neighbors_measure(world, lead, plan, row)
    adopt_plan(by=lead, plan=plan, number=1)
    world.plans[NEIGHBOR] = plan


def _neighbors_objective(row: Table) -> ObjectiveFields:
    names = ("strategy_type", "evidence_base", "evidence_tier")
    return ObjectiveFields(
        text=row["objective"], products=tuple(row["products"]), **{name: row[name] for name in names}
    )


def plan_is_adopted(world: World) -> Story:
    """The board adopts it, and an activity comes in later."""
    yield world.days.at(ADOPTED, "19:30")
    adopt_plan(by=world.lead, plan=world.plans[PLAN], number=1)
    calendars_are_shared(world, world.plans[PLAN])
    row = content("plan")["added"]
    yield world.days.at(row["at"], "09:40")
    resources = tuple(Line(text) for text in row["resources"])
    fields = ActivityFields(text=row["text"], resources=resources, anticipated_result=row["result"])
    objective = world.plans[PLAN].objectives.get(number=2)
    start_on, target_on = world.days.on(row["start"]), world.days.on(row["target"])
    add_activity(by=world.lead, objective=objective, fields=fields, start_on=start_on, target_on=target_on)


def plan_is_kept_up(world: World) -> list[Story]:
    """One story for each activity, and one for each indicator that is measured by hand."""
    plan = content("plan")
    activities = [row for objective in plan["objectives"] for row in objective["activities"]]
    return [
        *(_activity_goes_on(world, row) for row in activities),
        *(_indicator_is_measured(world, row) for row in plan["measures"]),
    ]


def activity_called(world: World, text: str) -> Activity:
    """The activity of the district's plan in these words."""
    return next(
        activity
        for objective in world.plans[PLAN].objectives.all()
        for activity in objective.activities.all()
        if activity.text == text
    )


def _activity_goes_on(world: World, row: Table) -> Story:
    if "start_moved" in row:
        ago, start, reason = row["start_moved"]
        yield world.days.at(ago, "16:10")
        activity = activity_called(world, row["text"])
        change_dates(
            by=world.lead,
            activity=activity,
            started_from=activity.version,
            start_on=world.days.on(start),
            target_on=activity.target_on,
            reason=reason,
        )
    for ago, target, reason in row.get("moved", ()):
        yield world.days.at(ago, "16:05")
        activity = activity_called(world, row["text"])
        redate_activity(
            by=world.lead,
            activity=activity,
            started_from=activity.version,
            target_on=world.days.on(target),
            reason=reason,
        )
    if "done" in row:
        yield world.days.at(row["done"], "15:30")
        _note_progress(world, row, DONE)
    elif "progress" in row:
        yield world.days.at(8, "11:20")
        _note_progress(world, row, row["progress"])


def _note_progress(world: World, row: Table, progress: int) -> None:
    activity = activity_called(world, row["text"])
    record_progress(
        by=world.lead,
        activity=activity,
        started_from=activity.version,
        progress=progress,
        note=row.get("note", ""),
        completed_on=world.days.on(row["done"]) if progress == DONE else None,
        actuals=_actuals(world, row) if "actual" in row else None,
    )


def _actuals(world: World, row: Table) -> Actuals:
    result, number = row["actual"]
    return Actuals(begun_on=world.days.on(row["begun"]), actual_result=result, actual_number=Decimal(number))


def _indicator_is_measured(world: World, row: Table) -> Story:
    for ago, value, note in row.get("measured", ()):
        yield world.days.at(ago, "08:15")
        indicator = world.plans[PLAN].indicators.get(text=row["text"])
        record_measurement(
            by=world.lead, indicator=indicator, value=Decimal(value), measured_on=world.days.on(ago), note=note
        )
