"""Which days a plan can mean. Pure."""

from datetime import date

#: The first and the last year that somebody may type; whatever lies outside is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1990, 2100
UNLIKELY = f"Choose a day from {FIRST_YEAR} to {LAST_YEAR}: check the year."


def is_likely(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR
