"""The days of a plan file that a plan can mean; of any other day the words stay. Pure."""

from dataclasses import replace

from waypost.plans.rules.fitting_warnings import Fitting
from waypost.standards.implementation_plan.document import ActivityRow, MeasureRow, ObjectiveBlock, PlanDocument


def with_likely_days(fitting: Fitting, document: PlanDocument) -> PlanDocument:
    """A day with words beside it goes back into them, and is asked for again; any other is left out."""
    started, started_text = fitting.day_or_words(document.date_started, document.date_started_text, "Date Started")
    implemented, implemented_text = fitting.day_or_words(
        document.date_implemented, document.date_implemented_text, "Date Implemented"
    )
    return replace(
        document,
        date_started=started,
        date_started_text=started_text,
        date_implemented=implemented,
        date_implemented_text=implemented_text,
        measures=tuple(_measure(fitting, row) for row in document.measures),
        objectives=tuple(_objective(fitting, block) for block in document.objectives),
    )


def _measure(fitting: Fitting, row: MeasureRow) -> MeasureRow:
    place = f"Indicator “{fitting.short(row.text)}”"
    due_on, due_text = fitting.day_or_words(row.due_on, row.due_text, place)
    measured = tuple(each for each in row.measurements if fitting.day(each.measured_on, place) is not None)
    return replace(row, due_on=due_on, due_text=due_text, measurements=measured)


def _objective(fitting: Fitting, block: ObjectiveBlock) -> ObjectiveBlock:
    place = f"Objective {block.number}, activity"
    return replace(
        block,
        activities=tuple(_activity(fitting, row, f"{place} {at}") for at, row in enumerate(block.activities, 1)),
    )


def _activity(fitting: Fitting, row: ActivityRow, place: str) -> ActivityRow:
    start, start_text = fitting.day_or_words(row.start_date, row.start_date_text, place)
    target, target_text = fitting.day_or_words(row.target_date, row.target_date_text, place)
    return replace(
        row,
        start_date=start,
        start_date_text=start_text,
        target_date=target,
        target_date_text=target_text,
        begun_on=fitting.day(row.begun_on, place),
        completed_on=fitting.day(row.completed_on, place),
    )
