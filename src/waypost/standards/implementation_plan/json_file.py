"""A plan document as a JSON file and back, nothing lost; every field of `document.PlanDocument` under its own name.

To load this module costs about 0.1 s and 18 MB (decision 0023), so import it only where a document is kept, or a file
is read or written.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import SchemaValidator

from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import (
    DamagedJsonError,
    FileTooLargeError,
    ForeignJsonError,
    MisfitJsonError,
)
from waypost.standards.implementation_plan.safe_zip import MAX_FILE_BYTES

JsonObject = dict[str, Any]

#: Each object costs about 1 kB of memory once it is read.
MAX_OBJECTS = 100_000
#: Commas part values; those that stand in texts count too.
MAX_COMMAS = 500_000
#: More than twice as many as any object of the schema has.
MAX_KEYS = 64
FORMAT: Literal["waypost-plan/1"] = "waypost-plan/1"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_WHAT_TO_DO = {
    "unexpected_keyword_argument": "Waypost knows no field of this name",
    "missing": "this field is missing",
}


@dataclass(frozen=True)
class PlanFile:
    """The whole file: `format` says by which version of this schema `plan` is written."""

    format: Literal["waypost-plan/1"]
    plan: PlanDocument


_DOCUMENT = TypeAdapter(PlanDocument)
_FILE = TypeAdapter(PlanFile)


def _stopping_at_the_first(schema: Any) -> Any:
    """The schema so that a list with a wrong item has one error, not one for each."""
    if isinstance(schema, list):
        return [_stopping_at_the_first(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: _stopping_at_the_first(value) for key, value in schema.items()}
    return {**copy, "fail_fast": True} if copy.get("type") in ("list", "tuple") else copy


_STRANGERS_FILE = SchemaValidator(_stopping_at_the_first(_FILE.core_schema))


def to_object(document: PlanDocument) -> JsonObject:
    """As JSON holds it: dates as ISO strings, numbers that people wrote as strings, so that no digit is lost."""
    kept: JsonObject = _DOCUMENT.dump_python(document, mode="json")
    return kept


def from_object(kept: Mapping[str, Any]) -> PlanDocument:
    """The very document that `to_object` was given, also before it knew some of today's fields."""
    return _DOCUMENT.validate_python(dict(kept))


def write_json(document: PlanDocument) -> bytes:
    """A file for `read_json`, and for programs that know `json_schema`."""
    return _FILE.dump_json(PlanFile(FORMAT, document), indent=1)


def read_json(data: bytes) -> PlanDocument:
    """The very document that `write_json` was given. Raises a subclass of `errors.UnreadablePlanFileError`."""
    _refuse_by_size(data)
    content = data.removeprefix(_BYTE_ORDER_MARK)
    if _NUL.search(content):
        raise DamagedJsonError
    _refuse_many_keys(content)
    try:
        file: PlanFile = _STRANGERS_FILE.validate_json(content, strict=True, extra="forbid")
    except ValidationError as error:
        raise _sentence_of(error) from error
    return file.plan


def json_schema() -> JsonObject:
    """The shape of the file (JSON Schema 2020-12)."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **_FILE.json_schema()}


def _refuse_by_size(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES or data.count(b"{") > MAX_OBJECTS or data.count(b",") > MAX_COMMAS:
        raise FileTooLargeError("This JSON file is larger than any plan; choose one that holds a single plan.")


def _refuse_many_keys(content: bytes) -> None:
    """Each key that no field has would be an error of its own. What is no JSON is told when it is validated."""
    with suppress(ValueError, RecursionError):
        json.loads(content, object_pairs_hook=_keep_nothing, parse_int=str, parse_float=str)


def _keep_nothing(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > MAX_KEYS:
        raise ForeignJsonError


def _sentence_of(error: ValidationError) -> DamagedJsonError | ForeignJsonError | MisfitJsonError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = first["loc"]
    if first["type"] == "json_invalid":
        return DamagedJsonError()
    if not place or place[0] != "plan" or place == ("plan",):
        return ForeignJsonError()
    return MisfitJsonError(_place(place[1:]), _WHAT_TO_DO.get(first["type"], "this is not what belongs here"))


def _place(steps: Sequence[int | str]) -> str:
    """ "objectives 1, activities 2, progress": rows count from 1, as people do."""
    words: list[str] = []
    for step in steps:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)[:200]
