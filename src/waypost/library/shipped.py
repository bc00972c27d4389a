"""Reads the studies that come with Waypost from `studies.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waypost.library.rules import StudyFields

STUDIES = Path(__file__).parent / "studies.toml"


@dataclass(frozen=True)
class ShippedStudy:
    """`key` names it for good; `checked` says where its figures were looked up."""

    key: str
    checked: str
    fields: StudyFields


def shipped_studies() -> tuple[ShippedStudy, ...]:
    """All of them, in the order of the file."""
    rows = tomllib.loads(STUDIES.read_text(encoding="utf-8"))["studies"]
    return tuple(_study(dict(row)) for row in rows)


def _study(row: dict[str, Any]) -> ShippedStudy:
    key, checked, tags = row.pop("key"), row.pop("checked"), row.pop("tags")
    return ShippedStudy(key, checked, StudyFields(**row, tags=tuple(tags)))
