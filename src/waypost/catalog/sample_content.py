"""Reads the sample micro-credentials from the TOML files in `samples/` (requirement EA1).

Nothing here knows Django: the catalog turns these records into drafts through its own actions.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from waypost.catalog.rules import EvidenceKind, Glyph
from waypost.catalog.sample_shapes import (
    Alignment,
    Criterion,
    EvidencePart,
    NamedText,
    PrivacyLine,
    PrivacyStatement,
    ResearchSource,
    Resource,
    SampleMicroCredential,
    SampleStack,
    TimeUse,
    WritingPart,
)

SAMPLES = Path(__file__).parent / "samples"
STACKS_FILE = "stacks.toml"
PRIVACY_FILE = "privacy.toml"

Record = TypeVar("Record")
Table = dict[str, Any]

# The tables of a micro-credential's file that repeat, and the record that each row becomes.
_ROWS: dict[str, Callable[..., object]] = {
    "components": NamedText,
    "research": ResearchSource,
    "resources": Resource,
    "time": TimeUse,
    "overview": WritingPart,
    "evidence": EvidencePart,
    "reflection": WritingPart,
    "criteria": Criterion,
    "alignments": Alignment,
}


class SampleContentError(Exception):
    """A file breaks the shape described in samples/README.md; the message names file and problem."""

    def __init__(self, path: Path, problem: object) -> None:
        super().__init__(f"{path.name}: {problem}")


def load_samples(folder: Path = SAMPLES) -> list[SampleMicroCredential]:
    """Every sample micro-credential, by slug. Raises `SampleContentError` for a file that cannot be used."""
    others = {STACKS_FILE, PRIVACY_FILE}
    return [_micro_credential(path) for path in sorted(folder.glob("*.toml")) if path.name not in others]


def load_stacks(folder: Path = SAMPLES) -> list[SampleStack]:
    """The stacks in the order of the file; their members are slugs of `load_samples`."""
    path = folder / STACKS_FILE
    return [_record(SampleStack, row, path) for row in _table(path).get("stacks", ())]


def load_privacy_statement(folder: Path = SAMPLES) -> PrivacyStatement:
    """The statement of the check-and-send page."""
    path = folder / PRIVACY_FILE
    table = _table(path)
    table["lines"] = tuple(_record(PrivacyLine, row, path) for row in table.get("lines", ()))
    return _record(PrivacyStatement, table, path)


def _micro_credential(path: Path) -> SampleMicroCredential:
    table = _table(path)
    _choose_kinds(table, path)
    for name, kind in _ROWS.items():
        table[name] = tuple(_record(kind, row, path) for row in table.get(name, ()))
    table["key_method"] = _record(NamedText, table.get("key_method", {}), path)
    sample = _record(SampleMicroCredential, table, path)
    _check_names(sample, path)
    return sample


def _choose_kinds(table: Table, path: Path) -> None:
    try:
        table["glyph"] = Glyph(table.get("glyph", ""))
        for row in table.get("evidence", ()):
            row["accepts"] = tuple(EvidenceKind(name) for name in row.get("accepts", ()))
    except ValueError as error:
        raise SampleContentError(path, error) from error


def _check_names(sample: SampleMicroCredential, path: Path) -> None:
    if sample.slug != path.stem:
        raise SampleContentError(path, f"Name the file {sample.slug}.toml, as its slug says.")
    keys = [part.key for part in sample.parts]
    for criterion in sample.criteria:
        if criterion.part not in keys:
            choices = ", ".join(keys)
            raise SampleContentError(path, f"“{criterion.title}” needs a part that is there: {choices}.")


def _table(path: Path) -> Table:
    try:
        return _folded(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SampleContentError(path, error) from error


def _folded(table: Table) -> Table:
    """Without the line breaks that keep a TOML file readable, and with lists made immutable."""
    return {key: _folded_value(value) for key, value in table.items()}


def _folded_value(value: object) -> object:
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return tuple(_folded_value(item) for item in value)
        case dict():
            return _folded(value)
        case _:
            return value


def _record(kind: Callable[..., Record], row: Table, path: Path) -> Record:
    try:
        return kind(**row)
    except TypeError as error:
        raise SampleContentError(path, error) from error
