"""Knows the sheets that Waypost wrote, and reads them section by section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from waypost.standards.implementation_plan.document import PlanDocument, PlanWarning
from waypost.standards.implementation_plan.from_records import Table, plan_of
from waypost.standards.implementation_plan.labels import key_of
from waypost.standards.implementation_plan.left_out import outside_the_template
from waypost.standards.implementation_plan.plan_limits import refuse_many
from waypost.standards.implementation_plan.record_cells import RecordCells
from waypost.standards.implementation_plan.records import COLUMNS, OTHER, Section, Value
from waypost.standards.implementation_plan.sheets import Sheet, SheetCell, SheetRow

#: Heads the column of a CSV file that says which section a row belongs to.
SECTION = "Section"
LONG_TEXTS = "Long texts"
#: Ends a cell whose text is longer than Excel takes.
GOES_ON = "\u2026 [goes on in Long texts, text {}]"
_GOES_ON = re.compile(r"\u2026 \[goes on in Long texts, text (\d{1,6})\]$")
_OBJECTIVE_SHEET = re.compile(r"objective \d{1,6}(?: again \d{1,6})?", re.IGNORECASE)


def are_ours(sheets: Sequence[Sheet]) -> bool:
    return any(_is_plan_sheet(sheet) or _is_flat(sheet) for sheet in sheets)


def read_own(sheets: Sequence[Sheet], warnings: list[PlanWarning]) -> PlanDocument:
    """The plan in sheets that `are_ours`; what else stands in them becomes a warning after `warnings`."""
    sheets = _whole(sheets)
    tables: list[Table] = []
    for sheet in sheets:
        if not sheet.rows:
            continue
        if _is_flat(sheet):
            tables.extend(_flat_tables(sheet, warnings))
        elif table := _table(sheet, warnings):
            tables.append(table)
        else:
            warnings.append(sheet_left_out(sheet))
    return plan_of(tables, warnings)


def sheet_left_out(sheet: Sheet) -> PlanWarning:
    """A whole sheet in which no part of a plan was found, by its first words."""
    words = " · ".join(cell.text for row in sheet.rows for cell in row.cells if cell.text)
    found = outside_the_template(words, sheet.name)
    count = f"{len(sheet.rows)} row{'' if len(sheet.rows) == 1 else 's'}"
    sentence = f"This sheet ({count}) holds no part of a plan: {found.sentence[0].lower()}{found.sentence[1:]}"
    return PlanWarning("sheet_left_out", sheet.name, sentence)


def _is_plan_sheet(sheet: Sheet) -> bool:
    return bool(sheet.rows) and _headings(sheet.rows[0])[:3] == list(COLUMNS[Section.PLAN])


def _is_flat(sheet: Sheet) -> bool:
    """A CSV file of ours: its rows are headed as a plan's fields are, and say to which section they belong."""
    headings = _headings(sheet.rows[0]) if sheet.rows else []
    return headings[:1] == [SECTION] and set(COLUMNS[Section.PLAN][:2]) <= set(headings)


def _headings(row: SheetRow) -> list[str]:
    return [" ".join(cell.text.split()) if not cell.text.startswith(OTHER) else cell.text for cell in row.cells]


def _table(sheet: Sheet, warnings: list[PlanWarning]) -> Table | None:
    section = _section_of(sheet)
    if section is None:
        return None
    headings = _headings(sheet.rows[0])
    _warn_of_columns(sheet.name, headings, section, warnings)
    rows = tuple(
        RecordCells(section, sheet.place(row), headings, row.cells)
        for row in sheet.rows[1:]
        if not row.is_blank and _headings(row) != headings
    )
    return Table(section, " ".join(sheet.name.split()).capitalize(), rows)


def _section_of(sheet: Sheet) -> Section | None:
    if _OBJECTIVE_SHEET.fullmatch(" ".join(sheet.name.split())):
        return Section.ACTIVITIES
    return next((section for section in Section if section.value.lower() == sheet.name.strip().lower()), None)


def _warn_of_columns(place: str, headings: list[str], section: Section, warnings: list[PlanWarning]) -> None:
    known = {key_of(heading) for heading in COLUMNS[section]}
    for heading in headings:
        if heading and not heading.startswith(OTHER) and key_of(heading) not in known:
            sentence = f"The column “{heading}” is not in the template; its texts were kept."
            warnings.append(PlanWarning("unknown_column", place, sentence))


def _flat_tables(sheet: Sheet, warnings: list[PlanWarning]) -> Iterator[Table]:
    headings = _headings(sheet.rows[0])
    every = {key_of(heading) for columns in COLUMNS.values() for heading in columns} | {key_of(SECTION)}
    for heading in headings:
        if heading and not heading.startswith(OTHER) and key_of(heading) not in every:
            sentence = f"The column “{heading}” is not in the template; its texts were kept."
            warnings.append(PlanWarning("unknown_column", "Row 1", sentence))
    names: list[str] = []
    for row in sheet.rows[1:]:
        section = _section_named(row.cells[0])
        if section is None:
            if _headings(row) != headings:
                words = " · ".join(cell.text for cell in row.cells if cell.text)
                warnings.append(outside_the_template(words, sheet.place(row)))
            continue
        cells = RecordCells(section, sheet.place(row), headings[1:], row.cells[1:])
        yield Table(section, _name_in(names, section, cells), (cells,))


def _section_named(cell: SheetCell) -> Section | None:
    return next((section for section in Section if section.value.lower() == cell.text.strip().lower()), None)


def _name_in(names: list[str], section: Section, row: RecordCells) -> str:
    """The name under which activities belong to the objective above them, or to the last of their number."""
    name = f"Objective {row.whole('Objective Number')}"
    if section is Section.OBJECTIVES:
        refuse_many(objectives=len(names) + 1)
        names.append(name if name not in names else f"{name} again {len(names)}")
    if section is not Section.ACTIVITIES:
        return section.value
    same = [known for known in names if known == name or known.startswith(f"{name} again ")]
    return same[-1] if same else name


def _whole(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with the texts that go on in a sheet of their own put together again."""
    long = [sheet for sheet in sheets if sheet.name == LONG_TEXTS]
    rest: dict[str, str] = {}
    for row in (row for sheet in long for row in sheet.rows[1:]):
        number, text = (*(cell.text for cell in row.cells[:2]), "")[:2]
        rest[number] = rest.get(number, "") + text
    if not rest:
        return list(sheets)
    return [_with_rest(sheet, rest) for sheet in sheets if sheet.name != LONG_TEXTS]


def _with_rest(sheet: Sheet, rest: dict[str, str]) -> Sheet:
    rows = tuple(
        replace(row, cells=tuple(replace(cell, value=_joined(cell, rest)) for cell in row.cells)) for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _joined(cell: SheetCell, rest: dict[str, str]) -> Value:
    found = _GOES_ON.search(cell.value) if isinstance(cell.value, str) else None
    if found is None or found[1] not in rest:
        return cell.value
    return cell.text[: found.start()] + rest[found[1]]
