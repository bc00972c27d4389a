"""How Excel shows a number: as a date, as a percentage, or as it is. ECMA-376, part 1, section 18.8.30."""

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTAGES = {9, 10}
#: Words in quotes, signs after a backslash or kept free for their width, colors and conditions in brackets.
_NOT_CODES = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_CODES = re.compile(r"[dmhys]", re.IGNORECASE)
_SECONDS = 86_400
#: Excel counts a day of 1900 that never was, the 60th.
_DAY_THAT_NEVER_WAS = 60


class ShownAs(StrEnum):
    NUMBER = "number"
    DATE = "date"
    PERCENTAGE = "percentage"


def shown_as(number: int, code: str | None) -> ShownAs:
    """By the code of a format of the workbook's own, else by the number of a built-in one."""
    if code is None:
        built_in = ShownAs.PERCENTAGE if number in _PERCENTAGES else ShownAs.NUMBER
        return ShownAs.DATE if number in _DATES else built_in
    codes = _NOT_CODES.sub("", code.split(";")[0])
    if _DATE_CODES.search(codes.replace("General", "")):
        return ShownAs.DATE
    return ShownAs.PERCENTAGE if "%" in codes else ShownAs.NUMBER


def day_or_moment(serial: Decimal, *, counts_from_1904: bool) -> date | str | None:
    """A date; with a time of day, or a time alone, words such as "2026-11-20 14:30". None for what is no day."""
    seconds = round(serial * _SECONDS)
    days, rest = divmod(seconds, _SECONDS)
    try:
        day = _start(days, counts_from_1904=counts_from_1904) + timedelta(days)
    except OverflowError:
        return None
    if serial < 0:
        return None
    clock = f"{rest // 3600:02}:{rest % 3600 // 60:02}"
    if days == 0 and rest:
        return clock
    return f"{day.isoformat()} {clock}" if rest else day


def _start(days: int, *, counts_from_1904: bool) -> date:
    if counts_from_1904:
        return date(1904, 1, 1)
    return date(1899, 12, 31) if days < _DAY_THAT_NEVER_WAS else date(1899, 12, 30)


def column_letters(number: int) -> str:
    """ "A" for 1, "AA" for 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
