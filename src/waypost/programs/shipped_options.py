"""The supports, locations and currencies that Waypost ships: content, in our own words (LA4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from waypost.programs.rules.estimates import Figures, Goal, Mode, Part, PartKind, Span

CONTENT = Path(__file__).parent / "content" / "model_options.toml"
FIGURES = tuple(Figures.__dataclass_fields__)


@dataclass(frozen=True)
class Option:
    """An entry of a library. `key` is that of one that we ship, else the uid of the organization's own row.

    `version` is 0 while it stands as shipped.
    """

    key: str
    part: Part
    about: str = ""
    needs: str = ""
    evidence: str = ""
    step: str = ""
    is_ours: bool = True
    is_retired: bool = False
    version: int = 0

    @property
    def kind(self) -> PartKind:
        return self.part.kind

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def columns(self) -> dict[str, Any]:
        """All that a model or an own copy takes over, as columns of `Described`."""
        figures = self.part.figures
        ends = {f"{name}_{end}": getattr(getattr(figures, name), end) for name in FIGURES for end in ("low", "high")}
        return {
            "kind": self.kind.value,
            "name": self.name,
            "about": self.about,
            **ends,
            "modes": sorted(mode.value for mode in self.part.modes),
            "serves": sorted(goal.value for goal in self.part.serves),
            "needs": self.needs,
            "evidence": self.evidence,
            "step": self.step,
        }


@cache
def shipped_options() -> tuple[Option, ...]:
    """Ours, by kind and in the order of the file."""
    tables = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    return tuple(_option(kind, row) for kind in PartKind for row in tables[kind.value])


def _option(kind: PartKind, row: Mapping[str, Any]) -> Option:
    figures = Figures(**{name: _span(row[name]) for name in FIGURES if name in row})
    modes, serves = frozenset(map(Mode, row["modes"])), frozenset(map(Goal, row["serves"]))
    part = Part(kind, row["name"], figures, modes, serves)
    return Option(row["key"], part, row["about"], row["needs"], row["evidence"], row["step"])


def _span(ends: list[float]) -> Span:
    low, high = (Decimal(str(end)) for end in ends)
    return Span(low, high)
