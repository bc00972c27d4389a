"""Reads the words of the demo from `content/`: the code holds what happens, the files what is said."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

Table = dict[str, Any]


@cache
def content(name: str) -> Table:
    """The content of `content/NAME.toml`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
