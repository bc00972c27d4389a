"""A plan file that was read, as JSON to keep and back, so that confirming applies exactly what was shown."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from waypost.standards.implementation_plan.document import PlanDocument

Kept = dict[str, Any]

#: Loaded only when a file is kept, shown or confirmed (decision 0023).
JSON_FILE = "waypost.standards.implementation_plan.json_file"


def freeze(document: PlanDocument) -> Kept:
    """As JSON holds it."""
    kept: Kept = import_module(JSON_FILE).to_object(document)
    return kept


def thaw(kept: Mapping[str, Any]) -> PlanDocument:
    """The very document that `freeze` was given, also before a document knew some of today's fields."""
    document: PlanDocument = import_module(JSON_FILE).from_object(kept)
    return document
