"""A plan file that was read, as JSON to keep and back, so that confirming applies exactly what was shown."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    PlanWarning,
    Term,
)

Kept = dict[str, Any]


def freeze(document: PlanDocument) -> Kept:
    """As JSON holds it."""
    kept: Kept = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return kept


def thaw(kept: Mapping[str, Any]) -> PlanDocument:
    """The very document that `freeze` was given."""
    return PlanDocument(
        **{
            **kept,
            "title_lines": tuple(kept["title_lines"]),
            "date_started": _day(kept["date_started"]),
            "date_implemented": _day(kept["date_implemented"]),
            "measures": tuple(_measure(row) for row in kept["measures"]),
            "objectives": tuple(_objective(block) for block in kept["objectives"]),
            "alignment": tuple(AlignmentEntry(**{**row, "other": _others(row)}) for row in kept["alignment"]),
            "alignment_labels": AlignmentLabels(**kept["alignment_labels"]),
            "warnings": tuple(PlanWarning(**warning) for warning in kept["warnings"]),
        }
    )


def _measure(row: Kept) -> MeasureRow:
    return MeasureRow(
        **{
            **row,
            "term": Term(row["term"]),
            "baseline": _number(row["baseline"]),
            "target": _number(row["target"]),
            "due_on": _day(row["due_on"]),
            "other": _others(row),
        }
    )


def _objective(block: Kept) -> ObjectiveBlock:
    return ObjectiveBlock(**{**block, "activities": tuple(_activity(row) for row in block["activities"])})


def _activity(row: Kept) -> ActivityRow:
    return ActivityRow(
        **{
            **row,
            "target_date": _day(row["target_date"]),
            "start_date": _day(row["start_date"]),
            "resources": tuple(row["resources"]),
            "leads": tuple(row["leads"]),
            "other": _others(row),
        }
    )


def _others(row: Kept) -> tuple[OtherColumn, ...]:
    return tuple(OtherColumn(**column) for column in row["other"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
