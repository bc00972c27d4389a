"""A plan as tables of typed values: the form in which sheets that Waypost writes hold it, and read it back exactly.

A date has two columns: the date itself, and the words that a file had for it. Where there is no date, the words stand
in the first column, unless they read as one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from waypost.standards.implementation_plan.document import OtherColumn

Value = str | date | Decimal | bool | None

AS_WRITTEN = "{} as written"
#: Before the heading of a column that the template does not have.
OTHER = "Other:"
#: In a list of kinds, for a line without one.
NO_KIND = "\u2013"


class Section(StrEnum):
    PLAN = "Plan"
    MEASURES = "Measures"
    MEASUREMENTS = "Measurements"
    OBJECTIVES = "Objectives"
    ACTIVITIES = "Activities"
    ALIGNMENT = "Alignment"
    TEAMS = "Teams"
    PROCEDURES = "Procedures"
    INVOLVEMENT = "Involvement"


class PlanField(StrEnum):
    """What stands in the first column of the section `Plan`."""

    TITLE = "Title"
    PRIORITY_AREA = "Priority Area"
    GOAL = "Goal"
    DATE_STARTED = "Date Started"
    DATE_IMPLEMENTED = "Date Implemented"
    STATE_PRIORITY = "Heading of State Priority"
    STANDARD = "Heading of Standard"
    FUNDING = "Heading of Funding"


#: The columns of each section, in their order.
COLUMNS: dict[Section, tuple[str, ...]] = {
    Section.PLAN: ("Field", "Value", AS_WRITTEN.format("Value")),
    Section.MEASURES: (
        "Term", "Indicator", "Direction", "Unit", "Baseline", "Target From", "Target", "Due Date",
        AS_WRITTEN.format("Due Date"), "Frequency", "Data Source", "Source in Waypost", "Owner", "Built By",
    ),
    Section.MEASUREMENTS: ("Measure Number", "Measured On", "Measured Value", "Note"),
    Section.OBJECTIVES: (
        "Objective Number", "Objective", "Source", "Evidence Base", "Policy Change", "Policy Change Note",
        "Strategy Type", "Evidence Tier", "Products",
    ),
    Section.ACTIVITIES: (
        "Activity", "Start Date", AS_WRITTEN.format("Start Date"), "Target Date", AS_WRITTEN.format("Target Date"),
        "Milestone", "Resources", "Resource Kinds", "Leads", "Lead Kinds", "Team", "Anticipated Result", "Result Kind",
        "Anticipated Number", "Contingency", "Needs", "Begun On", "Progress", "Done On", "Actual Result",
        "Actual Number",
    ),
    Section.ALIGNMENT: (
        "Objective Number", AS_WRITTEN.format("Objective"), "State Priority", "Standard", "Funding",
    ),
    Section.TEAMS: ("Team Number", "Topic", "Lead", "Member", "Expertise", "Open Place"),
    Section.PROCEDURES: ("Stage", "Procedure"),
    Section.INVOLVEMENT: ("Stage", "Voice", "Who", "School Level", "Part"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row of a section: values by column, and the columns that the template does not have."""

    values: dict[str, Value]
    other: tuple[OtherColumn, ...] = ()


@dataclass(frozen=True)
class Part:
    """A section; each objective has a part of activities of its own, of the same `name` as its line says."""

    section: Section
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class OtherColumns:
    """The headings that hold the other columns of all lines, and where each text of each line stands."""

    headings: tuple[str, ...]
    places: tuple[dict[int, str], ...]


def lay_out(lines: tuple[Line, ...]) -> OtherColumns:
    """Columns such that each line's own order is kept; a heading stands twice where one line needs it so."""
    headings: list[str] = []
    places = []
    for line in lines:
        texts: dict[int, str] = {}
        position = 0
        for column in line.other:
            try:
                position = headings.index(column.heading, position)
            except ValueError:
                position = len(headings)
                headings.append(column.heading)
            texts[position] = column.text
            position += 1
        places.append(texts)
    return OtherColumns(tuple(f"{OTHER} {heading}".strip() for heading in headings), tuple(places))
