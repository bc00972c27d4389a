"""A plan document as a JSON file and back, nothing lost; every field of `document.PlanDocument` under its own name.

To load this module costs about 0.1 s and 18 MB (decision 0023), so import it only where a document is kept, or a file
is read or written.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from waypost.standards.implementation_plan.document import PlanDocument

JsonObject = dict[str, Any]

_DOCUMENT = TypeAdapter(PlanDocument)


def to_object(document: PlanDocument) -> JsonObject:
    """As JSON holds it: dates as ISO strings, numbers that people wrote as strings, so that no digit is lost."""
    kept: JsonObject = _DOCUMENT.dump_python(document, mode="json")
    return kept


def from_object(kept: Mapping[str, Any]) -> PlanDocument:
    """The very document that `to_object` was given, also before it knew some of today's fields."""
    return _DOCUMENT.validate_python(dict(kept))
