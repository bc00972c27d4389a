"""What a file of a framework would change: items that are new, say something else, or are gone. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from waypost.standards.competency_framework import FileItem, FrameworkFile, FrameworkHead, Gap

#: What a file says about an item, beside its identifier.
WORDS = ("code", "statement", "short_statement", "levels", "kind", "parent")
#: What people call each value, where that is not its name.
SAID_AS = {
    "adoption_status": "adoption",
    "edition": "version",
    "levels": "grades",
    "licence": "license",
    "parent": "place in the tree",
    "short_statement": "short statement",
}
#: Words of a search that are looked at; more narrow nothing further.
MOST_WORDS = 8


@dataclass(frozen=True)
class KeptItem:
    """An item as it is stored; `parent` is an identifier, empty at the top."""

    identifier: str
    code: str
    statement: str
    short_statement: str
    levels: str
    kind: str
    parent: str
    is_withdrawn: bool


@dataclass(frozen=True)
class ChangedItem:
    """An item that says something else, stands elsewhere, or comes back."""

    before: KeptItem
    after: FileItem

    @property
    def names(self) -> tuple[str, ...]:
        """What differs."""
        return tuple(name for name in WORDS if getattr(self.before, name) != getattr(self.after, name))

    @property
    def words(self) -> list[str]:
        """The same, as people call it."""
        return [SAID_AS.get(name, name) for name in self.names]


@dataclass(frozen=True)
class Spot:
    """Where an item stands in the whole tree: its place, the place of the last one below it, and its depth."""

    position: int
    last_position: int
    depth: int


@dataclass(frozen=True)
class PlannedFramework:
    """Everything that confirming the file does. An item that is gone is marked as withdrawn, never deleted."""

    head: FrameworkHead
    is_new: bool
    items: tuple[FileItem, ...]
    added: tuple[FileItem, ...]
    changed: tuple[ChangedItem, ...]
    withdrawn: tuple[KeptItem, ...]
    changed_facts: tuple[str, ...]
    is_reordered: bool
    gaps: tuple[Gap, ...]
    unused_columns: tuple[str, ...]

    @property
    def kept_count(self) -> int:
        return len(self.items) - len(self.added) - len(self.changed)

    @property
    def fact_words(self) -> list[str]:
        """What the file says anew about the framework as a whole, as people call it."""
        return [SAID_AS.get(name, name) for name in self.changed_facts]

    @property
    def changes_anything(self) -> bool:
        moved = self.is_reordered or bool(self.changed_facts)
        return self.is_new or moved or bool(self.added or self.changed or self.withdrawn)

    @property
    def digest(self) -> str:
        """Names exactly this plan: what is confirmed must have the digest of what was shown."""
        changed = [(asdict(change.before), change.names) for change in self.changed]
        rest = [[asdict(one) for one in group] for group in (self.items, self.added, self.withdrawn, self.gaps)]
        plain = [asdict(self.head), self.is_new, self.is_reordered, self.changed_facts, changed, rest]
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "withdrawn": len(self.withdrawn),
            "left as they are": self.kept_count,
        }


def plan_framework(
    file: FrameworkFile, kept_head: Mapping[str, str] | None, kept: Sequence[KeptItem]
) -> PlannedFramework:
    """Compare a file with what is stored, in its order; `kept_head` is None where nothing is.

    What the file leaves empty about the framework as a whole stays: a table names only its title.
    """
    stored = {item.identifier: item for item in kept}
    in_file = {item.identifier for item in file.items}
    both = [(stored[item.identifier], item) for item in file.items if item.identifier in stored]
    standing = [item for item in kept if not item.is_withdrawn]
    facts = {name: value for name, value in asdict(file.head).items() if value}
    return PlannedFramework(
        head=file.head,
        is_new=kept_head is None,
        items=file.items,
        added=tuple(item for item in file.items if item.identifier not in stored),
        changed=tuple(pair for pair in (ChangedItem(*each) for each in both) if pair.names or pair.before.is_withdrawn),
        withdrawn=tuple(item for item in standing if item.identifier not in in_file),
        changed_facts=tuple(name for name, value in facts.items() if kept_head and kept_head[name] != value),
        is_reordered=_order(both) != [item.identifier for item in standing if item.identifier in in_file],
        gaps=file.gaps,
        unused_columns=file.unused_columns,
    )


def _order(both: Sequence[tuple[KeptItem, FileItem]]) -> list[str]:
    return [after.identifier for before, after in both if not before.is_withdrawn]


def spots_of(items: Sequence[FileItem]) -> dict[str, Spot]:
    """Where each item stands; `items` in the order of the tree."""
    depths: dict[str, int] = {"": -1}
    positions: dict[str, int] = {}
    last: dict[str, int] = {}
    parents: dict[str, str] = {}
    for position, item in enumerate(items, start=1):
        depths[item.identifier] = depths[item.parent] + 1
        positions[item.identifier] = last[item.identifier] = position
        parents[item.identifier] = item.parent
        above = item.parent
        while above:
            last[above], above = position, parents[above]
    return {key: Spot(position, last[key], depths[key]) for key, position in positions.items()}


def words_of_search(typed: str) -> tuple[str, ...]:
    """The words that an item must hold, each of them somewhere in its code or its statement."""
    return tuple(typed.split()[:MOST_WORDS])
