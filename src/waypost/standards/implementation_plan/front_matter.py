"""The lines above the tables: title, dates, priority area, goal."""

from datetime import date

from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import PlanWarning
from waypost.standards.implementation_plan.labels import FrontLabel

_DATES = (FrontLabel.DATE_STARTED, FrontLabel.DATE_IMPLEMENTED)


class FrontMatter:
    place = "Top of the plan"
    width = 0

    def __init__(self, warnings: list[PlanWarning]) -> None:
        self.title_lines: list[str] = []
        self._warnings = warnings
        self._values: dict[FrontLabel, list[str]] = {label: [] for label in FrontLabel}
        self._label: FrontLabel | None = None
        self._is_closed = False

    def end_text(self) -> None:
        """What follows a blank row of a sheet no longer belongs to the label above it, once that has its text."""
        self._is_closed = self._label is not None and bool(self._values[self._label])

    def take_label(self, label: FrontLabel, rest: str) -> None:
        self._label = label
        self._is_closed = False
        if not rest:
            return
        if self._values[label]:
            sentence = f"“{label}” stands in the plan more than once; all of its texts were kept."
            self._warnings.append(PlanWarning("repeated_label", label, sentence))
        self._values[label].append(rest)

    def take_line(self, line: str) -> bool:
        """A line under a label belongs to it; a date has only one."""
        if self._is_closed:
            return False
        if self._label is None:
            self.title_lines.append(line)
            return True
        if self._label in _DATES and self._values[self._label]:
            return False
        self._values[self._label].append(line)
        return True

    def text(self, label: FrontLabel) -> str:
        return "\n".join(self._values[label])

    def date(self, label: FrontLabel) -> date | None:
        return parse_date(self.text(label))
