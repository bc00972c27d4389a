"""A district's adopted plan, and a school that took parts of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of, plan_fields
from waypost.people.models import Organization, Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.extraction import take_from_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity, Baseline, Extraction, Objective, Plan
from waypost.plans.rules.comparison import PartKind, parts_of
from waypost.plans.rules.fields import ObjectiveFields
from waypost.plans.rules.lineage import TakeChoice


@dataclass(frozen=True)
class Taken:
    """The district's plan with two objectives, of which a school took the first one with both of its activities."""

    planned: Planned
    school_lead: Person
    second: Activity
    plan: Plan

    @property
    def extraction(self) -> Extraction:
        return Extraction.objects.select_related("plan__organization", "source__organization").get(plan=self.plan)

    @property
    def objective(self) -> Objective:
        return self.plan.objectives.get()

    @property
    def activity(self) -> Activity:
        return self.objective.activities.get(taken_part__from_uid=self.planned.activity.uid)


def adopt(plan: Plan) -> Baseline:
    """As its next baseline."""
    return adopt_plan(by=BUILDER, plan=plan, number=plan.baselines.count() + 1)


def choice_of(baseline: Baseline, objectives: Iterable[Objective], months: int | None = 0) -> TakeChoice:
    """These objectives with all of their activities."""
    chosen = frozenset(objective.uid for objective in objectives)
    parts = parts_of(baseline.snapshot).values()
    activities = frozenset(part.uid for part in parts if part.kind is PartKind.ACTIVITY)
    return TakeChoice(chosen, activities, months)


def take(baseline: Baseline, at: Organization, objectives: Iterable[Objective], months: int | None = 0) -> Plan:
    choice = choice_of(baseline, objectives, months)
    fields = plan_fields(f"Plan of {at.name}")
    return take_from_plan(by=BUILDER, baseline=baseline, organization=at, fields=fields, choice=choice)


def build_taken(planned: Planned) -> Taken:
    second = activity_of(planned.objective, "Score the pilot", date(2027, 3, 1), "Ana", "Tom Becker")
    policy = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Write a policy"))
    activity_of(policy, "Draft it", date(2027, 2, 1))
    plan = take(adopt(planned.plan), planned.tree.cedar, [planned.objective])
    school_lead = person("School Lead", Role.PROGRAM_LEAD, planned.tree.cedar)
    return Taken(planned, school_lead, second, plan)
