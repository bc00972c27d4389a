"""A plan as its logic model (PL10)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from waypost.common import clock
from waypost.plans.models import Indicator, Objective, Plan
from waypost.plans.queries.facts import standing_activities
from waypost.plans.queries.measuring import INDICATORS, aim_of
from waypost.plans.rules import indicators_words, words
from waypost.plans.rules.activities import NAMELESS
from waypost.plans.rules.indicators import has_source
from waypost.plans.rules.logic_model import Action, Benchmark, LogicModel, Strand


def logic_model(plan: Plan) -> LogicModel:
    """The chain of a plan from `access.plans(viewer)`, in a fixed number of queries."""
    prefetch_related_objects([plan], "objectives__products", INDICATORS)
    today = clock.today(plan.organization.timezone)
    actions = _actions_by_objective(plan)
    return LogicModel(
        goal=plan.goal.text,
        benchmarks=tuple(_benchmark(indicator, today) for indicator in plan.indicators.all()),
        strands=tuple(_strand(objective, actions[objective.pk]) for objective in plan.objectives.all()),
    )


def _actions_by_objective(plan: Plan) -> defaultdict[int, list[Action]]:
    """Read as values: a plan can hold thousands."""
    found: defaultdict[int, list[Action]] = defaultdict(list)
    rows = standing_activities().filter(objective__plan=plan).order_by("objective", "position")
    for objective, uid, text, result in rows.values_list("objective_id", "uid", "text", "anticipated_result"):
        found[objective].append(Action(uid, text or NAMELESS, result))
    return found


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


def _strand(objective: Objective, actions: Sequence[Action]) -> Strand:
    return Strand(
        uid=objective.uid,
        number=objective.number,
        text=objective.text,
        actions=tuple(actions),
        products=tuple(product.text for product in objective.products.all()),
    )
