"""What a file says about a framework of standards or competencies: its items as a tree, and what was not understood."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

MOST_ITEMS = 20_000
DEEPEST = 20
LONGEST_STATEMENT = 10_000
LONGEST_SHORT = 300


class UnreadableFrameworkError(ValueError):
    """The whole file can't be read; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class Gap:
    """Something of the file that is not taken as it stands: where, and one sentence on what happens with it."""

    where: str
    sentence: str


@dataclass(frozen=True)
class FrameworkHead:
    """The framework itself. `identifier` names it in later files; `source` is an address, kept as text."""

    identifier: str
    title: str
    creator: str = ""
    edition: str = ""
    adoption_status: str = ""
    licence: str = ""
    source: str = ""
    language: str = ""


@dataclass(frozen=True)
class FileItem:
    """One item. `parent` is the identifier of the item that it stands under, empty at the top; `where` its place."""

    identifier: str
    statement: str
    code: str = ""
    short_statement: str = ""
    levels: str = ""
    kind: str = ""
    parent: str = ""
    where: str = ""


@dataclass(frozen=True)
class FrameworkFile:
    """A framework that was read. Items stand in the order of the tree, each after the one that it stands under."""

    head: FrameworkHead
    items: tuple[FileItem, ...]
    gaps: tuple[Gap, ...]
    unused_columns: tuple[str, ...] = ()


def in_tree_order(items: Sequence[FileItem]) -> tuple[tuple[FileItem, ...], tuple[Gap, ...]]:
    """The items, each after its parent, siblings as they were given; what hangs in the air goes to the top.

    A parent that is not among the items, a circle, and a tree deeper than DEEPEST each leave a gap.
    """
    known = {item.identifier for item in items}
    gaps = [_gap(item, "The item that it stands under is not in the file") for item in items if _is_lost(item, known)]
    settled = [replace(item, parent="") if _is_lost(item, known) else item for item in items]
    below: dict[str, list[FileItem]] = defaultdict(list)
    for item in settled:
        below[item.parent].append(item)
    ordered, too_deep = _walk(below)
    gaps += [_gap(item, f"It stands more than {DEEPEST} levels deep") for item in too_deep]
    reached = {item.identifier for item in ordered}
    circling = [item for item in settled if item.identifier not in reached]
    gaps += [_gap(item, "It stands under itself by way of others") for item in circling]
    return (*ordered, *(replace(item, parent="") for item in circling)), tuple(gaps)


def _walk(below: Mapping[str, Iterable[FileItem]]) -> tuple[list[FileItem], list[FileItem]]:
    """Everything that hangs from the top, and of it what was too deep and stands at the top now."""
    ordered: list[FileItem] = []
    too_deep: list[FileItem] = []
    waiting = [(item, 1) for item in reversed(list(below.get("", ())))]
    while waiting:
        item, depth = waiting.pop()
        if depth > DEEPEST:
            too_deep.append(item)
            waiting.insert(0, (replace(item, parent=""), 1))
            continue
        ordered.append(item)
        waiting += [(child, depth + 1) for child in reversed(list(below.get(item.identifier, ())))]
    return ordered, too_deep


def _is_lost(item: FileItem, known: set[str]) -> bool:
    return bool(item.parent) and item.parent not in known


def _gap(item: FileItem, sentence: str) -> Gap:
    return Gap(item.where, f"{sentence}: it goes to the top.")
