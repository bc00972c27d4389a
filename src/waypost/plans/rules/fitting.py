"""What of a plan file a plan can hold. What it can't is left out with a warning that quotes it. Pure (PL11).

A file that follows the template loses nothing here; one that a program wrote, or that somebody edited, may name kinds,
activities or stages that are none.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum

from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.fitting_activities import fitted_objectives
from waypost.plans.rules.fitting_days import with_likely_days
from waypost.plans.rules.fitting_numbers import renumbered
from waypost.plans.rules.fitting_warnings import Fitting
from waypost.plans.rules.kinds import Direction, SchoolLevel, Stage, Voice
from waypost.standards.implementation_plan.document import (
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    PlanDocument,
    ProcedureRow,
    TeamPlace,
    TeamRow,
)

#: Characters of somebody's name.
LONGEST_NAME = 200


def fitted(document: PlanDocument, sources: Collection[str]) -> PlanDocument:
    """The document as a plan will hold it, with its new warnings at the end; `sources` are keys of known measures."""
    fitting = Fitting()
    document = with_likely_days(fitting, renumbered(document))
    document = replace(document, objectives=fitted_objectives(fitting, document.objectives))
    places = {(block.number, place) for block in document.objectives for place in range(1, len(block.activities) + 1)}
    return replace(
        document,
        measures=tuple(_measure(fitting, row, sources, places) for row in document.measures),
        teams=_teams(fitting, document),
        procedures=tuple(_procedures(fitting, document.procedures)),
        involvement=tuple(_involvement(fitting, document.involvement)),
        warnings=(*document.warnings, *fitting.warnings),
    )


def _measure(
    fitting: Fitting, row: MeasureRow, sources: Collection[str], places: Collection[tuple[int, int]]
) -> MeasureRow:
    place = f"Indicator “{fitting.short(row.text)}”"
    if row.source_key and row.source_key not in sources:
        fitting.leave_out(place, f"Waypost has no numbers called “{fitting.short(row.source_key)}”")
    builder = row.built_by
    if builder is not None and (builder.objective, builder.place) not in places:
        fitting.leave_out(place, f"the plan has no activity {builder.objective}.{builder.place} to build its source")
        builder = None
    return replace(
        row,
        direction=fitting.kind(row.direction, Direction, place),
        baseline=fitting.number(row.baseline, place),
        target=fitting.number(row.target, place),
        target_from=fitting.number(row.target_from, place),
        source_key=row.source_key if row.source_key in sources else "",
        built_by=builder,
        measurements=tuple(each for each in row.measurements if _can_be_kept(fitting, each, place)),
    )


def _can_be_kept(fitting: Fitting, measured: MeasurementRow, place: str) -> bool:
    return fitting.number(measured.value, place) is not None


def _teams(fitting: Fitting, document: PlanDocument) -> tuple[TeamRow, ...]:
    """The teams of the file, and one for each other topic that an activity names."""
    teams = [_team(fitting, row) for row in document.teams]
    known = {team.topic for team in teams}
    named = dict.fromkeys(row.team for block in document.objectives for row in block.activities if row.team)
    return (*teams, *(TeamRow(topic) for topic in named if topic not in known))


def _team(fitting: Fitting, row: TeamRow) -> TeamRow:
    place = f"Team “{fitting.short(row.topic)}”"
    members = (TeamPlace(fitting.cut(each.name, LONGEST_NAME, place), each.expertise) for each in row.places)
    return TeamRow(
        fitting.cut(row.topic, LONGEST_TITLE, place), fitting.cut(row.lead, LONGEST_NAME, place), tuple(members)
    )


def _procedures(fitting: Fitting, rows: tuple[ProcedureRow, ...]) -> list[ProcedureRow]:
    """One for each stage: a second text for the same stage follows the first."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        if _named(row.stage, Stage):
            texts.setdefault(row.stage, []).append(row.text)
        else:
            fitting.leave_out("Procedures", f"“{fitting.short(row.stage)}” is no stage of a plan: “{row.text}”")
    return [ProcedureRow(stage, "\n".join(said)) for stage, said in texts.items()]


def _involvement(fitting: Fitting, rows: tuple[InvolvementRow, ...]) -> Iterator[InvolvementRow]:
    for row in rows:
        if _named(row.stage, Stage) and _named(row.voice, Voice):
            level = fitting.kind(row.school_level, SchoolLevel, f"Who is involved, {fitting.short(row.who)}")
            yield replace(row, school_level=level)
        else:
            said = f"{row.stage} · {row.voice} · {row.who} · {row.part}"
            fitting.leave_out("Who is involved", f"it names no stage and voice of a plan: “{said}”")


def _named(value: str, kinds: type[StrEnum]) -> bool:
    return value in {kind.value for kind in kinds}
