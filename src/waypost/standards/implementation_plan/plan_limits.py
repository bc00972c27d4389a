"""How long a plan may be that is read from a file, whatever its kind."""

from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import TooLongPlanError

MAX_ACTIVITIES = 5_000
MAX_OBJECTIVES = 1_000
#: Rows of all sheets of a file that are not blank.
MAX_ROWS = 20_000


def refuse_many(*, objectives: int = 0, activities: int = 0, rows: int = 0) -> None:
    """Raises TooLongPlanError."""
    for count, limit, of_what in (
        (objectives, MAX_OBJECTIVES, "objectives"),
        (activities, MAX_ACTIVITIES, "activities"),
        (rows, MAX_ROWS, "rows"),
    ):
        if count > limit:
            raise TooLongPlanError(limit, of_what)


def not_too_long(document: PlanDocument) -> PlanDocument:
    """The same document. Raises TooLongPlanError."""
    activities = sum(len(objective.activities) for objective in document.objectives)
    refuse_many(objectives=len(document.objectives), activities=activities)
    return document
