"""Baseline, target, unit and due date of an indicator, only where the words state them.

A percentage, a fraction ("a third of") or a count with its noun ("at least 7 schools") is a target if it
stands alone; "from A to B" is baseline and target; a change ("by 10 percent"), a range and "x%" are none.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.standards.implementation_plan.dates import dates_within, parse_date

PERCENT = "%"
_NUMBER = r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?)"
_PERCENT_SIGN = r"\s?(?:%|percent\b|per cent\b)"
_PERCENT = re.compile(_NUMBER + _PERCENT_SIGN, re.IGNORECASE)
_PERCENT_RANGE = re.compile(_NUMBER + r"\s?%?\s*(?:-|\u2013|\u2014|to|and)\s*" + _NUMBER + _PERCENT_SIGN, re.IGNORECASE)
_FROM_TO = re.compile(
    rf"\bfrom {_NUMBER}({_PERCENT_SIGN})? to (?:at least )?{_NUMBER}({_PERCENT_SIGN})?(?: ([a-z]+))?",
    re.IGNORECASE,
)
_BASELINE = re.compile(rf"\bbaseline(?: of| is|:)? {_NUMBER}({_PERCENT_SIGN})?", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(?:at least|a minimum of|no fewer than|more than|up to) {_NUMBER} ([a-z][a-z-]+)", re.IGNORECASE
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    r"\b(a|one|two|three|four)[ -](half|third|quarter|fourth|fifth|tenth)s? of\b|\b(half) of\b"
    r"|(?<![\d/.])([1-9])/([1-9]|10)\s+of\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bby (?:at least |about |another )?$", re.IGNORECASE)
_DUE = re.compile(r"\b(?:by|before|no later than)(?: the end of)? $", re.IGNORECASE)
_DUE_PHRASE = re.compile(r"^(?:by|before|no later than) ([^,\n]{2,60}),", re.IGNORECASE)
_CELL_NUMBER = re.compile(
    rf"(?:at least )?([-\u2212]?){_NUMBER}(?:({_PERCENT_SIGN})| ([A-Za-z][A-Za-z -]{{0,40}}))?\.?", re.IGNORECASE
)


@dataclass(frozen=True)
class Quantity:
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Quantities:
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""


def parse_quantity(text: str) -> Quantity:
    """A table cell that holds one number, with its unit if it names one."""
    match = _CELL_NUMBER.fullmatch(text.strip())
    if match is None:
        return Quantity()
    number = -_decimal(match[2]) if match[1] else _decimal(match[2])
    return Quantity(number, PERCENT if match[3] else (match[4] or "").strip())


def quantities_in(text: str) -> Quantities:
    """What one sentence states; all None where it could mean more than one thing."""
    if change := _FROM_TO.search(text):
        unit = PERCENT if change[2] or change[4] else (change[5] or "")
        return Quantities(_decimal(change[1]), _decimal(change[3]), unit)
    baseline = _BASELINE.search(text)
    rest = text if baseline is None else text[: baseline.start()] + text[baseline.end() :]
    start = Quantity() if baseline is None else Quantity(_decimal(baseline[1]), PERCENT if baseline[2] else "")
    target = _only_target(rest)
    return Quantities(start.value, target.value, target.unit or start.unit)


def due_in(text: str) -> tuple[date | None, str]:
    """The due date that a sentence names after "by", and its words ("Quarter 1 2017" is no date)."""
    named = [(found, words) for found, words in dates_within(text) if _DUE.search(text[: text.index(words)])]
    if len(named) == 1:
        return named[0]
    phrase = _DUE_PHRASE.match(text)
    return (parse_date(phrase[1]), phrase[1]) if phrase else (None, "")


def _only_target(text: str) -> Quantity:
    if _PERCENT_RANGE.search(text):
        return Quantity()
    found = [*_percents(text), *_fractions(text)] or _counts(text)
    return found[0] if len(found) == 1 else Quantity()


def _percents(text: str) -> list[Quantity]:
    matches = (match for match in _PERCENT.finditer(text) if not _CHANGE.search(text[: match.start()]))
    return [Quantity(_decimal(match[1]), PERCENT) for match in matches]


def _fractions(text: str) -> list[Quantity]:
    return [Quantity(_share(match), PERCENT) for match in _FRACTION.finditer(text)]


def _share(match: re.Match[str]) -> Decimal:
    """A fraction as a percentage with one decimal at most: a third is 33.3."""
    times, part, half, over, under = match.groups()
    if half:
        return Decimal(50)
    top, bottom = (int(over), int(under)) if over else (_TIMES[times.lower()], _PARTS[part.lower()])
    return (Decimal(100 * top) / bottom).quantize(Decimal("0.1")).normalize() + 0


def _counts(text: str) -> list[Quantity]:
    return [Quantity(_decimal(match[1]), match[2].lower()) for match in _COUNT.finditer(text)]


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
