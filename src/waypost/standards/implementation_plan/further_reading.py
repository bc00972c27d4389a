"""Reads the further tables, which only an exported file has: each row is handed to what it is about."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from waypost.standards.implementation_plan.blocks import Row
from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    PlanWarning,
    ProcedureRow,
    TeamPlace,
    TeamRow,
)
from waypost.standards.implementation_plan.further_tables import HEADS, NO_KIND, OPEN, TITLES, Head, Title
from waypost.standards.implementation_plan.labels import key_of
from waypost.standards.implementation_plan.left_out import outside_the_template
from waypost.standards.implementation_plan.quantities import parse_quantity

_NUMBER = re.compile(r"\s*(\d{1,6})\b")
_PLACE = re.compile(r"(?<![\d.])(\d{1,6})\.(\d{1,6})(?![\d.])")
_PERCENT = re.compile(r"\s*(\d{1,3})\s*%?\s*")
_DONE = 100
Texts = dict[Head, str]


class FurtherTables:
    """The section below one of the titles; `measures` and `activities` are those that were read above it."""

    width = 0

    def __init__(self, warnings: list[PlanWarning]) -> None:
        self._teams: list[tuple[TeamRow, list[TeamPlace]]] = []
        self._measured: dict[int, list[MeasurementRow]] = {}
        self.procedures: list[ProcedureRow] = []
        self.involvement: list[InvolvementRow] = []
        self._warnings = warnings
        self._title = Title.TEAMS
        self._heads: list[tuple[int, Head | None]] | None = None
        self._measures: list[MeasureRow] = []
        self._activities: list[ActivityRow] = []

    @property
    def teams(self) -> tuple[TeamRow, ...]:
        return tuple(replace(team, places=tuple(places)) for team, places in self._teams)

    def with_measurements(self, rows: list[MeasureRow]) -> tuple[MeasureRow, ...]:
        """The measures that were read above the tables, each with what the tables say was measured."""
        return tuple(replace(row, measurements=tuple(self._measured.get(at, ()))) for at, row in enumerate(rows))

    @property
    def place(self) -> str:
        return self._title.capitalize()

    def open(self, line: str, measures: list[MeasureRow], activities: list[ActivityRow]) -> bool:
        """Whether the line is one of the titles, letter by letter."""
        if line not in TITLES:
            return False
        self._title, self._heads = Title(line), None
        self._measures, self._activities = measures, activities
        return True

    def take_line(self, line: str) -> bool:  # noqa: ARG002  # an interface sets the signature
        return False

    def take_headings(self, row: Row) -> bool:
        """Whether the row heads the columns, for the first time or again on a new page."""
        known = {key_of(head): head for head in HEADS[self._title]}
        named = [(cell.column, known.get(key_of(cell.text))) for cell in row.cells]
        if not named or named[0][1] is not HEADS[self._title][0]:
            return False
        self._heads = named
        return True

    @property
    def waits_for_headings(self) -> bool:
        return self._heads is None

    def take_data(self, row: Row) -> bool:
        if self._heads is None:
            return False
        heads = dict(self._heads)
        texts: Texts = {}
        for cell in row.cells:
            head = heads.get(cell.column)
            if head is not None:
                texts[head] = cell.text
            elif cell.text:
                self._warnings.append(outside_the_template(cell.text, self.place))
        self._add(texts)
        return True

    def _add(self, texts: Texts) -> None:
        match self._title:
            case Title.INDICATORS | Title.MEASUREMENTS:
                self._add_to_measure(texts)
            case Title.ACTIVITIES:
                self._add_to_activity(texts)
            case Title.TEAMS:
                self._add_place(texts)
            case Title.PROCEDURES:
                self.procedures.append(ProcedureRow(_kind(texts, Head.STAGE), texts.get(Head.PROCEDURE, "")))
            case Title.INVOLVEMENT:
                heads = (Head.STAGE, Head.VOICE, Head.WHO, Head.SCHOOL_LEVEL, Head.PART)
                self.involvement.append(InvolvementRow(*(texts.get(head, "") for head in heads)))

    def _add_to_measure(self, texts: Texts) -> None:
        at = self._row_named(texts.get(Head.INDICATOR, ""), len(self._measures), texts)
        if at is None:
            return
        if self._title is Title.INDICATORS:
            self._measures[at] = replace(
                self._measures[at],
                direction=_kind(texts, Head.DIRECTION),
                target_from=self._number(texts, Head.RANGE_FROM),
                owner=texts.get(Head.OWNER, ""),
                built_by=next(iter(_places(texts.get(Head.BUILT_BY, ""))), None),
                source_key=texts.get(Head.COUNTED_AS, ""),
            )
            return
        day, value = self._day(texts, Head.MEASURED_ON), self._number(texts, Head.VALUE)
        if day is None or value is None:
            self._warnings.append(outside_the_template(" ".join(texts.values()), self.place))
            return
        self._measured.setdefault(at, []).append(MeasurementRow(day, value, texts.get(Head.NOTE, "")))

    def _add_to_activity(self, texts: Texts) -> None:
        at = self._row_named(texts.get(Head.ACTIVITY, ""), len(self._activities), texts)
        if at is None:
            return
        self._activities[at] = replace(
            self._activities[at],
            is_milestone=_kind(texts, Head.MILESTONE) in {"yes", "y", "x"},
            team=texts.get(Head.TEAM, ""),
            needs=_places(texts.get(Head.NEEDS, "")),
            lead_kinds=_kinds(texts.get(Head.LEAD_KINDS, "")),
            resource_kinds=_kinds(texts.get(Head.RESOURCE_KINDS, "")),
            result_kind=_kind(texts, Head.RESULT_KIND),
            anticipated_number=self._number(texts, Head.ANTICIPATED_NUMBER),
            begun_on=self._day(texts, Head.BEGUN_ON),
            progress=self._percent(texts),
            completed_on=self._day(texts, Head.DONE_ON),
            actual_result=texts.get(Head.ACTUAL_RESULT, ""),
            actual_number=self._number(texts, Head.ACTUAL_NUMBER),
        )

    def _add_place(self, texts: Texts) -> None:
        """A row without a team's name is one more place of the team above it."""
        if texts.get(Head.TEAM) or not self._teams:
            self._teams.append((TeamRow(texts.get(Head.TEAM, ""), texts.get(Head.LEAD, "")), []))
        name, expertise = texts.get(Head.MEMBER, ""), texts.get(Head.EXPERTISE, "")
        if name or expertise:
            self._teams[-1][1].append(TeamPlace("" if name == OPEN else name, expertise))

    def _row_named(self, text: str, count: int, texts: Texts) -> int | None:
        match = _NUMBER.match(text)
        if match and 1 <= int(match[1]) <= count:
            return int(match[1]) - 1
        self._warnings.append(outside_the_template(" ".join(filter(None, texts.values())), self.place))
        return None

    def _number(self, texts: Texts, head: Head) -> Decimal | None:
        text = texts.get(head, "")
        number = parse_quantity(text).value
        if text and number is None:
            self._warn_of(head, text, "a number")
        return number

    def _day(self, texts: Texts, head: Head) -> date | None:
        text = texts.get(head, "")
        day = parse_date(text)
        if text and day is None:
            self._warn_of(head, text, "a full date such as 12/15/2026")
        return day

    def _percent(self, texts: Texts) -> int:
        text = texts.get(Head.PROGRESS, "")
        match = _PERCENT.fullmatch(text)
        if text and match is None:
            self._warn_of(Head.PROGRESS, text, "a number of percent")
        return int(match[1]) if match else _DONE if texts.get(Head.DONE_ON) else 0

    def _warn_of(self, head: Head, text: str, what: str) -> None:
        sentence = f"{head} “{text}” is not {what}, so it was left out."
        self._warnings.append(PlanWarning("value_not_understood", self.place, sentence))


def _kind(texts: Texts, head: Head) -> str:
    return texts.get(head, "").strip().lower()


def _kinds(text: str) -> tuple[str, ...]:
    return tuple("" if line == NO_KIND else line.lower() for line in text.split("\n")) if text else ()


def _places(text: str) -> tuple[ActivityPlace, ...]:
    return tuple(ActivityPlace(int(objective), int(place)) for objective, place in _PLACE.findall(text))
