"""A small plan to test with, made through the actions that people use."""

from dataclasses import dataclass
from datetime import date

from tests.builders import BUILDER, District, build_district, person
from waypost.common.actors import Actor
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.plans.actions.activities import add_activity
from waypost.plans.actions.indicators import add_indicator
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.plans import create_plan
from waypost.plans.models import Activity, Indicator, Objective, Plan
from waypost.plans.rules.fields import ActivityFields, IndicatorFields, Line, ObjectiveFields, PlanFields

GOAL = "By June 2029, one in three educators grows through micro-credentials."
PRIORITY = "A growth system that educators trust"


@dataclass(frozen=True)
class Planned:
    """A district with its lead, a lead of another district, and one plan with one activity past its date."""

    tree: District
    lead: Person
    stranger: Person
    plan: Plan
    objective: Objective
    activity: Activity
    indicator: Indicator


def plan_fields(title: str = "Implementation plan, 2026-27") -> PlanFields:
    return PlanFields(title=title, priority_area=PRIORITY, goal=GOAL, started_on=date(2026, 9, 8))


def plan_at(organization: Organization, by: Actor = BUILDER) -> Plan:
    return create_plan(by=by, organization=organization, fields=plan_fields())


def activity_of(objective: Objective, text: str, target_on: date | None, *leads: str) -> Activity:
    names = tuple(Line(name) for name in leads or ("Tom Becker",))
    fields = ActivityFields(text=text, leads=names, anticipated_result="12 trained")
    return add_activity(by=BUILDER, objective=objective, fields=fields, target_on=target_on)


def build_planned() -> Planned:
    tree = build_district()
    plan = plan_at(tree.district)
    objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Run a pilot with 7 to 12 schools"))
    indicator = add_indicator(
        by=BUILDER, plan=plan, fields=IndicatorFields(term="short", text="Schools that began training", unit="%")
    )
    return Planned(
        tree=tree,
        lead=person("Maya Okafor", Role.PROGRAM_LEAD, tree.district),
        stranger=person("Other Lead", Role.PROGRAM_LEAD, tree.other_district),
        plan=plan,
        objective=objective,
        activity=activity_of(objective, "Train 12 assessors", date(2027, 1, 8)),
        indicator=indicator,
    )
