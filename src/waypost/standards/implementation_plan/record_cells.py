"""One row of a sheet that Waypost wrote: each value as its column wants it; what is not is kept and told."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import ActivityPlace, OtherColumn, PlanWarning
from waypost.standards.implementation_plan.labels import key_of
from waypost.standards.implementation_plan.left_out import outside_the_template
from waypost.standards.implementation_plan.quantities import parse_quantity
from waypost.standards.implementation_plan.records import AS_WRITTEN, COLUMNS, NO_KIND, OTHER, Section, Value
from waypost.standards.implementation_plan.sheets import SheetCell, text_of

_PLACE = re.compile(r"objective (\d{1,6}), activity (\d{1,6})", re.IGNORECASE)
_ALL_HEADINGS = {key_of(heading) for headings in COLUMNS.values() for heading in headings}
_KEEP_OTHERS = (Section.MEASURES, Section.ACTIVITIES, Section.ALIGNMENT)
#: In a CSV file each activity says to which objective it belongs.
_ALSO = {Section.ACTIVITIES: ("Objective Number",)}
_MOST_PROGRESS = 100


class RecordCells:
    """`place` says where the row stands in the file."""

    def __init__(self, section: Section, place: str, headings: Sequence[str], cells: Sequence[SheetCell]) -> None:
        self.place = place
        self._section = section
        self._values: dict[str, Value] = {}
        self._other: list[OtherColumn] = []
        self._warnings: list[PlanWarning] = []
        self._all = [cell.text for cell in cells if cell.text]
        known = {key_of(heading) for heading in (*COLUMNS[section], *_ALSO.get(section, ()))}
        for heading, cell in zip(headings, cells, strict=False):
            if key_of(heading) in known and not heading.startswith(OTHER):
                self._values[key_of(heading)] = _tidy(cell.value)
            elif cell.text.strip():
                self._keep(heading, cell.text.strip())

    def _keep(self, heading: str, text: str) -> None:
        """A column of its own, where the section has such; elsewhere its text is told."""
        is_ours = heading.startswith(OTHER)
        if self._section not in _KEEP_OTHERS or key_of(heading) in _ALL_HEADINGS:
            self._warnings.append(outside_the_template(f"{heading}: {text}", self.place))
            return
        self._other.append(OtherColumn(heading.removeprefix(OTHER).strip() if is_ours else heading, text))

    @property
    def other(self) -> tuple[OtherColumn, ...]:
        return tuple(self._other)

    def left_over(self) -> Iterator[PlanWarning]:
        yield from self._warnings

    def not_understood(self) -> PlanWarning:
        return outside_the_template(" · ".join(self._all), self.place)

    def text(self, column: str) -> str:
        return text_of(self._values.get(key_of(column)))

    def lines(self, column: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text(column).split("\n") if line.strip())

    def kinds(self, column: str, count: int) -> tuple[str, ...]:
        """As many as there are texts, or none at all."""
        named = tuple("" if kind == NO_KIND else kind for kind in self.lines(column))
        if len(named) > count:
            self._not_read(column, self.text(column), "names more kinds than there are lines beside it")
        return (*named, *[""] * count)[:count] if named else ()

    def number(self, column: str) -> Decimal | None:
        value = self._values.get(key_of(column))
        if isinstance(value, Decimal):
            return value
        text = text_of(value)
        found = _number_of(text)
        if text and found is None:
            self._not_read(column, text, "is not a number")
        return found

    def whole(self, column: str) -> int:
        """Zero where there is none."""
        number = self.number(column)
        return int(number) if number is not None and 0 <= number < Decimal(10) ** 6 else 0

    def percent(self, column: str) -> int:
        number = self.number(column)
        if number is not None and not 0 <= number <= _MOST_PROGRESS:
            self._not_read(column, text_of(number), "is not a percentage from 0 to 100")
            return 0
        return int(number or 0)

    def day(self, column: str) -> tuple[date | None, str]:
        """The date, and the words that stand for it (see `records`)."""
        value, written = self._values.get(key_of(column)), self.text(AS_WRITTEN.format(column))
        if isinstance(value, date):
            return value, written
        text = text_of(value)
        found = parse_date(text)
        if found or not text:
            return found, written
        if written:
            self._warnings.append(outside_the_template(f"{AS_WRITTEN.format(column)}: {written}", self.place))
        return None, text

    def only_day(self, column: str) -> date | None:
        value = self._values.get(key_of(column))
        text = text_of(value)
        found = value if isinstance(value, date) else parse_date(text)
        if text and found is None:
            self._not_read(column, text, "is not a full date such as 12/15/2026")
        return found

    def yes_or_no(self, column: str) -> bool | None:
        text = key_of(self.text(column))
        if text and text not in ("yes", "no", "y", "n", "true", "false"):
            self._not_read(column, self.text(column), "is neither yes nor no")
            return None
        return text[0] in "yt" if text else None

    def places(self, column: str) -> tuple[ActivityPlace, ...]:
        text = self.text(column)
        found = _PLACE.findall(text)
        if len(found) != len(self.lines(column)):
            self._not_read(column, text, "names no activities such as “objective 1, activity 2”")
        return tuple(ActivityPlace(int(objective), int(place)) for objective, place in found)

    def _not_read(self, column: str, text: str, what: str) -> None:
        sentence = f"{column} “{text[:300]}” {what}; the words were kept."
        self._warnings.append(PlanWarning("value_not_understood", self.place, sentence))
        if self._section in _KEEP_OTHERS:
            self._other.append(OtherColumn(column, text))


def _tidy(value: Value) -> Value:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _number_of(text: str) -> Decimal | None:
    sign = -1 if text.startswith(("-", "\u2212")) else 1
    found = parse_quantity(text.lstrip("-\u2212$ ")).value
    return None if found is None else sign * found
