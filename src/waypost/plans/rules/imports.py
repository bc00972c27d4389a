"""What a plan file says, seen on the day on which it is imported. No database, no web."""

from collections.abc import Sequence
from datetime import date

from waypost.common.days import full_day
from waypost.plans.rules.words import count_of
from waypost.standards.implementation_plan.document import PlanDocument, PlanWarning

DEFAULT_TITLE = "Implementation plan"
PAST_DATES = "past_dates"


def plan_title(lines: Sequence[str]) -> str:
    """The lines above the plan as one title; words with which it ends already are not said again."""
    parts: list[str] = []
    for line in lines:
        said = parts[-1].lower().split() if parts else []
        words = line.split()
        while words and said and words[-1].lower() == said[-1]:
            words.pop()
            said.pop()
        parts += [" ".join(words)] if words else []
    return " · ".join(parts) or DEFAULT_TITLE


def warnings_on(document: PlanDocument, today: date) -> tuple[PlanWarning, ...]:
    """Those of the file, and one about target and due dates that lie before `today`."""
    past = sorted(day for day in _dates_to_meet(document) if day < today)
    return (*_about_past(past), *document.warnings)


def _dates_to_meet(document: PlanDocument) -> list[date]:
    activities = [row.target_date for objective in document.objectives for row in objective.activities]
    return [day for day in (*activities, *(row.due_on for row in document.measures)) if day is not None]


def _about_past(days: Sequence[date]) -> list[PlanWarning]:
    if not days:
        return []
    earliest = f"the earliest is {full_day(days[0])}" if len(days) > 1 else f"it is {full_day(days[0])}"
    lie = "lies" if len(days) == 1 else "lie"
    sentence = (
        f"{count_of(len(days), 'target or due date')} {lie} in the past ({earliest}): change the file and choose it "
        "again, or create the plan and set a new date, or record what is done, for each."
    )
    return [PlanWarning(PAST_DATES, "Dates", sentence)]
