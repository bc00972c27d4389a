"""How often an indicator is measured, read from what people write, and when the next number is due (PL2). Pure.

Each rule is one row of RULES. Where a text names several rhythms, the shortest counts; where it names none, there is
no rhythm, and the page says which words would be understood.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

MONTHS_IN_A_YEAR, WEEK = 12, 7

#: Weeks and days count by days; a month counts as so many where rhythms are compared.
DAYS_IN_A_MONTH = 30

NUMBERS = {
    "once": 1, "one": 1, "twice": 2, "two": 2, "other": 2, "second": 2, "three": 3, "thrice": 3, "third": 3, "four": 4,
    "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
#: The last month of each season: by its end the number is there.
SEASONS = {"fall": 11, "autumn": 11, "winter": 2, "spring": 5, "summer": 8}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name and name != "May"} | {
    "sept": 9
}

EACH = r"(?:each|every|per|an?|once an?|end of(?: the| each| every)?)\s+"
KIND_OF_YEAR = r"(?:school |academic |calendar |fiscal |program |full )?"
NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})"
UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "semester": (6, 0), "year": (12, 0)}
UNIT = rf"(?P<unit>{'|'.join(UNITS)})s?"

#: What is looked for in small letters → months, days.
RULES: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), rhythm)
    for words, rhythm in (
        (rf"daily|{EACH}(?:school |working )?day", (0, 1)),
        (rf"(?<!bi)(?<!bi-)weekly|{EACH}week", (0, 7)),
        (r"bi-?weekly|fortnightly", (0, 14)),
        (rf"(?<!bi)(?<!bi-)monthly|{EACH}month", (1, 0)),
        (rf"quarterly|{EACH}(?:school |calendar |fiscal )?quarter|{EACH}(?:marking|grading) period", (3, 0)),
        (rf"{EACH}trimester|boy,? moy,? (?:and )?eoy", (4, 0)),
        (rf"(?:beginning|start),? (?:the )?middle,? and (?:the )?{EACH}?{KIND_OF_YEAR}year", (4, 0)),
        (rf"semi-?annual(?:ly)?|bi-?annual(?:ly)?|half-?yearly|{EACH}half(?:-| )year|{EACH}(?:semester|term)", (6, 0)),
        (rf"mid-?year and (?:the )?{EACH}?{KIND_OF_YEAR}year", (6, 0)),
        (rf"(?<!semi-)(?<!bi-)annual(?:ly)?|yearly|{EACH}{KIND_OF_YEAR}year|eoy", (12, 0)),
        (r"biennial(?:ly)?", (24, 0)),
    )
)
EVERY_SO_MANY = re.compile(rf"\b(?:every|each)\s+{NUMBER}\s+(?:school )?{UNIT}\b")
SO_MANY_TIMES = re.compile(
    rf"\b{NUMBER}\s*(?:times|x)?\s*(?:an?|per|each|every|during the|in a)\s+{KIND_OF_YEAR}{UNIT}\b"
)
#: "in May", "May", but not "may be measured".
MAY = re.compile(r"\bMay\b|\b(?:in|each|every|by|and|of)\s+may\b")


@dataclass(frozen=True)
class Rhythm:
    """So many months, or so many days, from one measurement to the next; `in_months` names those that people named."""

    months: int = 0
    days: int = 0
    in_months: tuple[int, ...] = ()

    @property
    def length_days(self) -> int:
        """About how long, to compare rhythms."""
        return self.months * DAYS_IN_A_MONTH + self.days


def rhythm_of(frequency: str) -> Rhythm | None:
    """What `frequency` says, or None where no rule reads it."""
    text = " ".join(frequency.lower().replace("\u2013", "-").split())
    named = _named_months(frequency, text)
    found = sorted({*_written(text)}, key=lambda rhythm: rhythm.length_days)
    months = MONTHS_IN_A_YEAR // len(named) if named else 0
    if named and (not found or found[0].months == months):
        return Rhythm(months=months, in_months=named)
    return found[0] if found else None


def _written(text: str) -> Iterator[Rhythm]:
    for found in EVERY_SO_MANY.finditer(text):
        months, days = UNITS[found["unit"]]
        number = _number(found["number"])
        if number:
            yield Rhythm(months * number, days * number)
    for found in SO_MANY_TIMES.finditer(text):
        yield from _times(_number(found["number"]), *UNITS[found["unit"]])
    without = SO_MANY_TIMES.sub(" ", text)
    yield from (Rhythm(*rhythm) for words, rhythm in RULES if words.search(without))


def _times(number: int, months: int, days: int) -> Iterator[Rhythm]:
    """So many times in a stretch: by months where they come out even, else by days."""
    if number and months and months % number == 0:
        yield Rhythm(months=months // number)
    elif number:
        yield Rhythm(days=max((months * DAYS_IN_A_MONTH + days) // number, 1))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS[text]


def _named_months(frequency: str, text: str) -> tuple[int, ...]:
    words = set(re.findall(r"[a-z]+", text))
    names = {**MONTHS, **SHORT_MONTHS, **SEASONS}
    named = {number for name, number in names.items() if name in words and name != "may"}
    if MAY.search(frequency):
        named.add(MONTHS["may"])
    return tuple(sorted(named))


def next_measurement_on(
    rhythm: Rhythm | None, *, last: date | None, started_on: date | None, due_on: date | None
) -> date | None:
    """The day by which the next number should be there; None without a rhythm, or without a day to count from.

    On the indicator's own due date there is a last one, and none after it.
    """
    begins = last or started_on
    if rhythm is None or begins is None:
        return None
    if due_on is not None and last is not None and last >= due_on:
        return None
    following = _named_month_after(rhythm, last, begins) if rhythm.in_months else _after(begins, rhythm)
    return min((day for day in (following, due_on) if day is not None), default=None)


def falls_in_a_week(due_on: date, since: date, until: date) -> bool:
    """Whether `due_on`, or a day whole weeks after it, lies in the days (since, until]."""
    if until < due_on:
        return False
    return since < due_on or (until - due_on).days // WEEK > (since - due_on).days // WEEK


def _after(day: date, rhythm: Rhythm) -> date | None:
    """One rhythm later; None past the last day of the calendar."""
    month = day.month - 1 + rhythm.months
    year, month = day.year + month // MONTHS_IN_A_YEAR, month % MONTHS_IN_A_YEAR + 1
    if year > MAXYEAR:
        return None
    _, length = calendar.monthrange(year, month)
    ordinal = date(year, month, min(day.day, length)).toordinal() + rhythm.days
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


def _named_month_after(rhythm: Rhythm, last: date | None, begins: date) -> date | None:
    """The end of the next month that was named; a number that came less than half a rhythm before it counts for it."""
    early = timedelta(days=rhythm.length_days // 2) if last else timedelta(0)
    ends = (_end_of_month(begins, ahead) for ahead in range(2 * MONTHS_IN_A_YEAR + 1))
    return next((end for end in ends if end and end.month in rhythm.in_months and end - begins >= early), None)


def _end_of_month(day: date, ahead: int) -> date | None:
    first = _after(day.replace(day=1), Rhythm(months=ahead))
    return first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
