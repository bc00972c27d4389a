"""Reads a plan from sheets: those that Waypost wrote exactly, those of other people by their headings."""

from collections.abc import Sequence
from dataclasses import replace

from waypost.standards.implementation_plan.blocks import Cell, Paragraph, Row
from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.columns import ACTIVITY_WORDS, ALIGNMENT_WORDS, MEASURE_WORDS, columns_of
from waypost.standards.implementation_plan.document import ObjectiveBlock, PlanDocument, PlanWarning
from waypost.standards.implementation_plan.errors import NoPlanInSheetsError
from waypost.standards.implementation_plan.flat import FlatTable, flat_columns
from waypost.standards.implementation_plan.guards import unguarded
from waypost.standards.implementation_plan.labels import Heading, find_front_label, find_heading
from waypost.standards.implementation_plan.left_out import outside_the_template
from waypost.standards.implementation_plan.own_sheets import are_ours, read_own, sheet_left_out
from waypost.standards.implementation_plan.plan_limits import refuse_many
from waypost.standards.implementation_plan.reader import Item, Reading
from waypost.standards.implementation_plan.sheets import Sheet, SheetRow

_LONGEST_HEADING = 60
_WIDEST_ROW = 3


def read_sheets(sheets: Sequence[Sheet], warnings: list[PlanWarning]) -> PlanDocument:
    """The plan, with `warnings` of the file before its own. Raises NoPlanInSheetsError or TooLongPlanError."""
    refuse_many(rows=sum(len(sheet.rows) for sheet in sheets))
    if are_ours(sheets):
        return read_own(sheets, warnings)
    reading = _SheetsReading()
    for sheet in sheets:
        reading.take_sheet(sheet)
    return reading.finished(warnings)


class _SheetsReading:
    """Hands the rows of each sheet to the reader of the template, or to the table that holds a whole plan."""

    def __init__(self) -> None:
        self._reading = Reading()
        self._warnings = self._reading.warnings
        self._flat = FlatTable(self._warnings)
        self._after_blank = True
        self._may_open = True

    def take_sheet(self, sheet: Sheet) -> None:
        if sheet.rows and not _holds_a_plan(sheet):
            self._warnings.append(sheet_left_out(sheet))
            return
        self._reading.end_table()
        self._flat.end_table()
        self._open_by_name(sheet)
        last = -1
        for row in sheet.rows:
            self._after_blank = row.number != last + 1
            if self._after_blank:
                self._reading.end_text()
            self._take_row(row, sheet.place(row))
            last = row.number

    def _open_by_name(self, sheet: Sheet) -> None:
        """A sheet may be headed by its name alone: "Objective 2", "Alignment"."""
        found = find_heading(sheet.name)
        if found and not found.rest and not any(_opens_part(row) for row in sheet.rows):
            self._reading.take(_paragraph(sheet.name))

    def _take_row(self, row: SheetRow, place: str) -> None:
        before = len(self._warnings)
        block = row.as_block()
        if block.filled:
            self._take(block, place)
        for number in range(before, len(self._warnings)):
            self._warnings[number] = _placed(self._warnings[number], place)
        self._may_open = len(block.filled) == 1

    def _take(self, block: Row, place: str) -> None:
        alone = block.filled[0].text if len(block.filled) == 1 else ""
        heading = find_heading(alone) if alone else None
        opens = self._after_blank or self._may_open
        in_table = self._flat.is_open or self._reading.in_table
        if self._flat.take_headings(block, place, closely=opens or not in_table):
            self._reading.found_anything = True
        elif heading and heading.heading is Heading.OBJECTIVE and self._flat.is_open:
            self._flat.take_objective(alone, place)
        elif heading or (alone and find_front_label(alone)):
            self._flat.end_table()
            self._reading.take(_paragraph(alone))
        elif self._flat.is_open:
            self._take_flat(block, alone, place)
        elif alone and (self._is_note(block) or not self._reading.in_table):
            self._reading.take(_paragraph(alone))
        else:
            self._reading.take(Item(block, in_table=True, opens_table=opens and _may_head(block)))

    def _take_flat(self, block: Row, alone: str, place: str) -> None:
        if alone and self._is_note(block):
            self._warnings.append(outside_the_template(" ".join(alone.split()), place))
        else:
            self._flat.take_data(block, place)

    def _is_note(self, block: Row) -> bool:
        """Below a blank row, or over the table's whole width, one text alone is no row of the table."""
        return self._after_blank or block.filled[0].span >= max(_WIDEST_ROW, len(block.cells))

    def finished(self, warnings: list[PlanWarning]) -> PlanDocument:
        if not self._reading.found_anything:
            raise NoPlanInSheetsError
        plan = unguarded(self._reading.finished())
        plan = replace(plan, objectives=_together(plan.objectives, self._flat.objectives))
        found = (*warnings, *self._warnings, *look_over(plan), *self._reading.empty_parts(plan))
        return replace(plan, warnings=found)


def _paragraph(text: str) -> Item:
    return Item(Row((Cell(0, 1, (Paragraph(text),)),)), in_table=False)


def _placed(warning: PlanWarning, place: str) -> PlanWarning:
    return warning if place in warning.place else replace(warning, place=f"{warning.place} ({place})")


def _holds_a_plan(sheet: Sheet) -> bool:
    return bool(find_heading(sheet.name)) or any(_opens_part(row) or _heads_columns(row) for row in sheet.rows)


def _opens_part(row: SheetRow) -> bool:
    """Whether a heading or a label of the template begins the row."""
    filled = row.as_block().filled
    first = filled[0].text if filled else ""
    found = find_heading(first)
    return bool(find_front_label(first)) or (
        found is not None and found.heading not in (Heading.ACTIONS, Heading.BACKGROUND)
    )


def _heads_columns(row: SheetRow) -> bool:
    block = row.as_block()
    if not _may_head(block):
        return False
    known = (columns_of(block, words) for words in (ACTIVITY_WORDS, MEASURE_WORDS, ALIGNMENT_WORDS))
    return flat_columns(block) is not None or any(len(columns.roles) > 1 for columns in known)


def _may_head(block: Row) -> bool:
    """Headings are several short texts without a digit alone."""
    texts = [cell.text for cell in block.filled]
    return len(texts) > 1 and all(len(text) <= _LONGEST_HEADING and not text[:1].isdigit() for text in texts)


def _together(written: tuple[ObjectiveBlock, ...], flat: tuple[ObjectiveBlock, ...]) -> tuple[ObjectiveBlock, ...]:
    """The objectives of the template's tables, then those of a flat table; one of both is joined by its number."""
    blocks = list(written)
    for block in flat:
        places = [place for place, known in enumerate(blocks) if known.number == block.number]
        if places and block.text in ("", blocks[places[0]].text):
            known = blocks[places[0]]
            blocks[places[0]] = replace(known, activities=known.activities + block.activities)
        else:
            blocks.append(block)
    return tuple(blocks)
