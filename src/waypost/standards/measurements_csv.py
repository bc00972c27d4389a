"""Measurements from a table in a text file: date, value and, where wanted, note. Columns in any order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from waypost.standards.csv_text import FORMULA_SIGNS, Trouble, UnreadableFile, rows_of, text_of

LARGEST_BYTES = 500_000
MOST_LINES = 1_000
LONGEST_NOTE = 2_000
NEEDED = ("date", "value")
COLUMNS = (*NEEDED, "note")
#: What may be stored: twelve digits before the point and four after it.
MOST_DIGITS, MOST_PLACES = 12, 4
FIRST_YEAR = 1990

DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y")
NUMBER = re.compile(r"(?P<sign>-?)\$?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<places>\d+))?\s*%?")
CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
TEMPLATE = "date,value,note\r\n"


@dataclass(frozen=True)
class MeasurementLine:
    """One line that is whole; `number` is the line of the file on which it begins, the head being line 1.

    `is_percent` where a percent sign follows the value.
    """

    number: int
    measured_on: date
    value: Decimal
    note: str
    is_percent: bool = False


@dataclass(frozen=True)
class MeasurementsFile:
    """What stands in the file: whole lines, what is not understood, and the names of columns that are not used."""

    lines: tuple[MeasurementLine, ...]
    troubles: tuple[Trouble, ...]
    unused_columns: tuple[str, ...]


class _NotUnderstood(ValueError):
    """A cell; the text says what to do."""


def read_measurements(content: bytes) -> MeasurementsFile:
    """Read a file of at most LARGEST_BYTES and MOST_LINES lines. Raises UnreadableFile."""
    rows = rows_of(text_of(content, largest_bytes=LARGEST_BYTES, one_line="one line for each measurement"))
    head = next(rows, (1, []))[1]
    columns = _columns(head)
    found: list[MeasurementLine | tuple[Trouble, ...]] = []
    for number, cells in rows:
        if len(found) == MOST_LINES:
            raise UnreadableFile(f"The file has more than {MOST_LINES} lines: split it, and upload the parts.")
        found.append(_line(number, cells, columns, len(head)))
    if not found:
        raise UnreadableFile("The file has no line below its head: add one line for each measurement.")
    return MeasurementsFile(
        lines=tuple(each for each in found if isinstance(each, MeasurementLine)),
        troubles=tuple(trouble for each in found if not isinstance(each, MeasurementLine) for trouble in each),
        unused_columns=tuple(name for name in head if name and name.lower() not in columns),
    )


def _columns(head: list[str]) -> dict[str, int]:
    names = [name.lower() for name in head]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UnreadableFile(
            f"The first line lacks {' and '.join(missing)}: it must name the columns date and value, and may name note."
        )
    repeated = [name for name in COLUMNS if names.count(name) > 1]
    if repeated:
        raise UnreadableFile(f"The first line names the column {repeated[0]} twice: keep one of them.")
    return {name: names.index(name) for name in COLUMNS if name in names}


def _line(number: int, cells: list[str], columns: dict[str, int], width: int) -> MeasurementLine | tuple[Trouble, ...]:
    """The line, or everything that is wrong with it."""
    if len(cells) != width:
        sentence = f"The line has {len(cells)} cells and the first line has {width}: make them equal."
        return (Trouble(number, sentence),)
    values: dict[str, date | Decimal | str] = {"note": ""}
    sentences: list[str] = []
    for name, place in columns.items():
        try:
            values[name] = READERS[name](cells[place])
        except _NotUnderstood as problem:
            sentences.append(str(problem))
    measured_on, value, note = values.get("date"), values.get("value"), values["note"]
    if sentences or not isinstance(measured_on, date) or not isinstance(value, Decimal):
        return tuple(Trouble(number, sentence) for sentence in sentences)
    return MeasurementLine(number, measured_on, value, str(note), cells[columns["value"]].endswith("%"))


def _day(cell: str) -> date:
    if not cell:
        raise _NotUnderstood("The date is missing: fill it in.")
    for form in DATE_FORMS:
        try:
            day = datetime.strptime(cell, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if day.year < FIRST_YEAR:
            raise _NotUnderstood(f"The date {cell[:40]} lies before {FIRST_YEAR}: check its year.")
        return day
    raise _NotUnderstood(f"{cell[:40]} is not a date: write it like 2027-01-29 or 1/29/2027.")


def _number(cell: str) -> Decimal:
    if not cell:
        raise _NotUnderstood("The value is missing: fill it in, or remove the line.")
    if cell.startswith(("=", "+", "@")):
        raise _NotUnderstood(f"The value begins with {cell[0]}, as formulas do: write the number itself.")
    found = NUMBER.fullmatch(cell)
    whole, places = ((found["whole"] or "").replace(",", ""), found["places"] or "") if found else ("", "")
    if found is None or not whole + places:
        raise _NotUnderstood(f"{cell[:40]} is not a number: write digits, such as 12 or 12.5.")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(places) > MOST_PLACES:
        raise _NotUnderstood(
            f"The value has more digits than fit: write at most {MOST_DIGITS} before and {MOST_PLACES} after the point."
        )
    return Decimal(f"{found['sign']}{whole or '0'}.{places or '0'}")


def _note(cell: str) -> str:
    if cell.startswith(FORMULA_SIGNS):
        raise _NotUnderstood(f"The note begins with {cell[0]}, as formulas do: remove that sign.")
    if CONTROL.search(cell):
        raise _NotUnderstood("The note holds a sign that can't be seen: remove it.")
    if len(cell) > LONGEST_NOTE:
        raise _NotUnderstood(f"The note is longer than {LONGEST_NOTE} letters: shorten it.")
    return cell


READERS: dict[str, Callable[[str], date | Decimal | str]] = {"date": _day, "value": _number, "note": _note}
