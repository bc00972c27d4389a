"""A stored value of a plan's part as people read it: its name and what it says. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from waypost.common.days import full_day
from waypost.plans.rules.words import amount

#: The value that names a registered measure.
MEASURE = "source_key"
NUMBERS = frozenset({"actual_number", "anticipated_number", "baseline", "target", "target_from", "value"})
NOTHING = "nothing"
#: Names that don't read as they are stored.
LABELS = {
    MEASURE: "measured",
    "actual_number": "number reached",
    "anticipated_number": "number expected",
    "alignment_columns": "further columns",
    "begun_on": "begun",
    "completed_on": "done",
    "due_on": "due date",
    "due_text": "due date in words",
    "implemented_on": "date implemented",
    "implemented_text": "date implemented in words",
    "is_milestone": "a milestone",
    "other_columns": "other columns",
    "start_on": "start date",
    "start_text": "start date in words",
    "started_on": "date started",
    "started_text": "date started in words",
    "target_from": "target from",
    "target_on": "target date",
    "target_text": "target date in words",
    "text": "words",
    "who": "who takes part",
}


def label_of(name: str) -> str:
    """ "target date" for `target_on`."""
    return LABELS.get(name, name.replace("_", " "))


def said(name: str, value: Any, measure_labels: Mapping[str, str]) -> str:
    """The value in words; `value` as JSON holds it, `measure_labels` the label of each registered measure."""
    if name == MEASURE:
        return measure_labels.get(value or "", "by hand")
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_piece(piece) for piece in value)
    if name == "progress":
        return f"{value}%"
    if name in NUMBERS:
        return amount(Decimal(str(value)), "")
    return full_day(date.fromisoformat(value)) if name.endswith("_on") else str(value)


def _piece(piece: Any) -> str:
    """One of several: words, or a row of named words such as a column with its heading."""
    if not isinstance(piece, dict):
        return str(piece)
    if "is_out" in piece:
        return f"{piece['heading']} (taken out)" if piece["is_out"] else str(piece["heading"])
    held = {"heading": "", **piece}  # PostgreSQL keeps keys in an order of its own
    return ": ".join(str(value) for name, value in held.items() if name != "uid" and value not in ("", None))
