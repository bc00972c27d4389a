"""A plan as its logic model (PL10)."""

from datetime import date

from waypost.common import clock
from waypost.plans.models import Activity, Indicator, Objective, Plan
from waypost.plans.queries.pages import whole_plan
from waypost.plans.rules import words
from waypost.plans.rules.logic_model import Action, Benchmark, LogicModel, Strand


def logic_model(plan: Plan) -> LogicModel:
    """The chain of a plan from `access.plans(viewer)`, in a fixed number of queries."""
    whole = whole_plan(plan)
    today = clock.today(whole.organization.timezone)
    return LogicModel(
        goal=whole.goal.text,
        benchmarks=tuple(_benchmark(indicator, today) for indicator in whole.indicators.all()),
        strands=tuple(_strand(objective) for objective in whole.objectives.all()),
    )


def _benchmark(indicator: Indicator, today: date) -> Benchmark:
    due = words.day(indicator.due_on, today) if indicator.due_on else indicator.due_text
    target = words.amount(indicator.target, indicator.unit)
    return Benchmark(
        uid=indicator.uid,
        text=indicator.text,
        target=f"{target} by {due}" if target and due else target,
        has_source=bool(indicator.source_key or indicator.data_source or indicator.built_by_id),
    )


def _strand(objective: Objective) -> Strand:
    return Strand(
        uid=objective.uid,
        number=objective.number,
        text=objective.text,
        actions=tuple(_action(activity) for activity in objective.activities.all()),
        products=tuple(product.text for product in objective.products.all()),
    )


def _action(activity: Activity) -> Action:
    return Action(activity.uid, activity.text, activity.anticipated_result)
