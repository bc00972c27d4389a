"""Reads an implementation plan from the bytes of a Word file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from waypost.standards.implementation_plan.alignment import Alignment
from waypost.standards.implementation_plan.blocks import Block, Cell, Row, Table
from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import PlanDocument, PlanWarning
from waypost.standards.implementation_plan.errors import NoPlanFoundError
from waypost.standards.implementation_plan.front_matter import FrontMatter
from waypost.standards.implementation_plan.further_reading import FurtherTables
from waypost.standards.implementation_plan.guards import unguarded
from waypost.standards.implementation_plan.labels import (
    TERMS,
    FoundHeading,
    FrontLabel,
    Heading,
    find_front_label,
    find_heading,
    split_front_labels,
)
from waypost.standards.implementation_plan.left_out import beside_the_text, outside_the_template
from waypost.standards.implementation_plan.measures import Measures
from waypost.standards.implementation_plan.objectives import Objectives
from waypost.standards.implementation_plan.safe_docx import open_word_package
from waypost.standards.implementation_plan.word_text import read_text


def read_plan(data: bytes) -> PlanDocument:
    """Raises a subclass of `errors.UnreadablePlanFileError`, whose text is one sentence for the person."""
    package = open_word_package(data)
    text = read_text(package.document)
    reading = Reading()
    for item in _items(text.blocks):
        reading.take(item)
    if not reading.found_anything:
        raise NoPlanFoundError
    plan = unguarded(reading.finished())
    warnings = (
        *reading.warnings,
        *look_over(plan),
        *reading.empty_parts(plan),
        *beside_the_text(text, package),
    )
    return replace(plan, warnings=warnings)


@dataclass(frozen=True)
class Item:
    """A row of a table, or a paragraph as a row of one cell."""

    row: Row
    in_table: bool
    opens_table: bool = False


def _items(blocks: tuple[Block, ...]) -> Iterator[Item]:
    for block in blocks:
        if not isinstance(block, Table):
            yield Item(Row((Cell(0, 1, (block,)),)), in_table=False)
            continue
        for position, row in enumerate(block.rows):
            if any(_holds_the_template(cell) for cell in row.cells):
                for cell in row.cells:
                    yield from _items(cell.content)
            else:
                yield Item(row, in_table=True, opens_table=position == 0)


def _holds_the_template(cell: Cell) -> bool:
    """Whether the cell only lays out the page: inside it stands a table of the template."""
    tables = (block for block in cell.content if isinstance(block, Table))
    return any(find_heading(line) or find_front_label(line) for table in tables for line in table.lines)


class Reading:
    """Hands each row to the part of the plan that it belongs to; what no part takes becomes a warning."""

    def __init__(self) -> None:
        self.warnings: list[PlanWarning] = []
        self.found_anything = False
        self._front = FrontMatter(self.warnings)
        self._measures = Measures(self.warnings)
        self._objectives = Objectives(self.warnings)
        self._alignment = Alignment(self.warnings)
        self._further = FurtherTables(self.warnings)
        self._section: FrontMatter | Measures | Objectives | Alignment | FurtherTables = self._front

    @property
    def in_table(self) -> bool:
        """Whether rows are being read under the headings of columns."""
        return self._section.width > 0

    def end_table(self) -> None:
        """Where a new sheet begins, each table has headings of its own."""
        for section in (self._measures, self._objectives, self._alignment):
            section.end_table()

    def end_text(self) -> None:
        """At a blank row of a sheet."""
        self._front.end_text()

    def take(self, item: Item) -> None:
        if not item.row.filled:
            if item.in_table and self._section is self._alignment:
                self._alignment.skip_blank_row()
        elif not item.in_table or self._is_title(item) or not self._take_table_row(item):
            self._take_lines(item)

    def _is_title(self, item: Item) -> bool:
        """Whether a row of a table is a heading over the table's whole width and not a row of data."""
        filled = item.row.filled
        found = find_heading(" ".join(filled[0].lines[:1]))
        if found is None or found.heading in TERMS:
            return False
        if found.heading is Heading.OBJECTIVE and found.number is None and len(filled) > 1:
            return False
        if item.opens_table or len(item.row.cells) < max(2, self._section.width) or not self._section.width:
            return True
        return len(filled) == 1 and found.number is not None and bool(found.rest)

    def _take_table_row(self, item: Item) -> bool:
        tables: tuple[Measures | Objectives | Alignment, ...] = (
            self._measures,
            self._objectives,
            self._alignment,
        )
        if self._section is self._further and (self._further.waits_for_headings or not item.opens_table):
            return self._further.take_headings(item.row) or self._further.take_data(item.row)
        for section in tables:
            if (section is self._section or item.opens_table) and section.take_headings(item.row):
                self._section, self.found_anything = section, True
                return True
        return not isinstance(self._section, FrontMatter) and self._section.take_data(item.row)

    def _take_lines(self, item: Item) -> None:
        for position, line in enumerate(item.row.lines):
            for part in split_front_labels(line):
                self._take_line(part, item, is_first=position == 0)

    def _take_line(self, line: str, item: Item, *, is_first: bool) -> None:
        if not item.in_table and self._further.open(line, self._measures.rows, self._objectives.activities):
            self._section, self.found_anything = self._further, True
            return
        heading = find_heading(line)
        label = find_front_label(line) if not item.in_table or self._section is self._front else None
        if heading and self._may_open(heading, item=item, is_first=is_first):
            self.found_anything = True
            self._open(heading)
        elif label:
            self.found_anything = True
            self._section = self._front
            self._front.take_label(*label)
        elif not self._section.take_line(line):
            self._warn_of(line)

    def _may_open(self, found: FoundHeading, *, item: Item, is_first: bool) -> bool:
        """Inside a cell only the parts of an objective may begin; elsewhere "Background:" is text."""
        if found.heading in TERMS:
            return self._section is self._measures and not found.rest
        if found.heading in (Heading.BACKGROUND, Heading.ACTIONS):
            return not found.rest and (item.in_table or bool(self._objectives.drafts))
        return is_first

    def _open(self, found: FoundHeading) -> None:
        match found.heading:
            case Heading.MEASURES:
                self._section = self._measures
            case Heading.SHORT_TERM | Heading.LONG_TERM:
                self._measures.open_term(TERMS[found.heading])
            case Heading.ALIGNMENT:
                self._section = self._alignment
            case _:
                self._section = self._objectives
                self._objectives.open_part(found)
        if found.rest and found.heading in (Heading.MEASURES, Heading.ALIGNMENT):
            self._warn_of(found.rest)

    def _warn_of(self, line: str) -> None:
        self.warnings.append(outside_the_template(line, self._section.place))

    def finished(self) -> PlanDocument:
        front = self._front
        return PlanDocument(
            title_lines=tuple(front.title_lines),
            priority_area=front.text(FrontLabel.PRIORITY_AREA),
            goal=front.text(FrontLabel.GOAL),
            date_started=front.date(FrontLabel.DATE_STARTED),
            date_started_text=front.text(FrontLabel.DATE_STARTED),
            date_implemented=front.date(FrontLabel.DATE_IMPLEMENTED),
            date_implemented_text=front.text(FrontLabel.DATE_IMPLEMENTED),
            measures=self._further.with_measurements(self._measures.rows),
            objectives=tuple(draft.finished() for draft in self._objectives.drafts if not draft.is_blank),
            alignment=tuple(self._alignment.entries),
            alignment_labels=self._alignment.labels,
            teams=self._further.teams,
            procedures=tuple(self._further.procedures),
            involvement=tuple(self._further.involvement),
        )

    def empty_parts(self, plan: PlanDocument) -> Iterator[PlanWarning]:
        """Numbered parts that were left out because nothing is written in them, though something follows."""
        if plan.is_empty:
            return
        drafts = self._objectives.drafts
        last_written = max((place for place, draft in enumerate(drafts) if not draft.is_blank), default=0)
        for draft in drafts[:last_written]:
            if draft.is_blank:
                yield PlanWarning("empty_objective", draft.place, f"{draft.place} is empty and was left out.")
        if rows := [str(row) for row in self._alignment.empty_rows([each.number for each in plan.objectives])]:
            subject = f"row {rows[0]} is" if len(rows) == 1 else f"rows {', '.join(rows[:-1])} and {rows[-1]} are"
            sentence = f"Alignment {subject} empty and left out."
            yield PlanWarning("empty_alignment_rows", self._alignment.place, sentence)
