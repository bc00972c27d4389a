"""The annual work plan of a team: what it has to do in one school year, month by month (PL7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waypost.common import clock
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Plan, Team
from waypost.plans.queries import access
from waypost.plans.queries.activities import ActivityLine, activity_line, with_everything
from waypost.plans.queries.indicators import IndicatorLine, indicator_lines
from waypost.plans.queries.teams import TeamLine, team_line
from waypost.plans.rules.school_year import (
    Beside,
    SchoolYear,
    Span,
    place_in,
    school_year_called,
    school_year_of,
    years_of,
)


@dataclass(frozen=True)
class WorkBlock:
    """What is due in one month, or stands beside the months."""

    heading: str
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class TeamPage:
    """A team with its work in one school year, as one viewer sees it on one day."""

    line: TeamLine
    plan: Plan
    today: date
    may_edit: bool
    year: SchoolYear
    years: tuple[SchoolYear, ...]
    blocks: tuple[WorkBlock, ...]
    has_activities: bool
    indicators: tuple[IndicatorLine, ...]


def team_page(viewer: Viewer, team: Team, asked_year: str) -> TeamPage:
    """Everything on a team's page; `team` comes from `access.teams(viewer)`, an unknown year is that of today."""
    plan = team.plan
    today = clock.today(plan.organization.timezone)
    year = school_year_called(asked_year) or school_year_of(today)
    lines = [activity_line(activity, today, {}) for activity in _activities(team)]
    measured = plan.indicators.select_related("built_by__objective").prefetch_related("measurements")
    return TeamPage(
        line=team_line(team),
        plan=plan,
        today=today,
        may_edit=may(viewer, access.EDIT, plan.organization),
        year=year,
        years=tuple(sorted({year, *years_of([span_of(line.activity) for line in lines], today)})),
        blocks=_blocks(lines, year, today),
        has_activities=bool(lines),
        indicators=indicator_lines(viewer, plan, measured, today),
    )


def _activities(team: Team) -> Iterable[Activity]:
    found = team.activities.filter(objective__plan=team.plan_id, taken_out_at=None, objective__taken_out_at=None)
    ordered = found.select_related("objective").order_by("target_on", "objective__number", "position")
    return with_everything(ordered).prefetch_related("builds")


def span_of(activity: Activity) -> Span:
    return Span(activity.start_on, activity.target_on, activity.completed_on)


def _blocks(lines: Iterable[ActivityLine], year: SchoolYear, today: date) -> tuple[WorkBlock, ...]:
    """What was carried over first, then the months that have something, then what goes on and what has no date."""
    placed = [(place, line) for line in lines if (place := place_in(year, span_of(line.activity), today)) is not None]
    months = sorted({place for place, _ in placed if isinstance(place, date)})
    order: tuple[date | Beside, ...] = (Beside.CARRIED_OVER, *months, Beside.GOES_ON, Beside.NO_DATE)
    blocks = [WorkBlock(_heading(at), tuple(line for place, line in placed if place == at)) for at in order]
    return tuple(block for block in blocks if block.lines)


def _heading(at: date | Beside) -> str:
    return at.value.capitalize() if isinstance(at, Beside) else f"{at:%B %Y}"
