"""A plan as one JSON object, with the keys that the product promises to those who script the import."""

from datetime import date
from typing import Any

from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    PlanWarning,
)

JsonObject = dict[str, Any]


def to_json_dict(plan: PlanDocument) -> JsonObject:
    """Dates are ISO strings or null."""
    return {
        "priority_area": plan.priority_area,
        "goal": plan.goal,
        "date_started": _iso(plan.date_started),
        "date_implemented": _iso(plan.date_implemented),
        "measures": [_measure(measure) for measure in plan.measures],
        "objectives": [_objective(objective) for objective in plan.objectives],
        "alignment": [_alignment(entry) for entry in plan.alignment],
        "warnings": [_warning(warning) for warning in plan.warnings],
    }


def _measure(measure: MeasureRow) -> JsonObject:
    return {"term": measure.term.value, "text": measure.text, "frequency": measure.frequency}


def _objective(objective: ObjectiveBlock) -> JsonObject:
    return {
        "number": objective.number,
        "text": objective.text,
        "source": objective.source,
        "evidence_base": objective.evidence_base,
        "policy_change": objective.policy_change,
        "activities": [_activity(activity) for activity in objective.activities],
    }


def _activity(activity: ActivityRow) -> JsonObject:
    return {
        "activity": activity.activity,
        "target_date": _iso(activity.target_date),
        "target_date_text": activity.target_date_text,
        "start_date": _iso(activity.start_date),
        "resources": list(activity.resources),
        "leads": list(activity.leads),
        "anticipated_result": activity.anticipated_result,
        "contingency": activity.contingency,
    }


def _alignment(entry: AlignmentEntry) -> JsonObject:
    return {
        "objective": entry.objective,
        "state_priority": entry.state_priority,
        "standard": entry.standard,
        "funding": entry.funding,
    }


def _warning(warning: PlanWarning) -> JsonObject:
    return {"code": warning.code, "place": warning.place, "sentence": warning.sentence}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
