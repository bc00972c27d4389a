"""The labeled objectives of `data/smart_objectives.toml`, and how the rules do on them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from waypost.plans.rules.smart.check import check
from waypost.plans.rules.smart.facts import IndicatorNumbers, Letter, ObjectiveFacts, StepFacts

READ_ON = date(2027, 1, 14)
FILE = Path(__file__).parent / "data" / "smart_objectives.toml"
LETTERS = dict(zip("SMART", Letter, strict=True))


@dataclass(frozen=True)
class Labeled:
    """One objective of the set, with the letters that a person found in it and those that the rules found."""

    half: str
    facts: ObjectiveFacts
    wanted: frozenset[Letter]
    found: frozenset[Letter]


@dataclass(frozen=True)
class Score:
    """Of the letters that the rules found, `precision` were there; of those that were there, they found `recall`."""

    precision: float
    recall: float
    labeled_count: int


def labeled(half: str) -> list[Labeled]:
    rows = tomllib.loads(FILE.read_text("utf-8"))["objectives"]
    return [_labeled(row) for row in rows if row["half"] == half]


def _labeled(row: dict[str, Any]) -> Labeled:
    facts = ObjectiveFacts(
        text=row["text"],
        today=READ_ON,
        products=tuple(row.get("products", ())),
        indicators=tuple(
            IndicatorNumbers(one["text"], Decimal(one["baseline"]), Decimal(one["target"]))
            for one in row.get("indicators", ())
        ),
        steps=tuple(StepFacts(**step) for step in row.get("steps", ())),
    )
    found = frozenset(finding.letter for finding in check(facts) if finding.is_there)
    return Labeled(row["half"], facts, frozenset(LETTERS[letter] for letter in row["smart"]), found)


def score(rows: Sequence[Labeled], letter: Letter) -> Score:
    right = sum(letter in row.wanted and letter in row.found for row in rows)
    found = sum(letter in row.found for row in rows)
    wanted = sum(letter in row.wanted for row in rows)
    return Score(right / found, right / wanted, wanted)
