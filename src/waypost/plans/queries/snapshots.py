"""The frozen form of a whole plan that a baseline keeps (PL7). Its keys are stored: add some, never rename one."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from waypost.plans.models import Activity, Indicator, Objective, Plan, Team
from waypost.plans.queries.alignment import standard_words
from waypost.plans.queries.teams import places_of

Snapshot = dict[str, Any]

PLAN_KEYS = (
    "title", "started_on", "started_text", "implemented_on", "implemented_text",
    "state_priority_label", "standard_label", "funding_label", "alignment_columns",
)  # fmt: skip
INDICATOR_KEYS = (
    "uid", "term", "text", "unit", "direction", "baseline", "target_from", "target", "due_on", "due_text", "frequency",
    "data_source", "other_columns", "source_key",
)  # fmt: skip
OBJECTIVE_KEYS = (
    "uid", "number", "text", "strategy_type", "source", "evidence_base", "evidence_tier", "policy_change",
    "policy_change_note",
)  # fmt: skip
ACTIVITY_KEYS = (
    "uid", "text", "is_milestone", "start_on", "start_text", "begun_on", "target_on", "target_text",
    "anticipated_result", "result_kind", "anticipated_number", "actual_result", "actual_number", "setback",
    "workaround", "other_columns", "progress", "completed_on",
)  # fmt: skip
ALIGNMENT_KEYS = ("uid", "objective_text", "state_priority", "standard", "funding", "other_columns")

PROCEDURE_KEYS = ("uid", "stage", "text")
INVOLVEMENT_KEYS = ("uid", "stage", "voice", "school_level", "who", "part")


def snapshot_of(plan: Plan) -> Snapshot:
    """Everything that the plan says today, as JSON holds it; a fixed number of queries where all is prefetched."""
    snapshot = {
        **_values(plan, PLAN_KEYS),
        "priority_area": plan.goal.priority_area.title,
        "goal": plan.goal.text,
        "indicators": [_indicator(indicator) for indicator in plan.indicators.all()],
        "objectives": [_objective(objective) for objective in plan.objectives.all()],
        "alignment": [
            {
                "objective": row.objective and row.objective.number,
                **_values(row, ALIGNMENT_KEYS),
                "standards": standard_words(row),
            }
            for row in plan.alignment_rows.all()
        ],
        "teams": [_team(team) for team in plan.teams.all()],
        "procedures": [_values(procedure, PROCEDURE_KEYS) for procedure in plan.procedures.all()],
        "involvement": [_values(row, INVOLVEMENT_KEYS) for row in plan.involvements.all()],
    }
    plain: Snapshot = json.loads(json.dumps(snapshot, cls=DjangoJSONEncoder))
    return plain


def _indicator(indicator: Indicator) -> Snapshot:
    builder, owner = indicator.built_by, indicator.owner
    links = {"built_by": builder.uid if builder else None, "owner": owner.name if owner else ""}
    return {**_values(indicator, INDICATOR_KEYS), **links}


def _objective(objective: Objective) -> Snapshot:
    activities = [_activity(activity) for activity in objective.activities.all()]
    products = [product.text for product in objective.products.all()]
    return {**_values(objective, OBJECTIVE_KEYS), "products": products, "activities": activities}


def _activity(activity: Activity) -> Snapshot:
    return {
        **_values(activity, ACTIVITY_KEYS),
        "leads": [lead.text for lead in activity.leads.all()],
        "lead_kinds": [lead.kind for lead in activity.leads.all()],
        "resources": [resource.text for resource in activity.resources.all()],
        "resource_kinds": [resource.kind for resource in activity.resources.all()],
        "needs": [other.uid for other in activity.needs.all()],
        "team": activity.team.topic if activity.team and activity.team.taken_out_at is None else "",
    }


def _team(team: Team) -> Snapshot:
    members = [{"name": place.name, "expertise": place.expertise} for place in places_of(team.members.all())]
    return {"uid": team.uid, "topic": team.topic, "lead": team.lead_said, "members": members}


def _values(stored: Model, keys: Iterable[str]) -> Snapshot:
    return {key: getattr(stored, key) for key in keys}
