"""Where a plan file says more than a plan can hold: the value that fits, and a warning that quotes the other. Pure."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from waypost.plans.rules.dates import FIRST_YEAR, LAST_YEAR, is_likely
from waypost.standards.implementation_plan.document import PlanWarning

NOT_KEPT = "not_kept"
#: A number with more digits before its point stays in its sentence only.
TOO_LARGE = Decimal(10) ** 12
LONGEST_QUOTE = 80


class Fitting:
    """Collects `warnings` while a document is looked through."""

    def __init__(self) -> None:
        self.warnings: list[PlanWarning] = []

    def leave_out(self, place: str, why: str) -> None:
        self.warnings.append(PlanWarning(NOT_KEPT, place, f"{why[0].upper()}{why[1:]}. This was left out."))

    def kind(self, value: str, kinds: type[StrEnum], place: str) -> str:
        """The value where it is one of the kinds, whatever its case; empty for any other."""
        said = value.strip().casefold()
        if not said or said in {kind.value for kind in kinds}:
            return said
        known = ", ".join(kind.value for kind in kinds)
        self.leave_out(place, f"“{self.short(value)}” is none of: {known}")
        return ""

    def number(self, value: Decimal | None, place: str) -> Decimal | None:
        if value is None or abs(value) < TOO_LARGE:
            return value
        self.leave_out(place, f"the number {self.short(str(value))} has more than twelve digits before its point")
        return None

    def day(self, value: date | None, place: str) -> date | None:
        if value is None or is_likely(value):
            return value
        self.leave_out(place, f"the day {value.isoformat()} is not in the years {FIRST_YEAR} to {LAST_YEAR}")
        return None

    def day_or_words(self, value: date | None, text: str, place: str) -> tuple[date | None, str]:
        """The day with the words that say it; an unlikely one is only words."""
        if value is None or is_likely(value):
            return value, text
        words = text or value.isoformat()
        said = f"“{self.short(words)}” is not in the years {FIRST_YEAR} to {LAST_YEAR}"
        self.warnings.append(PlanWarning(NOT_KEPT, place, f"{said}, so no date was set; the words were kept."))
        return None, words

    def cut(self, text: str, longest: int, place: str) -> str:
        if len(text) <= longest:
            return text
        self.leave_out(place, f"what follows the first {longest} characters is too long: “{text[longest - 1 :]}”")
        return f"{text[: longest - 1]}…"

    @staticmethod
    def short(text: str) -> str:
        words = " ".join(text.split())
        return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
