"""Two people edit at once: neither loses text (DESIGN.md, Concurrency)."""

from dataclasses import dataclass
from typing import Any, Protocol


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


@dataclass(frozen=True)
class EditedTogether:
    """Records that one form edits, and that count as one: whoever saves any of them raises its version."""

    records: tuple[Any, ...]

    @property
    def version(self) -> int:
        return sum(record.version for record in self.records)


class EditConflict(Exception):
    """Somebody else saved first. `current` holds what stands now, as `version`; the page shows both texts."""

    def __init__(self, current: object, version: int | None = None) -> None:
        super().__init__(
            "Somebody else saved a change while you were writing. Compare both versions, then save the one you want."
        )
        self.current = current
        self.version: int = getattr(current, "version", 0) if version is None else version


def check_version(current: Versioned, started_from: int) -> None:
    """Raise EditConflict if `current` moved on since the edit began. Call it on a row locked for update."""
    if current.version != started_from:
        raise EditConflict(current)
