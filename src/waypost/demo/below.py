"""A plan of the district of which two schools took parts, and what they decide when it changes (PL9)."""

from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import Person
from waypost.plans.actions.activities import add_activity, edit_activity, record_progress, redate_activity
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.extraction import take_from_plan
from waypost.plans.actions.leads import lines_of
from waypost.plans.actions.objectives import add_objective, edit_objective
from waypost.plans.actions.offers import decline_offer, take_offer
from waypost.plans.actions.plans import create_plan
from waypost.plans.actions.removal import take_out
from waypost.plans.models import DONE, Activity, Plan
from waypost.plans.queries.offers import OpenOffer, open_offers
from waypost.plans.rules.comparison import PartKind, parts_of
from waypost.plans.rules.fields import ActivityFields, Line, ObjectiveFields, PlanFields
from waypost.plans.rules.lineage import TakeChoice

ABOVE = "mentors"


def mentors_are_planned(world: World) -> Story:
    """The lead writes it and adopts it; months later it changes, and is adopted again."""
    row = content("below")
    yield world.days.at(110, "13:10")
    fields = PlanFields(**row["plan"], started_on=world.days.on(100))
    plan = create_plan(by=world.lead, organization=world.places["cedar-valley"], fields=fields)
    world.plans[ABOVE] = plan
    for objective in row["objectives"]:
        _add_objective(world, plan, objective)
    yield world.days.at(108, "16:30")
    adopt_plan(by=world.lead, plan=plan, number=1)
    for step in row["progress"]:
        yield world.days.at(step["at"], "15:30")
        _note_progress(world, world.lead, _activity(plan, step["text"]), step["at"], step["progress"])
    yield world.days.at(40, "15:20")
    _change(world, plan, row["changed"])
    yield world.days.at(38, "16:45")
    adopt_plan(by=world.lead, plan=plan, number=2)


def schools_take_their_part(world: World) -> list[Story]:
    """One story for each school."""
    return [_school_takes(world, row) for row in content("below")["taken"]]


def _school_takes(world: World, row: Table) -> Story:
    yield world.days.at(row["at"], "10:40")
    person = world.people[row["by"]]
    plan = _take(world, person, row)
    yield world.days.at(row["at"] - 1, "11:00")
    adopt_plan(by=person, plan=plan, number=1)
    for text, ago, progress in row["progress"]:
        yield world.days.at(ago, "14:10")
        _note_progress(world, person, _activity(plan, text), ago, progress)
    if "takes" in row:
        yield world.days.at(10, "09:30")
        _decide(person, plan, row)


def _add_objective(world: World, plan: Plan, row: Table) -> None:
    fields = ObjectiveFields(text=row["text"], products=tuple(row["products"]))
    objective = add_objective(by=world.lead, plan=plan, fields=fields)
    for step in row["activities"]:
        leads, resources = (tuple(Line(text) for text in step.get(name, ())) for name in ("leads", "resources"))
        fields_of_step = ActivityFields(
            text=step["text"], leads=leads, resources=resources, anticipated_result=step["result"]
        )
        start_on, target_on = world.days.on(step["start"]), world.days.on(step["target"])
        add_activity(by=world.lead, objective=objective, fields=fields_of_step, start_on=start_on, target_on=target_on)


def _change(world: World, plan: Plan, row: Table) -> None:
    objective = plan.objectives.get(number=1)
    products = tuple(product.text for product in objective.products.all())
    fields = ObjectiveFields(text=row["objective"], products=products)
    edit_objective(by=world.lead, objective=objective, started_from=objective.version, fields=fields)
    text, target, reason = row["moved"]
    moved, target_on = _activity(plan, text), world.days.on(target)
    redate_activity(by=world.lead, activity=moved, started_from=moved.version, target_on=target_on, reason=reason)
    _reword(world, _activity(plan, row["reworded"][0]), row["reworded"][1])
    take_out(by=world.lead, part=_activity(plan, row["dropped"][0]), reason=row["dropped"][1])
    text, start, target, result = row["added"]
    added = ActivityFields(text=text, leads=(Line("Priya Nair"),), anticipated_result=result)
    days = {"start_on": world.days.on(start), "target_on": world.days.on(target)}
    add_activity(by=world.lead, objective=objective, fields=added, **days)


def _reword(world: World, activity: Activity, text: str) -> None:
    fields = ActivityFields(
        text=text, leads=lines_of(activity.leads.all()), anticipated_result=activity.anticipated_result
    )
    edit_activity(by=world.lead, activity=activity, started_from=activity.version, fields=fields)


def _take(world: World, person: Person, row: Table) -> Plan:
    """The first objective, with all of its activities but one."""
    baseline = world.plans[ABOVE].baselines.get(number=1)
    parts = parts_of(baseline.snapshot).values()
    activities = {part.uid for part in parts if part.kind is PartKind.ACTIVITY and part.title != row["left"]}
    first = next(part.uid for part in parts if part.kind is PartKind.OBJECTIVE)
    return take_from_plan(
        by=person,
        baseline=baseline,
        organization=world.places[row["place"]],
        fields=PlanFields(**{**content("below")["plan"], "title": row["title"]}, started_on=world.days.on(row["at"])),
        choice=TakeChoice(frozenset({first}), frozenset(activities), row["months"]),
    )


def _note_progress(world: World, person: Person, activity: Activity, ago: int, progress: int) -> None:
    completed_on = world.days.on(ago) if progress == DONE else None
    version = activity.version
    record_progress(by=person, activity=activity, started_from=version, progress=progress, completed_on=completed_on)


def _decide(person: Person, plan: Plan, row: Table) -> None:
    """Of what is offered one is taken and one declined; the rest waits."""
    offers = {offer.here.text: offer for offer in open_offers(plan.extraction) if offer.here}
    _take_all(person, offers[row["takes"]])
    text, reason = row["declines"]
    declined = offers[text]
    decline_offer(by=person, extraction=declined.extraction, uid=declined.part.uid, shown=2, reason=reason)


def _take_all(person: Person, offer: OpenOffer) -> None:
    names = [value.name for value in offer.values]
    version = offer.here.version if offer.here else 0
    take_offer(by=person, extraction=offer.extraction, uid=offer.part.uid, shown=2, started_from=version, names=names)


def _activity(plan: Plan, text: str) -> Activity:
    found = (activity for objective in plan.objectives.all() for activity in objective.activities.all())
    return next(activity for activity in found if activity.text == text)
