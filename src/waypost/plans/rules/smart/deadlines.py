"""Until when: the dates and periods in an objective that say when it will be reached.

A date counts where a word such as "by" or "within" makes it an end. "Since 2019", "beginning in August" and "the 2027
conference" name no end, and a period with "in" or "during" counts only while it is not over.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from waypost.plans.rules.smart.words import NUMBER_WORDS

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: (month, day) on which a season of school ends.
SEASONS = {"winter": (2, 28), "spring": (5, 31), "summer": (8, 31), "fall": (12, 31), "autumn": (12, 31)}
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "semester": 150, "year": 365, "cycle": 365}
#: (month, day) of the days that schools plan by.
LANDMARKS = {
    "labor day": (9, 1), "thanksgiving": (11, 22), "winter break": (12, 20), "spring break": (3, 15),
    "summer break": (6, 15), "opening day": (8, 20), "graduation": (6, 10), "first day": (8, 20), "last day": (6, 15),
}  # fmt: skip
#: A school year ends with June.
SCHOOL_YEAR_END = (6, 30)
TWO_DIGITS = 100

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WHEN = (
    r"(?P<iso>20\d\d-\d\d-\d\d)"
    r"|(?P<slashes>\d{1,2}/\d{1,2}/(?:20)?\d\d)\b"
    r"|(?P<school_year>20\d\d\s?[-\u2013/]\s?(?:20)?\d\d)\b(?:\s+and\s+(?P<last_year>20\d\d\s?[-\u2013/]\s?(?:20)?\d\d))?"
    r"(?:\s+school\s+years?)?"
    rf"|{_MONTH}(?:\s+(?P<day>\d{{1,2}})\b(?!%))?(?:,?\s+(?:of\s+)?(?P<year>20\d\d))?"
    r"|(?P<season>spring|summer|fall|autumn|winter)\b(?:\s+(?:semester|term))?(?:,?\s+(?:of\s+)?(?P<season_year>20\d\d))?"
    r"|(?P<coming>this|next|the\s+(?:current|coming|following|next))\s+(?:school\s+)?"
    r"(?P<coming_unit>week|month|quarter|semester|term|trimester|year|spring|summer|fall|winter)\b"
    r"|(?P<bare>20\d\d)\b(?!\s*(?:%|percent|\w+s\b))"
)
_INTO = r"(?:the\s+)?(?:(?:[a-z]+\s+){1,4}(?:of|in)\s+)?(?:the\s+)?"
_DAYS_OF_SCHOOL = (
    r"(?P<school_day>labor day|thanksgiving|(?:winter|spring|summer) break|opening day|graduation"
    r"|(?:the\s+)?(?:first|last) day of (?:school|the school year))(?:[,\s]+(?:in\s+)?(?P<school_day_year>20\d\d))?"
)
_BY = r"(?:by|before|until|till|through|no\s+later\s+than|on\s+or\s+before|due|due\s+on|at\s+the\s+end\s+of|end\s+of)"
_NUMBER = rf"(?:\d+|{'|'.join(NUMBER_WORDS)}|one|a|an)"
_START = re.compile(
    r"(?:since|from|starting|beginning|begins?|starts?|effective|as\s+of|after|baseline)(?:\s+(?:in|on|with|the))*\s*$",
    re.IGNORECASE,
)

_ENDS = re.compile(rf"\b{_BY}\s+{_INTO}(?:{_WHEN})", re.IGNORECASE)
_PERIODS = re.compile(rf"\b(?:in|during|over|for|on|throughout|within)\s+(?:the\s+)?(?:{_WHEN})", re.IGNORECASE)
_SPANS = re.compile(
    rf"\b(?:within|in|over)\s+(?:the\s+)?(?:next\s+|coming\s+|first\s+)?(?P<count>{_NUMBER})\s+"
    r"(?:school\s+|calendar\s+)?(?P<unit>day|week|month|quarter|semester|year|cycle)s?\b"
    r"(?!\s+(?:of|after)\s+(?:an?|each|every|the)\b)",
    re.IGNORECASE,
)
_LANDMARKS = re.compile(rf"\b{_BY}\s+{_DAYS_OF_SCHOOL}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween\s+[^.;]{{3,25}}?\s+and\s+(?:{_WHEN})", re.IGNORECASE)
_SCHOOL = re.compile(
    rf"\b(?:{_BY}|during|in)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+|this\s+)?"
    r"(?:school\s+year|year|semester|term|quarter|trimester)(?:['\u2019]s\s+end)?\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:tomorrow|(?:this|next)\s+(?:school\s+year|year|semester|month|week|quarter|term|spring|summer|fall|winter"
    r"|(?:mon|tues|wednes|thurs|fri)day)"
    r"|(?:with\s+the\s+)?class\s+of\s+(?P<class_of>20\d\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Deadline:
    """Words that set an end, where they stand in the text, and the last day that they allow."""

    words: str
    start: int
    end: int
    ends_on: date


def deadlines(text: str, today: date) -> tuple[Deadline, ...]:
    """Every end that the text sets, in its order; of words that overlap, the longest."""
    found = sorted(_found(text, today), key=lambda one: (one.start, -one.end))
    kept: list[Deadline] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _found(text: str, today: date) -> Iterator[Deadline]:
    yield from _matches(text, _ENDS, lambda found: _named_end(found, today))
    yield from _matches(text, _SPANS, lambda found: _span_end(found, today))
    yield from _matches(text, _LANDMARKS, lambda found: _landmark_end(found, today))
    yield from _matches(text, _BETWEEN, lambda found: _named_end(found, today))
    yield from _matches(text, _SCHOOL, lambda _found: _school_year_end(today))
    yield from _matches(text, _ALONE, lambda found: _end_alone(found, today))
    periods = _matches(text, _PERIODS, lambda found: _named_end(found, today))
    yield from (one for one in periods if one.ends_on >= today)


def _matches(text: str, pattern: re.Pattern[str], end: Callable[[re.Match[str]], date | None]) -> Iterator[Deadline]:
    for found in pattern.finditer(text):
        ends_on = end(found)
        if ends_on is not None and not _START.search(text[: found.start()]):
            yield Deadline(found.group().strip(" ,."), found.start(), found.end(), ends_on)


def _named_end(found: re.Match[str], today: date) -> date | None:
    """None where the numbers name no day, such as 13/45/2027."""
    said = found.groupdict()
    try:
        return _day(said) or _part_of_year(said, today)
    except ValueError:
        return None


def _day(said: dict[str, str | None]) -> date | None:
    if iso := said["iso"]:
        return date.fromisoformat(iso)
    if slashes := said["slashes"]:
        month, day, year = (int(part) for part in slashes.split("/"))
        return date(year if year > TWO_DIGITS else 2000 + year, month, day)
    if school_year := said["last_year"] or said["school_year"]:
        return date(int(school_year[:4]) + 1, *SCHOOL_YEAR_END)
    return date(int(bare), 12, 31) if (bare := said["bare"]) else None


def _part_of_year(said: dict[str, str | None], today: date) -> date | None:
    if month := said["month"]:
        number = MONTHS.index(month[:3].lower()) + 1
        return _coming(number, int(said["day"] or 28), said["year"], today)
    if season := said["season"]:
        return _coming(*SEASONS[season.lower()], said["season_year"], today)
    if unit := said["coming_unit"]:
        return _coming_end(str(said["coming"]).lower(), unit.lower(), today)
    return None


def _coming(month: int, day: int, year: str | None, today: date) -> date:
    """That day of the year, or where none is named of the next one to come."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _coming_end(which: str, unit: str, today: date) -> date:
    if unit.endswith("day"):
        return today + timedelta(days=UNIT_DAYS["week"])
    if unit in SEASONS:
        return _coming(*SEASONS[unit], None, today)
    if unit == "year":
        this_year = _school_year_end(today)
        return date(this_year.year + (0 if "this" in which or "current" in which else 1), *SCHOOL_YEAR_END)
    return today + timedelta(days=UNIT_DAYS.get(unit, UNIT_DAYS["semester"]))


def _span_end(found: re.Match[str], today: date) -> date | None:
    count = found["count"].lower()
    number = int(count) if count.isdecimal() else NUMBER_WORDS.get(count, 1)
    try:
        return today + timedelta(days=number * UNIT_DAYS[found["unit"].lower()])
    except OverflowError:
        return None


def _landmark_end(found: re.Match[str], today: date) -> date:
    words = " ".join(found["school_day"].lower().split())
    named = next(day for name, day in LANDMARKS.items() if name in words)
    return _coming(*named, found["school_day_year"], today)


def _school_year_end(today: date) -> date:
    return _coming(*SCHOOL_YEAR_END, None, today)


def _end_alone(found: re.Match[str], today: date) -> date:
    words = found.group().lower()
    if year := found["class_of"]:
        return date(int(year), *SCHOOL_YEAR_END)
    if words == "tomorrow":
        return today + timedelta(days=1)
    which, _, unit = words.partition(" ")
    return _coming_end(which, unit.removeprefix("school "), today)
