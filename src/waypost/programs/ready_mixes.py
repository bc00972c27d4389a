"""The mixes that Waypost ships, for a model to start from: content, in our own words (LA4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from waypost.programs.rules.estimates import PartKind

CONTENT = Path(__file__).parent / "content" / "ready_mixes.toml"


@dataclass(frozen=True)
class ReadyMix:
    """A mix to start from. `keys` are those of shipped options by kind, `goals` values of `Goal`."""

    key: str
    name: str
    about: str
    goals: tuple[str, ...]
    keys: Mapping[PartKind, tuple[str, ...]]


@cache
def ready_mixes() -> tuple[ReadyMix, ...]:
    """In the order of the file."""
    rows = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["mix"]
    return tuple(
        ReadyMix(
            row["key"],
            row["name"],
            row["about"],
            tuple(row["goals"]),
            {kind: tuple(row[kind.value]) for kind in PartKind},
        )
        for row in rows
    )


def mix_called(key: str) -> ReadyMix | None:
    """The mix with this key, or None."""
    return next((mix for mix in ready_mixes() if mix.key == key), None)
