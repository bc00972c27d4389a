"""Dates as people in the United States write them; what is not a full date is not guessed."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month_name>" + "|".join(_MONTHS) + r")\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_FORMS = (
    r"(?P<month>\d{1,2})(?P<mark>[/.-])(?P<day>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})",
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
    _MONTH + r" ?(?P<day>\d{1,2})" + _ORDINAL + r",? ?(?P<year>\d{4})",
    r"(?P<day>\d{1,2})" + _ORDINAL + r" " + _MONTH + r",? (?P<year>\d{4})",
)
_PATTERNS = tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in _FORMS)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_BEFORE = re.compile(rf"(?:(?:by|on|before|on or before|no later than|due(?: by)?):? )?{_WEEKDAY}", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:-|\u2013|\u2014|to|through|until)\s+|\s*[\u2013\u2014]\s*", re.IGNORECASE)
_ANYWHERE = tuple(re.compile(rf"(?<![\w/.-]){form}(?![\w/-])", re.IGNORECASE | re.ASCII) for form in _FORMS)
_LATEST_SHORT_YEAR = 69


def written(day: date) -> str:
    """As `parse_date` reads it: 12/15/2026."""
    return f"{day.month}/{day.day}/{day.year:04d}"


def words_for(day: date | None, text: str) -> str:
    """The words that stand for a date in a file: `text` where it says that very day, or where there is none."""
    return text if day is None or parse_date(text) == day else written(day)


def parse_date(text: str) -> date | None:
    """A whole text that is one date (after "by" or a weekday, too); month before day, as in 11/02/16."""
    words = text.strip().rstrip(".,;")
    lead = _BEFORE.match(words)
    bare = words[lead.end() :] if lead else words
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(bare):
            return _date_of(match)
    return None


def parse_range(text: str) -> tuple[date, date] | None:
    """Two dates in order, such as "11/1/16 - 12/15/16"."""
    ends = [parse_date(end) for end in _RANGE.split(text.strip(), maxsplit=1)]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1]:
        return ends[0], ends[1]
    return None


def dates_within(text: str) -> list[tuple[date, str]]:
    """Each full date inside a sentence, with the characters that state it."""
    matches = (match for pattern in _ANYWHERE for match in pattern.finditer(text))
    return [(found, match[0]) for match in matches if (found := _date_of(match))]


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["month_name"].lower()]
    try:
        return date(_full_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _LATEST_SHORT_YEAR else 1900)
