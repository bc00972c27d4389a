"""From the tables of a sheet that Waypost wrote, perhaps changed by people since, back to a plan document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from waypost.standards.implementation_plan.checks import look_over
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    PlanWarning,
    ProcedureRow,
    TeamPlace,
    TeamRow,
    Term,
)
from waypost.standards.implementation_plan.labels import key_of
from waypost.standards.implementation_plan.plan_limits import refuse_many
from waypost.standards.implementation_plan.record_cells import RecordCells
from waypost.standards.implementation_plan.records import AS_WRITTEN, PlanField, Section


@dataclass(frozen=True)
class Table:
    """The rows of one section; `name` tells the activities of one objective from those of another."""

    section: Section
    name: str
    rows: tuple[RecordCells, ...]


def plan_of(tables: Sequence[Table], warnings: list[PlanWarning]) -> PlanDocument:
    """The plan with `warnings` first, then what a person should look at."""
    by_section = {section: _rows(tables, section) for section in Section}
    refuse_many(objectives=len(by_section[Section.OBJECTIVES]), activities=len(by_section[Section.ACTIVITIES]))
    plan = _front(by_section[Section.PLAN], warnings)
    measures = [_measure(row) for row in by_section[Section.MEASURES]]
    plan = replace(
        plan,
        measures=_with_measurements(measures, by_section[Section.MEASUREMENTS], warnings),
        objectives=_objectives(by_section[Section.OBJECTIVES], tables, warnings),
        alignment=tuple(map(_alignment, by_section[Section.ALIGNMENT])),
        teams=_teams(by_section[Section.TEAMS]),
        procedures=tuple(
            ProcedureRow(row.text("Stage"), row.text("Procedure")) for row in by_section[Section.PROCEDURES]
        ),
        involvement=tuple(map(_involvement, by_section[Section.INVOLVEMENT])),
    )
    for row in (row for rows in tables for row in rows.rows):
        warnings.extend(row.left_over())
    return replace(plan, warnings=(*warnings, *look_over(plan)))


def _rows(tables: Iterable[Table], section: Section) -> list[RecordCells]:
    return [row for table in tables if table.section is section for row in table.rows]


def _front(rows: list[RecordCells], warnings: list[PlanWarning]) -> PlanDocument:
    by_field: dict[PlanField, list[RecordCells]] = {field: [] for field in PlanField}
    fields = {key_of(field): field for field in PlanField}
    for row in rows:
        if field := fields.get(key_of(row.text("Field"))):
            by_field[field].append(row)
        else:
            warnings.append(row.not_understood())
    for field, found in by_field.items():
        if len(found) > 1 and field is not PlanField.TITLE:
            sentence = f"“{field}” stands there more than once; all of its texts were kept."
            warnings.append(PlanWarning("repeated_label", found[1].place, sentence))
    texts = {field: "\n".join(row.text("Value") for row in found) for field, found in by_field.items()}
    days = {field: found[0].day("Value") if found else (None, "") for field, found in by_field.items()}
    return PlanDocument(
        title_lines=tuple(row.text("Value") for row in by_field[PlanField.TITLE]),
        priority_area=texts[PlanField.PRIORITY_AREA],
        goal=texts[PlanField.GOAL],
        date_started=days[PlanField.DATE_STARTED][0],
        date_started_text=days[PlanField.DATE_STARTED][1],
        date_implemented=days[PlanField.DATE_IMPLEMENTED][0],
        date_implemented_text=days[PlanField.DATE_IMPLEMENTED][1],
        alignment_labels=AlignmentLabels(
            texts[PlanField.STATE_PRIORITY], texts[PlanField.STANDARD], texts[PlanField.FUNDING]
        ),
    )


def _measure(row: RecordCells) -> MeasureRow:
    due_on, due_text = row.day("Due Date")
    built_by = row.places("Built By")
    return MeasureRow(
        term=Term.LONG if key_of(row.text("Term")).startswith("long") else Term.SHORT,
        text=row.text("Indicator"),
        frequency=row.text("Frequency"),
        baseline=row.number("Baseline"),
        target=row.number("Target"),
        unit=row.text("Unit"),
        due_on=due_on,
        due_text=due_text,
        data_source=row.text("Data Source"),
        direction=row.text("Direction"),
        target_from=row.number("Target From"),
        owner=row.text("Owner"),
        built_by=built_by[0] if built_by else None,
        source_key=row.text("Source in Waypost"),
        other=row.other,
    )


def _with_measurements(
    measures: list[MeasureRow], rows: list[RecordCells], warnings: list[PlanWarning]
) -> tuple[MeasureRow, ...]:
    taken: dict[int, list[MeasurementRow]] = {}
    for row in rows:
        number = row.whole("Measure Number")
        measured_on, value = row.day("Measured On")[0], row.number("Measured Value")
        if measured_on is None or value is None or not 1 <= number <= len(measures):
            warnings.append(row.not_understood())
            continue
        taken.setdefault(number, []).append(MeasurementRow(measured_on, value, row.text("Note")))
    return tuple(
        replace(measure, measurements=tuple(taken.get(number, ()))) for number, measure in enumerate(measures, 1)
    )


def _objectives(
    rows: list[RecordCells], tables: Sequence[Table], warnings: list[PlanWarning]
) -> tuple[ObjectiveBlock, ...]:
    """Each objective with the activities of its own table; a table that no objective names begins one."""
    blocks: list[ObjectiveBlock] = []
    names: list[str] = []
    for row in rows:
        block = _objective(row, 1 + max((block.number for block in blocks), default=0))
        name = f"Objective {block.number}"
        names.append(name if name not in names else f"{name} again {len(names)}")
        blocks.append(block)
    for table in (table for table in tables if table.section is Section.ACTIVITIES):
        activities = tuple(map(_activity, table.rows))
        if table.name not in names:
            number = 1 + max((block.number for block in blocks), default=0)
            sentence = f"No objective belongs to these activities; they were read as those of objective {number}."
            warnings.append(PlanWarning("objective_without_text", table.name, sentence))
            names.append(table.name)
            blocks.append(ObjectiveBlock(number, ""))
        place = names.index(table.name)
        blocks[place] = replace(blocks[place], activities=blocks[place].activities + activities)
    return tuple(blocks)


def _objective(row: RecordCells, next_number: int) -> ObjectiveBlock:
    return ObjectiveBlock(
        number=row.whole("Objective Number") or next_number,
        text=row.text("Objective"),
        source=row.text("Source"),
        evidence_base=row.text("Evidence Base"),
        policy_change=row.yes_or_no("Policy Change"),
        policy_change_note=row.text("Policy Change Note"),
        strategy_type=row.text("Strategy Type"),
        evidence_tier=row.text("Evidence Tier"),
        products=row.lines("Products"),
    )


def _activity(row: RecordCells) -> ActivityRow:
    start_date, start_text = row.day("Start Date")
    target_date, target_text = row.day("Target Date")
    resources, leads = row.lines("Resources"), row.lines("Leads")
    return ActivityRow(
        activity=row.text("Activity"),
        target_date=target_date,
        target_date_text=target_text,
        start_date=start_date,
        start_date_text=start_text,
        resources=resources,
        leads=leads,
        anticipated_result=row.text("Anticipated Result"),
        contingency=row.text("Contingency"),
        is_milestone=row.yes_or_no("Milestone") is True,
        lead_kinds=row.kinds("Lead Kinds", len(leads)),
        resource_kinds=row.kinds("Resource Kinds", len(resources)),
        result_kind=row.text("Result Kind"),
        anticipated_number=row.number("Anticipated Number"),
        begun_on=row.only_day("Begun On"),
        progress=row.percent("Progress"),
        completed_on=row.only_day("Done On"),
        actual_result=row.text("Actual Result"),
        actual_number=row.number("Actual Number"),
        team=row.text("Team"),
        needs=row.places("Needs"),
        other=row.other,
    )


def _alignment(row: RecordCells) -> AlignmentEntry:
    return AlignmentEntry(
        objective=row.whole("Objective Number") or None,
        objective_text=row.text(AS_WRITTEN.format("Objective")),
        state_priority=row.text("State Priority"),
        standard=row.text("Standard"),
        funding=row.text("Funding"),
        other=row.other,
    )


def _teams(rows: list[RecordCells]) -> tuple[TeamRow, ...]:
    teams: dict[str, TeamRow] = {}
    for row in rows:
        key = row.text("Team Number") or row.text("Topic")
        team = teams.setdefault(key, TeamRow(row.text("Topic"), row.text("Lead")))
        place = TeamPlace(row.text("Member"), row.text("Expertise"))
        if place != TeamPlace() or row.yes_or_no("Open Place"):
            teams[key] = replace(team, places=(*team.places, place))
    return tuple(teams.values())


def _involvement(row: RecordCells) -> InvolvementRow:
    return InvolvementRow(
        row.text("Stage"), row.text("Voice"), row.text("Who"), row.text("School Level"), row.text("Part")
    )
