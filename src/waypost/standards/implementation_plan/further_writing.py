"""What a plan says beside the template, as rows of the further tables."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from waypost.standards.implementation_plan.dates import written
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    InvolvementRow,
    MeasureRow,
    ProcedureRow,
    TeamPlace,
    TeamRow,
)
from waypost.standards.implementation_plan.further_tables import NO_KIND, OPEN, FurtherTable, Head, Title, table_of
from waypost.standards.implementation_plan.guards import GUARD

LONGEST_NAME = 40
Texts = dict[Head, str]


def indicators_table(measures: Sequence[MeasureRow]) -> FurtherTable | None:
    rows = [{Head.INDICATOR: _numbered(at, row.text), **_measure(row)} for at, row in enumerate(measures, 1)]
    return table_of(Title.INDICATORS, [row for row in rows if _says_something(row)])


def measurements_table(measures: Sequence[MeasureRow]) -> FurtherTable | None:
    rows = [
        {
            Head.INDICATOR: _numbered(at, row.text),
            Head.MEASURED_ON: written(each.measured_on),
            Head.VALUE: number_text(each.value),
            Head.NOTE: each.note,
        }
        for at, row in enumerate(measures, 1)
        for each in row.measurements
    ]
    return table_of(Title.MEASUREMENTS, rows)


def activities_table(activities: Sequence[ActivityRow]) -> FurtherTable | None:
    rows = [{Head.ACTIVITY: _numbered(at, row.activity), **_activity(row)} for at, row in enumerate(activities, 1)]
    return table_of(Title.ACTIVITIES, [row for row in rows if _says_something(row)])


def teams_table(teams: Iterable[TeamRow]) -> FurtherTable | None:
    """A row for each place; only the first of a team names it."""
    return table_of(Title.TEAMS, [row for team in teams for row in _team(team)])


def procedures_table(procedures: Iterable[ProcedureRow]) -> FurtherTable | None:
    return table_of(Title.PROCEDURES, [{Head.STAGE: row.stage, Head.PROCEDURE: row.text} for row in procedures])


def involvement_table(involvement: Iterable[InvolvementRow]) -> FurtherTable | None:
    rows = [
        {
            Head.STAGE: row.stage,
            Head.VOICE: row.voice,
            Head.WHO: row.who,
            Head.SCHOOL_LEVEL: row.school_level,
            Head.PART: row.part,
        }
        for row in involvement
    ]
    return table_of(Title.INVOLVEMENT, rows)


def number_text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _measure(row: MeasureRow) -> Texts:
    return {
        Head.DIRECTION: row.direction,
        Head.RANGE_FROM: number_text(row.target_from),
        Head.OWNER: row.owner,
        Head.BUILT_BY: _places([row.built_by] if row.built_by else []),
        Head.COUNTED_AS: row.source_key,
    }


def _activity(row: ActivityRow) -> Texts:
    return {
        Head.MILESTONE: "Yes" if row.is_milestone else "",
        Head.TEAM: row.team,
        Head.NEEDS: _places(row.needs),
        Head.LEAD_KINDS: _kinds(row.lead_kinds),
        Head.RESOURCE_KINDS: _kinds(row.resource_kinds),
        Head.RESULT_KIND: row.result_kind,
        Head.ANTICIPATED_NUMBER: number_text(row.anticipated_number),
        Head.BEGUN_ON: written(row.begun_on) if row.begun_on else "",
        Head.PROGRESS: f"{row.progress} %" if row.progress else "",
        Head.DONE_ON: written(row.completed_on) if row.completed_on else "",
        Head.ACTUAL_RESULT: row.actual_result,
        Head.ACTUAL_NUMBER: number_text(row.actual_number),
    }


def _team(team: TeamRow) -> list[Texts]:
    first = {Head.TEAM: team.topic or GUARD, Head.LEAD: team.lead}
    members = [{Head.MEMBER: _member(place), Head.EXPERTISE: place.expertise} for place in team.places]
    return [{**first, **(members[0] if members else {})}, *members[1:]]


def _member(place: TeamPlace) -> str:
    return f"{GUARD}{OPEN}" if place.name == OPEN else place.name or OPEN


def _kinds(kinds: Iterable[str]) -> str:
    return "\n".join(kind or NO_KIND for kind in kinds)


def _places(places: Iterable[ActivityPlace]) -> str:
    return "; ".join(f"{place.objective}.{place.place}" for place in places)


def _numbered(at: int, text: str) -> str:
    """The number by which the reader knows the row, and enough words for people to know it too."""
    words = " ".join(text.split())
    return f"{at}. {words if len(words) <= LONGEST_NAME else f'{words[: LONGEST_NAME - 1]}…'}"


def _says_something(row: Texts) -> bool:
    return sum(map(bool, row.values())) > 1
