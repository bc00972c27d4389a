"""What a file of measurements would change: new numbers, those already there, and what is not understood. Pure."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from waypost.common.days import full_day
from waypost.plans.rules.words import amount
from waypost.standards.csv_text import Trouble
from waypost.standards.measurements_csv import MeasurementLine, MeasurementsFile


@dataclass(frozen=True)
class PlannedLine:
    """One line that is understood; `is_there` where a measurement of that day says the same already."""

    line: MeasurementLine
    is_there: bool


@dataclass(frozen=True)
class PlannedMeasurements:
    """Everything that confirming the file does."""

    rows: tuple[PlannedLine, ...]
    troubles: tuple[Trouble, ...]
    unused_columns: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[MeasurementLine, ...]:
        return tuple(row.line for row in self.rows if not row.is_there)

    @property
    def there_count(self) -> int:
        return sum(row.is_there for row in self.rows)

    @property
    def lines_left_out(self) -> list[tuple[int, list[str]]]:
        """The number of each line that is not understood, with every sentence about it."""
        by_line = groupby(self.troubles, key=lambda trouble: trouble.number)
        return [(number, [trouble.sentence for trouble in found]) for number, found in by_line]

    @property
    def digest(self) -> str:
        """Names exactly this plan: what is confirmed must have the digest of what was shown."""
        plain = [asdict(row) for row in self.rows], [asdict(trouble) for trouble in self.troubles]
        return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def plan_measurements(
    file: MeasurementsFile, known: Mapping[date, frozenset[Decimal]], unit: str, today: date
) -> PlannedMeasurements:
    """Decide for each line; `known` holds what was measured by hand on each day. Nothing is written over."""
    rows: list[PlannedLine] = []
    troubles = [*file.troubles]
    taken: dict[date, int] = {}
    for line in file.lines:
        found = [*_troubles(line, known, unit, today, taken)]
        troubles += [Trouble(line.number, sentence) for sentence in found]
        if not found:
            rows.append(PlannedLine(line, is_there=line.measured_on in known))
    ordered = sorted(troubles, key=lambda trouble: trouble.number)
    return PlannedMeasurements(tuple(rows), tuple(ordered), file.unused_columns)


def _troubles(
    line: MeasurementLine,
    known: Mapping[date, frozenset[Decimal]],
    unit: str,
    today: date,
    taken: dict[date, int],
) -> Iterator[str]:
    first = taken.setdefault(line.measured_on, line.number)
    if first != line.number:
        yield f"The line has the same date as line {first}: keep one of them."
    if line.measured_on > today:
        yield f"{full_day(line.measured_on)} lies ahead: choose today or an earlier day."
    if line.is_percent and unit not in {"", "%"}:
        yield f"The value is a share in percent, and the indicator counts {unit}: write how many {unit} it is."
    values = known.get(line.measured_on)
    if values and line.value not in values:
        yield second_number(line.measured_on, values, unit)


def second_number(day: date, values: Iterable[Decimal], unit: str) -> str:
    """Why a day that has these `values` takes no other one."""
    stands = " and ".join(amount(value, unit) for value in sorted(values))
    return f"{full_day(day)} already has {stands}: correct it on the indicator's page."
