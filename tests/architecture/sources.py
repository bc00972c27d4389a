"""The files that the house rules look at, read once."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts

    @property
    def package(self) -> str:
        """`plans` of `src/waypost/plans/rules.py` and of `tests/plans/test_rules.py`; empty above packages."""
        below = self.parts[2:] if self.parts[0] == "src" else self.parts[1:]
        return below[0] if len(below) > 1 else ""

    @property
    def kind(self) -> str:
        """`queries` of `plans/queries.py` and of `plans/queries/reports.py`; empty for files above packages."""
        return PurePosixPath(self.parts[self.parts.index(self.package) + 1]).stem if self.package else ""

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything imported: `from a.b import c` gives `a.b.c`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


@cache
def committed() -> tuple[Source, ...]:
    """Every text file that git knows or would add; those that are not UTF-8 are left out."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(source for name in sorted(names) if (source := _read(name)))


def _read(name: str) -> Source | None:
    try:
        return Source(name, (ROOT / name).read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def python_sources(*, below: str = "") -> list[Source]:
    """Our Python files, migrations aside, which Django writes."""
    return [
        source
        for source in committed()
        if source.path.startswith(below)
        and (source.path.endswith(".py") or source.path == "dev")
        and "migrations" not in source.parts
    ]


def product_sources() -> list[Source]:
    return python_sources(below="src/waypost/")


def templates() -> list[Source]:
    return [source for source in committed() if "templates" in source.parts and source.path.startswith("src/")]


@cache
def layer_of() -> dict[str, int]:
    """Height of each package, 0 the lowest, as the contract in pyproject.toml orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for name in layer.split("|")}
