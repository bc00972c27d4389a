"""When leads are reminded of a date, how that reads, and who still answers for a plan (PL8). Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from waypost.plans.rules import words
from waypost.plans.rules.activities import is_long_past

#: Days from the target date; negative lies before it. From WEEK on, each seventh day.
NEAR_DAYS = frozenset({-14, -7, -3, -1, 0, 1, 3})
WEEK = 7
#: A link takes an answer this long after its mail was written.
LINK_DAYS = timedelta(days=14)


class Answer(StrEnum):
    """What a lead said by the link of a reminder."""

    PROGRESS = "progress"
    DATE = "a new date"


class ProposalDecision(StrEnum):
    """What became of a proposed date."""

    TAKEN = "taken"
    KEPT = "date kept"


def is_reminder_day(target_on: date, day: date) -> bool:
    """Whether `day` is 14, 7, 3 or 1 days before the date, the day itself, or 1, 3, 7 and every 7 days after it.

    Dates more than a year past come from an earlier plan, and nobody is reminded of them.
    """
    days = (day - target_on).days
    if is_long_past(days):
        return False
    return days in NEAR_DAYS or (days > 0 and days % WEEK == 0)


def is_due(target_on: date, since: date, day: date) -> bool:
    """Whether such a day came after `since` and up to `day`: one on which there was no school waits for the next."""
    return any(is_reminder_day(target_on, since + timedelta(days=n)) for n in range(1, (day - since).days + 1))


def answers_for(role_places: Iterable[str], around: str) -> bool:
    """Whether somebody whose roles stand at the paths `role_places` still works with a plan.

    `around` is the path of the plan's place, for a school that of its district: roles beside it count there too.
    """
    return any(place.startswith(around) or around.startswith(place) for place in role_places)


def reminder_sentence(text: str, target_on: date, today: date) -> str:
    """ "Train 12 assessors: its date is January 15, in 3 days."."""
    days = (target_on - today).days
    when = words.day(target_on, today)
    if days == 0:
        return f"{words.name(text)}: its date is today."
    if days > 0:
        return f"{words.name(text)}: its date is {when}, in {words.count_of(days, 'day')}."
    return f"{words.name(text)}: its date was {when}, {words.span_of(-days)} ago."


def progress_note(progress: int) -> str:
    return f"{progress}% is done so far." if progress else "Nothing is recorded as done yet."
