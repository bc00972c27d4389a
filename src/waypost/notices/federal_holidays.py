"""US federal holidays, from the library that knows them (decision 0021). To load it takes a tenth of a second and
some memory, so nobody imports this module at the start: `actions.calendars` asks for it when a calendar is filled.
"""

from datetime import date

from holidays import country_holidays

from waypost.notices.rules.calendars import Off


def federal_holidays(after: date, through: date) -> tuple[Off, ...]:
    """Those after the one day and up to the other, where one falls on a weekend also the weekday that stands for it."""
    years = range(after.year, through.year + 1)
    found = country_holidays("US", years=years, language="en_US")
    return tuple(Off(day, day, name) for day, name in sorted(found.items()) if after < day <= through)
