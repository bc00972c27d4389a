"""What a plan file says, seen on the day on which it is imported. No database, no web."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from waypost.common.days import full_day
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.words import count_of
from waypost.standards.implementation_plan.document import PlanDocument, PlanWarning

DEFAULT_TITLE = "Implementation plan"
PAST_DATES = "past_dates"
#: The column of an indicator that keeps the name of an owner who is nobody in Waypost.
OWNER = "Owner"
#: One word such as "Plan" or a year repeats by chance.
FEWEST_REPEATED = 2


def plan_title(lines: Sequence[str]) -> str:
    """The lines above the plan as one title, as long as a title may be; an ending is not said again.

    It is one where at least two words repeat, or the whole line above: "Strategic Plan" and "Growth Plan" stay whole.
    """
    parts: list[str] = []
    above: list[str] = []
    for line in lines:
        words = line.split()
        repeated = _repeated_ending(above, words)
        if repeated >= FEWEST_REPEATED or repeated == len(above):
            parts.append(" ".join(words[: len(words) - repeated]))
        else:
            parts.append(line)
        above = words
    return _cut(" · ".join(filter(None, parts))) or DEFAULT_TITLE


def _repeated_ending(above: Sequence[str], words: Sequence[str]) -> int:
    """With how many of the same words both lines end."""
    pairs = zip(reversed(above), reversed(words), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].lower() == pair[1].lower(), pairs))


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0][: LONGEST_TITLE - 1]}…"


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
