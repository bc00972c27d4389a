"""What a plan that begins from another takes over, and where its dates go. No database, no web."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

MONTHS_IN_A_YEAR = 12


class CopiedPart(StrEnum):
    """What can be taken over from another plan."""

    OBJECTIVES = "objectives"
    ACTIVITIES = "activities"
    INDICATORS = "indicators"
    ALIGNMENT = "alignment"
    TEAMS = "teams"


#: Activities and alignment stand on objectives.
NEEDS_OBJECTIVES = frozenset({CopiedPart.ACTIVITIES, CopiedPart.ALIGNMENT})


@dataclass(frozen=True)
class CopyChoice:
    """Which parts, and by how many months their dates move; `months` is None where dates are left out."""

    parts: frozenset[CopiedPart]
    months: int | None

    def takes(self, part: CopiedPart) -> bool:
        return part in self.parts

    @property
    def keeps_dates(self) -> bool:
        return self.months == 0

    def day(self, when: date | None) -> date | None:
        """Where a date of the other plan goes."""
        return moved(when, self.months)


def moved(when: date | None, months: int | None) -> date | None:
    """The same day so many months later, or the last of a shorter month; None where there is nothing to move."""
    if when is None or months is None:
        return None
    year, month = divmod(when.year * MONTHS_IN_A_YEAR + when.month - 1 + months, MONTHS_IN_A_YEAR)
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
