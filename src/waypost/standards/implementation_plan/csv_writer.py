"""Writes a plan as one CSV file: each row says to which section it belongs, and fills the columns of that section."""

import csv
import io

from waypost.standards.implementation_plan.csv_escape import escaped
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.own_sheets import SECTION
from waypost.standards.implementation_plan.records import COLUMNS, Line, Part, Section, Value, lay_out
from waypost.standards.implementation_plan.sheets import text_of
from waypost.standards.implementation_plan.to_records import to_parts


def write_csv(plan: PlanDocument) -> bytes:
    """UTF-8 with its mark, so that Excel reads the letters; `csv_files.read_csv` reads back the same plan."""
    rows = [(part, line) for part in _in_order(to_parts(plan)) for line in part.lines]
    columns = tuple(dict.fromkeys(column for section in Section for column in COLUMNS[section]))
    others = lay_out(tuple(line for _, line in rows))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow((SECTION, *columns, *others.headings))
    for (part, line), texts in zip(rows, others.places, strict=True):
        values = (_cell(line.values.get(column)) for column in columns)
        extra = (_cell(texts.get(place)) for place in range(len(others.headings)))
        writer.writerow((part.section.value, *values, *extra))
    return stream.getvalue().encode("utf-8-sig")


def _in_order(parts: tuple[Part, ...]) -> list[Part]:
    """Each objective's activities right below it, because a row of a text file has no sheet to belong to."""
    activities = [part for part in parts if part.section is Section.ACTIVITIES]
    ordered: list[Part] = []
    for part in parts:
        if part.section is Section.OBJECTIVES:
            for line, own in zip(part.lines, activities, strict=True):
                ordered.extend((Part(part.section, own.name, (line,)), _numbered(own, line)))
        elif part.section is not Section.ACTIVITIES:
            ordered.append(part)
    return ordered


def _numbered(part: Part, objective: Line) -> Part:
    number = {"Objective Number": objective.values["Objective Number"]}
    return Part(part.section, part.name, tuple(Line({**line.values, **number}, line.other) for line in part.lines))


def _cell(value: Value) -> str:
    return escaped(value) if isinstance(value, str) else text_of(value)
