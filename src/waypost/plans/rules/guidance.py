"""Help beside each section of a plan's forms, from `content/guidance.toml`. No database, no web."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent.parent / "content"


@dataclass(frozen=True)
class Guide:
    """What one section is for, with a good example, a weak one and why it is weak."""

    key: str
    title: str
    text: str
    good: str
    weak: str
    why: str


@cache
def guides() -> dict[str, Guide]:
    """Every guide by the section that it helps with."""
    tables = tomllib.loads((CONTENT / "guidance.toml").read_text(encoding="utf-8"))
    return {key: Guide(key, **table) for key, table in tables.items()}
