"""A plan as its logic model (PL10)."""

from datetime import date

from waypost.common import clock
from waypost.plans.models import Activity, Indicator, Objective, Plan
from waypost.plans.queries.measuring import aim_of
from waypost.plans.queries.pages import whole_plan
from waypost.plans.rules import indicators_words, words
from waypost.plans.rules.indicators import has_source
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
    target = indicators_words.target(aim_of(indicator), indicator.unit)
    return Benchmark(
        uid=indicator.uid,
        text=indicator.text,
        target=f"{target} by {due}" if target and due else target,
        has_source=has_source(
            is_fed=bool(indicator.source_key), data_source=indicator.data_source, is_built=_is_built(indicator)
        ),
    )


def _is_built(indicator: Indicator) -> bool:
    """Whether an activity that still stands in the plan builds its source."""
    return indicator.built_by is not None and indicator.built_by.taken_out_at is None


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
