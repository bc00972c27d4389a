"""JSON that a stranger sent: parsed strictly, so that every reader sees the same thing."""

import json
import math
from typing import Any

JsonObject = dict[str, Any]

MAXIMUM_DOCUMENT_BYTES = 256 * 1024
MAXIMUM_DEPTH = 64


class UnreadableDocumentError(ValueError):
    """The bytes are no JSON object that we accept. The message is one sentence for a reader."""


def parse_json_object(data: bytes | str, *, maximum_bytes: int = MAXIMUM_DOCUMENT_BYTES) -> JsonObject:
    """One JSON object (RFC 8259, UTF-8) of at most `maximum_bytes`.

    Refuses what two readers could understand differently: a name given twice, numbers that are not
    finite, text that is not Unicode, nesting over 64 levels. Raises UnreadableDocumentError.
    """
    text = _decoded(data, maximum_bytes)
    try:
        value = json.loads(text, object_pairs_hook=_unique_names, parse_constant=_refuse_constant)
        _check_tree(value)
    except UnreadableDocumentError:
        raise
    except (ValueError, RecursionError) as problem:
        raise UnreadableDocumentError("This file is not complete JSON. Download it again.") from problem
    if not isinstance(value, dict):
        raise UnreadableDocumentError("This file holds JSON, but not a single credential.")
    return value


def as_list(value: object) -> list[Any]:
    """JSON-LD lets one value stand alone where a list may stand; this always gives the list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def identifier_of(value: object) -> str:
    """The id of a node that may be written as text or as an object; empty where there is none."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def text_of(document: JsonObject, name: str) -> str:
    """The text under `name`, or empty where there is none or it is something else."""
    value = document.get(name)
    return value if isinstance(value, str) else ""


def _decoded(data: bytes | str, maximum_bytes: int) -> str:
    if len(data) > maximum_bytes:
        sentence = f"This credential is larger than {maximum_bytes // 1024} KB. We can't read it."
        raise UnreadableDocumentError(sentence)
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableDocumentError("This file is not text in UTF-8. Download it again.") from problem


def _unique_names(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableDocumentError("This file gives the same field twice, so its meaning is not clear.")
    return found


def _refuse_constant(_name: str) -> float:
    raise UnreadableDocumentError("This file holds a number that JSON does not allow.")


def _check_tree(root: object) -> None:
    waiting: list[tuple[object, int]] = [(root, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAXIMUM_DEPTH:
            raise UnreadableDocumentError("This file is nested too deeply to be a credential.")
        if isinstance(value, dict):
            waiting.extend((child, depth + 1) for child in (*value.keys(), *value.values()))
        elif isinstance(value, list):
            waiting.extend((child, depth + 1) for child in value)
        else:
            _check_scalar(value)


def _check_scalar(value: object) -> None:
    if isinstance(value, str):
        if "\0" in value:
            # PostgreSQL takes no such text, and some readers would stop there.
            raise UnreadableDocumentError("This file holds a character that no credential uses (U+0000).")
        try:
            value.encode()
        except UnicodeEncodeError as problem:
            raise UnreadableDocumentError("This file holds text that is not valid Unicode.") from problem
    elif isinstance(value, float) and not math.isfinite(value):
        raise UnreadableDocumentError("This file holds a number that JSON does not allow.")
