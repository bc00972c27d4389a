"""Objectives: their text, the background on the strategy, the action plan."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from waypost.standards.implementation_plan.blocks import Row
from waypost.standards.implementation_plan.columns import (
    ACTIVITY_WORDS,
    ActivityColumn,
    Columns,
    RowValues,
    columns_of,
)
from waypost.standards.implementation_plan.dates import parse_date, parse_range
from waypost.standards.implementation_plan.document import ActivityRow, ObjectiveBlock, PlanWarning
from waypost.standards.implementation_plan.guards import GUARD, is_guarded
from waypost.standards.implementation_plan.labels import (
    BackgroundLabel,
    FoundHeading,
    Heading,
    find_background_label,
    split_background_labels,
)
from waypost.standards.implementation_plan.plan_limits import refuse_many

_BULLET = re.compile(r"^(?:[•·▪◦‣●○■\uf0b7*\u2013\u2014-]|\d{1,2}[.)])\s+")
_CHECKED = re.compile(r"[☒☑✓✔]\s*(yes|no|y|n)\b", re.IGNORECASE)
_BOXES = re.compile(r"[☐☒☑✓✔]\s*(?:yes|no|y|n)\b\s*/?\s*", re.IGNORECASE)
_YES_OR_NO = re.compile(r"(yes|no|y|n)\b(?!\s*/)[\s.,:;)\u2013\u2014-]*", re.IGNORECASE)


class Part(Enum):
    TEXT = auto()
    BACKGROUND = auto()
    ACTIONS = auto()


@dataclass
class Draft:
    """An objective while its rows are being read."""

    number: int
    text: list[str] = field(default_factory=list)
    background: dict[BackgroundLabel, list[str]] = field(default_factory=dict)
    activities: list[ActivityRow] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"Objective {self.number}"

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.activities or any(self.background.values()))

    def background_text(self, label: BackgroundLabel) -> str:
        return "\n".join(self.background.get(label, ()))

    def finished(self) -> ObjectiveBlock:
        change, note = read_policy_change(self.background_text(BackgroundLabel.POLICY_CHANGE))
        return ObjectiveBlock(
            number=self.number,
            text="\n".join(self.text),
            source=self.background_text(BackgroundLabel.SOURCE),
            evidence_base=self.background_text(BackgroundLabel.EVIDENCE_BASE),
            policy_change=change,
            policy_change_note=note,
            activities=tuple(self.activities),
            strategy_type=self.background_text(BackgroundLabel.STRATEGY_TYPE),
            evidence_tier=self.background_text(BackgroundLabel.EVIDENCE_TIER),
            products=split_items(self.background_text(BackgroundLabel.PRODUCTS)),
        )


class Objectives:
    def __init__(self, warnings: list[PlanWarning]) -> None:
        self.drafts: list[Draft] = []
        self._current: Draft | None = None
        self._warnings = warnings
        self._part = Part.TEXT
        self._label: BackgroundLabel | None = None
        self._columns: Columns | None = None

    @property
    def place(self) -> str:
        return self._draft.place

    @property
    def activities(self) -> list[ActivityRow]:
        """Those of the objective that is being read."""
        return self._current.activities if self._current else []

    @property
    def width(self) -> int:
        return self._columns.cell_count if self._columns else 0

    @property
    def _draft(self) -> Draft:
        """Background or activities without an objective above them belong to one without text."""
        if self._current is None:
            self._current = Draft(number=1)
            self.drafts.append(self._current)
        return self._current

    def open_part(self, found: FoundHeading) -> None:
        match found.heading:
            case Heading.BACKGROUND:
                self._part, self._label, self._columns = Part.BACKGROUND, None, None
            case Heading.ACTIONS:
                self._part, self._columns = Part.ACTIONS, None
            case _:
                self._open_objective(found)

    def _open_objective(self, found: FoundHeading) -> None:
        refuse_many(objectives=len(self.drafts))
        self._part, self._label, self._columns = Part.TEXT, None, None
        known = [draft for draft in self.drafts if draft.number == found.number]
        if known and found.is_continued:
            self._current = known[0]
        else:
            self._current = Draft(number=self._number_of(found))
            self.drafts.append(self._current)
            if known:
                self._warn(
                    "repeated_objective_number",
                    f"The plan has more than one {self.place.lower()}; each was kept.",
                )
        if found.rest:
            self._draft.text.append(found.rest)

    def take_line(self, line: str) -> bool:
        taken = [self._take_part_of_line(part) for part in split_background_labels(line)]
        return all(taken)

    def end_table(self) -> None:
        self._columns = None

    def take_data(self, row: Row) -> bool:
        """Whether the row was read under the columns that are open."""
        if self._columns is None or len(row.cells) == 1:
            return False
        self._add(self._columns.read(row))
        return True

    def take_headings(self, row: Row) -> bool:
        """Whether the row heads the columns of an action plan, for the first time or again on a new page."""
        if self._columns is not None:
            return self._columns.are_headed_by(row)
        columns = columns_of(row, ACTIVITY_WORDS)
        if len(columns.roles) < 2 or ActivityColumn.ACTIVITY not in columns.roles:
            return False
        self._part, self._columns = Part.ACTIONS, columns
        for column in columns.unknown:
            sentence = f"The column “{column.heading}” is not in the template; its texts were kept."
            self._warn("unknown_column", sentence)
        return True

    def _warn(self, code: str, sentence: str, *, place: str = "") -> None:
        self._warnings.append(PlanWarning(code, place or self.place, sentence))

    def _number_of(self, found: FoundHeading) -> int:
        if found.number is not None:
            return found.number
        number = 1 + max((draft.number for draft in self.drafts), default=0)
        sentence = f"An objective has no number; it was read as objective {number}."
        self._warn("objective_without_number", sentence, place=f"Objective {number}")
        return number

    def _take_part_of_line(self, line: str) -> bool:
        label = find_background_label(line) if self._part is not Part.ACTIONS else None
        if label:
            self._part, self._label = Part.BACKGROUND, label[0]
        words = label[1] if label else line
        if self._part is Part.TEXT:
            self._draft.text.append(words)
        elif self._part is Part.BACKGROUND and self._label:
            self._draft.background.setdefault(self._label, []).extend([words] if words else [])
        else:
            return False
        return True

    def _add(self, values: RowValues) -> None:
        activity = read_activity(values)
        self._draft.activities.append(activity)
        place = f"{self.place}, activity {len(self._draft.activities)}"
        if ActivityColumn.ACTIVITY in values.continued:
            sentence = "This activity's cell is merged with the row above; it was read as one more activity."
            self._warn("merged_rows", sentence, place=place)
        if any(column.heading == "" for column in values.other):
            sentence = "A text stands outside the columns of the action plan; it was kept beside the activity."
            self._warn("text_outside_columns", sentence, place=place)


def read_activity(values: RowValues) -> ActivityRow:
    start_text, target_text = values.text(ActivityColumn.START), values.text(ActivityColumn.TARGET)
    start, target = _dates(start_text, target_text)
    return ActivityRow(
        activity=values.text(ActivityColumn.ACTIVITY),
        target_date=target,
        target_date_text=target_text,
        start_date=start,
        start_date_text=start_text,
        resources=split_items(values.text(ActivityColumn.RESOURCES)),
        leads=split_items(values.text(ActivityColumn.LEADS)),
        anticipated_result=values.text(ActivityColumn.RESULT),
        contingency=values.text(ActivityColumn.CONTINGENCY),
        other=values.other,
    )


def _dates(start_text: str, target_text: str) -> tuple[date | None, date | None]:
    """Start and target; "11/1/16 - 12/15/16" in the target column gives both where no start is written."""
    both = parse_range(target_text)
    if both:
        return (parse_date(start_text) if start_text else both[0]), both[1]
    return parse_date(start_text), parse_date(target_text)


def split_items(text: str) -> tuple[str, ...]:
    """New lines and semicolons part items; commas belong to names ("Director, Professional Learning")."""
    items = (item for line in text.split("\n") for item in ([line] if is_guarded(line) else line.split(";")))
    bare = (item if is_guarded(item) else _BULLET.sub("", item.strip()).strip() for item in items)
    return tuple(item for item in bare if item)


def read_policy_change(text: str) -> tuple[bool | None, str]:
    """Yes, no or not said, and the words after it. "Y / N" with neither chosen says nothing."""
    said, guard, note = text.partition(GUARD)
    if guard:
        change, words = read_policy_change(said)
        return change, f"{words} {note}" if words else note
    if checked := _CHECKED.findall(text):
        note = _BOXES.sub("", text).strip()
        return (checked[0].lower().startswith("y") if len(checked) == 1 else None), note
    unticked = _BOXES.sub("", text).strip()
    if match := _YES_OR_NO.match(unticked):
        return match[1].lower().startswith("y"), unticked[match.end() :].strip()
    return None, "" if re.fullmatch(r"(?i)y(?:es)?\s*/\s*no?", unticked) else unticked
