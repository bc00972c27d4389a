"""Frameworks from a package of the Competencies and Academic Standards Exchange (CASE 1.0 and 1.1, JSON).

Read leniently: what published packages leave out is empty, and both ways to write grades are known.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import Any

from waypost.standards.competency_framework import (
    LONGEST_SHORT,
    LONGEST_STATEMENT,
    MOST_ITEMS,
    FileItem,
    FrameworkFile,
    FrameworkHead,
    Gap,
    UnreadableFrameworkError,
    in_tree_order,
)
from waypost.standards.statement_text import plain_statement

LARGEST_BYTES = 10_000_000
Json = dict[str, Any]
#: What is kept of an item, or says nothing by itself.
KNOWN = frozenset(
    {
        *("identifier", "fullStatement", "humanCodingScheme", "abbreviatedStatement", "CFItemType", "CFItemTypeURI"),
        *("educationLevel", "educationalLevel", "uri", "CFDocumentURI", "CFItemAssociationURI", "lastChangeDateTime"),
    }
)
#: Where an item stands: the identifier of its parent, and its place among those beside it.
Place = tuple[str, float]
NO_PLACE: Place = ("", inf)


def looks_like_json(content: bytes) -> bool:
    """Whether a file is rather a CASE package than a table."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read_case_package(content: bytes) -> FrameworkFile:
    """Read a package of at most LARGEST_BYTES. Raises UnreadableFrameworkError."""
    package = _parsed(content)
    document, rows = package.get("CFDocument"), package.get("CFItems")
    if not isinstance(document, dict) or not isinstance(rows, list):
        raise UnreadableFrameworkError("This JSON file is no CASE package: it must hold a CFDocument and CFItems.")
    if len(rows) > MOST_ITEMS:
        raise UnreadableFrameworkError(f"The package has more than {MOST_ITEMS:,} items: ask its publisher for parts.")
    head = _head(document)
    gaps: list[Gap] = []
    items = list(_items(rows, gaps))
    places = _places(package.get("CFAssociations"), head.identifier, {item.identifier for item in items}, gaps)
    ordered, lost = in_tree_order(_placed(items, places))
    if not ordered:
        raise UnreadableFrameworkError("No item of the package can be used: each needs an identifier and a statement.")
    named = {name for row in rows if isinstance(row, dict) for name, value in row.items() if value}
    return FrameworkFile(head, ordered, (*gaps, *lost), tuple(sorted(map(plain_statement, named - KNOWN))))


def _parsed(content: bytes) -> Json:
    if len(content) > LARGEST_BYTES:
        raise UnreadableFrameworkError(f"The file is larger than {LARGEST_BYTES // 1_000_000} MB: ask for parts of it.")
    try:
        package = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFrameworkError(
            "The JSON of this file is damaged: download it again, and try once more."
        ) from error
    return package if isinstance(package, dict) else {}


def _head(document: Json) -> FrameworkHead:
    licence = document.get("licenseURI")
    head = FrameworkHead(
        identifier=_short(document, "identifier"),
        title=_short(document, "title"),
        creator=_short(document, "creator") or _short(document, "publisher"),
        edition=_short(document, "version"),
        adoption_status=_short(document, "adoptionStatus"),
        licence=_short(licence, "title") or _short(licence, "uri") if isinstance(licence, dict) else "",
        source=_short(document, "officialSourceURL") or _short(document, "uri"),
        language=_short(document, "language"),
    )
    if not head.identifier or not head.title:
        raise UnreadableFrameworkError("The CFDocument of this package has no identifier or no title: it needs both.")
    return head


def _items(rows: list[Any], gaps: list[Gap]) -> Iterator[FileItem]:
    taken: set[str] = set()
    for number, row in enumerate(rows, start=1):
        item = _item(row if isinstance(row, dict) else {}, number)
        if not item.identifier or not item.statement:
            gaps.append(Gap(item.where, "It has no identifier or no statement: it is left out."))
        elif item.identifier in taken:
            gaps.append(Gap(item.where, "An earlier item has the same identifier: this one is left out."))
        else:
            taken.add(item.identifier)
            yield item


def _item(row: Json, number: int) -> FileItem:
    code = _short(row, "humanCodingScheme")
    return FileItem(
        identifier=_short(row, "identifier"),
        statement=plain_statement(_text(row, "fullStatement"))[:LONGEST_STATEMENT],
        code=code,
        short_statement=_short(row, "abbreviatedStatement"),
        levels=_short(row, "educationLevel") or _short(row, "educationalLevel"),
        kind=_short(row, "CFItemType"),
        where=f"Item {number}{f', {code}' if code else ''}",
    )


def _places(rows: Any, root: str, known: set[str], gaps: list[Gap]) -> dict[str, Place]:
    """Where each item stands, by isChildOf; the first of several places counts."""
    places: dict[str, Place] = {}
    links = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    under = [row for row in links if row.get("associationType") == "isChildOf"]
    if len(under) < len(links):
        gaps.append(Gap("Links", f"{len(links) - len(under)} links of other kinds than isChildOf are not kept."))
    for row in under:
        child, parent = _node(row, "originNodeURI"), _node(row, "destinationNodeURI")
        if child not in known or child == parent:
            continue
        place = ("" if parent == root else parent, _sequence(row.get("sequenceNumber")))
        if places.setdefault(child, place)[0] != place[0]:
            gaps.append(Gap(f"Item {child}", "It stands in several places: only the first is kept."))
    return places


def _placed(items: list[FileItem], places: dict[str, Place]) -> list[FileItem]:
    """Each with its parent, in the order of their sequence numbers, else of the file."""
    ordered = sorted(items, key=lambda item: places.get(item.identifier, NO_PLACE)[1])
    return [replace(item, parent=places.get(item.identifier, NO_PLACE)[0]) for item in ordered]


def _node(row: Json, name: str) -> str:
    node = row.get(name)
    return _short(node, "identifier") if isinstance(node, dict) else ""


def _sequence(number: Any) -> float:
    """Those without a number come last; true and false are no numbers."""
    is_number = isinstance(number, (int, float)) and not isinstance(number, bool)
    return float(number) if is_number and abs(number) < 10**9 else inf


def _short(row: Json, name: str) -> str:
    return plain_statement(_text(row, name))[:LONGEST_SHORT]


def _text(row: Json, name: str) -> str:
    """Words, a number as words, or several of them with commas; anything else is empty."""
    value = row.get(name)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value if isinstance(each, (str, int)))
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
