"""From a plan document to the tables that sheets hold."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    AlignmentEntry,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    TeamRow,
    Term,
)
from waypost.standards.implementation_plan.records import AS_WRITTEN, NO_KIND, Line, Part, PlanField, Section, Value

TERM_WORDS = {Term.SHORT: "Short-term", Term.LONG: "Long-term"}
_YES_NO = {True: "Yes", False: "No", None: ""}


def to_parts(plan: PlanDocument) -> tuple[Part, ...]:
    """Every section of a plan; the activities of each objective follow the objectives."""
    names = _names_of(plan.objectives)
    return (
        _part(Section.PLAN, _plan_lines(plan)),
        _part(Section.MEASURES, map(_measure, plan.measures)),
        _part(Section.MEASUREMENTS, _measurements(plan.measures)),
        _part(Section.OBJECTIVES, map(_objective, plan.objectives)),
        *(
            Part(Section.ACTIVITIES, name, tuple(map(_activity, objective.activities)))
            for name, objective in zip(names, plan.objectives, strict=True)
        ),
        _part(Section.ALIGNMENT, map(_alignment, plan.alignment)),
        _part(Section.TEAMS, _teams(plan.teams)),
        _part(Section.PROCEDURES, (Line({"Stage": row.stage, "Procedure": row.text}) for row in plan.procedures)),
        _part(Section.INVOLVEMENT, _involvement(plan)),
    )


def _part(section: Section, lines: Iterable[Line]) -> Part:
    return Part(section, section.value, tuple(lines))


def _names_of(objectives: tuple[ObjectiveBlock, ...]) -> list[str]:
    """ "Objective 2", and "Objective 2 again" where a plan has that number twice."""
    names: list[str] = []
    for objective in objectives:
        name = f"Objective {objective.number}"
        names.append(name if name not in names else f"{name} again {len(names)}")
    return names


def _plan_lines(plan: PlanDocument) -> Iterator[Line]:
    labels = plan.alignment_labels
    texts = (
        *((PlanField.TITLE, line) for line in plan.title_lines),
        (PlanField.PRIORITY_AREA, plan.priority_area),
        (PlanField.GOAL, plan.goal),
        (PlanField.STATE_PRIORITY, labels.state_priority),
        (PlanField.STANDARD, labels.standard),
        (PlanField.FUNDING, labels.funding),
    )
    yield from (Line({"Field": field.value, "Value": text}) for field, text in texts if text)
    dates = (
        (PlanField.DATE_STARTED, plan.date_started, plan.date_started_text),
        (PlanField.DATE_IMPLEMENTED, plan.date_implemented, plan.date_implemented_text),
    )
    for field, day, text in dates:
        if day or text:
            yield Line({"Field": field.value, **_day("Value", day, text)})


def _measure(row: MeasureRow) -> Line:
    values: dict[str, Value] = {
        "Term": TERM_WORDS[row.term],
        "Indicator": row.text,
        "Direction": row.direction,
        "Unit": row.unit,
        "Baseline": row.baseline,
        "Target From": row.target_from,
        "Target": row.target,
        **_day("Due Date", row.due_on, row.due_text),
        "Frequency": row.frequency,
        "Data Source": row.data_source,
        "Source in Waypost": row.source_key,
        "Owner": row.owner,
        "Built By": _places((row.built_by,) if row.built_by else ()),
    }
    return Line(values, row.other)


def _measurements(measures: tuple[MeasureRow, ...]) -> Iterator[Line]:
    for number, measure in enumerate(measures, 1):
        for row in measure.measurements:
            yield Line(
                {
                    "Measure Number": Decimal(number),
                    "Measured On": row.measured_on,
                    "Measured Value": row.value,
                    "Note": row.note,
                }
            )


def _objective(block: ObjectiveBlock) -> Line:
    return Line(
        {
            "Objective Number": Decimal(block.number),
            "Objective": block.text,
            "Source": block.source,
            "Evidence Base": block.evidence_base,
            "Policy Change": _YES_NO[block.policy_change],
            "Policy Change Note": block.policy_change_note,
            "Strategy Type": block.strategy_type,
            "Evidence Tier": block.evidence_tier,
            "Products": _lines(block.products),
        }
    )


def _activity(row: ActivityRow) -> Line:
    values: dict[str, Value] = {
        "Activity": row.activity,
        **_day("Start Date", row.start_date, row.start_date_text),
        **_day("Target Date", row.target_date, row.target_date_text),
        "Milestone": "Yes" if row.is_milestone else "",
        "Resources": _lines(row.resources),
        "Resource Kinds": _kinds(row.resource_kinds),
        "Leads": _lines(row.leads),
        "Lead Kinds": _kinds(row.lead_kinds),
        "Team": row.team,
        "Anticipated Result": row.anticipated_result,
        "Result Kind": row.result_kind,
        "Anticipated Number": row.anticipated_number,
        "Contingency": row.contingency,
        "Needs": _places(row.needs),
        "Begun On": row.begun_on,
        "Progress": Decimal(row.progress) if row.progress else None,
        "Done On": row.completed_on,
        "Actual Result": row.actual_result,
        "Actual Number": row.actual_number,
    }
    return Line(values, row.other)


def _alignment(entry: AlignmentEntry) -> Line:
    values: dict[str, Value] = {
        "Objective Number": None if entry.objective is None else Decimal(entry.objective),
        AS_WRITTEN.format("Objective"): entry.objective_text,
        "State Priority": entry.state_priority,
        "Standard": entry.standard,
        "Funding": entry.funding,
    }
    return Line(values, entry.other)


def _teams(teams: tuple[TeamRow, ...]) -> Iterator[Line]:
    """A line for each place; a team without places has one line."""
    for number, team in enumerate(teams, 1):
        start: dict[str, Value] = {"Team Number": Decimal(number), "Topic": team.topic, "Lead": team.lead}
        for place in team.places:
            is_open = "" if place.name else "Yes"
            yield Line({**start, "Member": place.name, "Expertise": place.expertise, "Open Place": is_open})
        if not team.places:
            yield Line(start)


def _involvement(plan: PlanDocument) -> Iterator[Line]:
    for row in plan.involvement:
        yield Line(
            {
                "Stage": row.stage,
                "Voice": row.voice,
                "Who": row.who,
                "School Level": row.school_level,
                "Part": row.part,
            }
        )


def _day(column: str, day: date | None, text: str) -> dict[str, Value]:
    written = AS_WRITTEN.format(column)
    if day is None and parse_date(text) is None:
        return {column: text, written: ""}
    return {column: day, written: text}


def _lines(items: tuple[str, ...]) -> str:
    return "\n".join(items)


def _kinds(kinds: tuple[str, ...]) -> str:
    return "\n".join(kind or NO_KIND for kind in kinds)


def _places(places: tuple[ActivityPlace, ...]) -> str:
    return "\n".join(f"objective {place.objective}, activity {place.place}" for place in places)
