"""A plan with more of everything, and longer words, than fits on one page."""

from datetime import date

from tests.bench.large_plan import large_plan
from waypost.people.models import Organization
from waypost.plans.models import Activity, DateChange, Goal, Indicator, Objective, Plan

LONG = "Educators across all schools of the district earn micro-credentials with evidence from their classrooms " * 4


def crowded_plan(organization: Organization) -> Plan:
    plan = large_plan(organization, objectives=12, activities=10)
    plan.title = "Implementation plan for micro-credentials, national recognition and recertification of educators"
    plan.save()
    Goal.objects.filter(pk=plan.goal_id).update(text=LONG)
    Objective.objects.filter(plan=plan).update(text=LONG)
    Activity.objects.filter(objective__plan=plan).update(text=LONG)
    DateChange.objects.filter(activity__objective__plan=plan).update(reason=LONG)
    Indicator.objects.filter(plan=plan).update(
        text=LONG, unit="weekdays", direction="less is better", due_on=date(2028, 9, 30)
    )
    return plan
