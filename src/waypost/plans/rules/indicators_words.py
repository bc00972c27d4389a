"""What is said of an indicator. Pure."""

from datetime import date
from decimal import Decimal

from waypost.plans.rules import words
from waypost.plans.rules.indicators import Aim, IndicatorLookReason
from waypost.plans.rules.kinds import Direction

#: What people may write so that Waypost knows when the next number is due.
FREQUENCY_HINT = "For example: every month, quarterly, each semester, twice a year, annually in May."


def target(aim: Aim, unit: str) -> str:
    """ "60%", "at most 10 weekdays", "70 to 90%"; empty where nothing is aimed at."""
    if not aim.is_set:
        return ""
    upper = words.amount(aim.target, unit)
    if aim.direction is Direction.LESS:
        return f"at most {upper}"
    return f"{words.amount(aim.target_from, '')} to {upper}" if aim.direction is Direction.RANGE else upper


def value_hint(unit: str, last: Decimal | None, last_on: date | None, today: date) -> str:
    """What number is asked for: "In schools. Last: 3 schools on November 12."; empty where nothing is known of it."""
    counted = f"In {'percent' if unit == '%' else unit}." if unit else ""
    before = f"Last: {words.amount(last, unit)} on {words.day(last_on, today)}." if last_on else ""
    return f"{counted} {before}".strip()


def look_title(reason: IndicatorLookReason, text: str, owner: str) -> str:
    """ "A measurement is due: schools that began training"."""
    said = words.name(text)
    if reason is IndicatorLookReason.MEASUREMENT_DUE:
        return f"A measurement is due: {said}"
    if reason is IndicatorLookReason.OWNER_LEFT:
        return f"{owner} no longer holds a role here: {said}"
    return f"No source yet: {said}"


def look_note(reason: IndicatorLookReason, owner: str, next_on: date | None, today: date) -> str:
    """Who is asked, and since when; or what helps."""
    if reason is IndicatorLookReason.MEASUREMENT_DUE:
        since = due(next_on, today)
        return f"{since}, by {owner}." if owner else f"{since}. Nobody owns this indicator yet."
    if reason is IndicatorLookReason.OWNER_LEFT:
        return "Choose somebody who measures it from now on."
    return "Say where the number comes from, or which activity builds the source."


def due(next_on: date | None, today: date) -> str:
    """ "Due on March 1"."""
    return f"Due on {words.day(next_on, today)}" if next_on else "Due"


def number(value: object) -> str:
    """A number as a change of a target keeps it: without idle zeros, "nothing" where there was none."""
    return words.amount(Decimal(str(value)), "") if value is not None else "nothing"
