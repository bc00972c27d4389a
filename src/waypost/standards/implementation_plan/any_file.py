"""A plan file of any format that we read, told apart by what is in it and never by its name."""

from dataclasses import replace
from importlib import import_module

from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.reader import read_plan

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
#: Loaded only when such a file comes (decision 0023).
_JSON_FILE = "waypost.standards.implementation_plan.json_file"


def read_any(data: bytes) -> PlanDocument:
    """The plan with what a person should look at. Raises a subclass of `errors.UnreadablePlanFileError`."""
    if not is_json(data):
        return read_plan(data)
    document: PlanDocument = import_module(_JSON_FILE).read_json(data)
    return replace(document, warnings=look_over(document))


def is_json(data: bytes) -> bool:
    """Whether the bytes begin as a JSON object does."""
    return data.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{")
