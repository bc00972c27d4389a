"""What a person should look at in a plan that was read: blanks, placeholders, dates that are no dates."""

import re
from collections.abc import Iterator, Sequence

from waypost.standards.implementation_plan.document import (
    ActivityRow,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    PlanWarning,
)
from waypost.standards.implementation_plan.labels import FrontLabel

_PLACEHOLDER_DATE = re.compile(r"\bDATE\b")
_PLACEHOLDER_NUMBER = re.compile(r"\b[xX]{1,3}\s?(?:%|percent\b)")
_PLACEHOLDER_WORDS = re.compile(r"\bTB[DA]\b|\[\s*(?:insert|enter|your|name|date)\b[^\]]*\]", re.IGNORECASE)

_SUM = re.compile(r"(?:grand |sub-?)?totals?\s*:?", re.IGNORECASE)


def look_over(plan: PlanDocument) -> tuple[PlanWarning, ...]:
    """In the order of the file."""
    if plan.is_empty:
        sentence = "Nothing is filled in: this is the empty template, so there is nothing to import."
        return (PlanWarning("empty_template", "The whole plan", sentence),)
    return (*_front_matter(plan), *_measures(plan.measures), *_objectives(plan.objectives), *_alignment(plan))


def _front_matter(plan: PlanDocument) -> Iterator[PlanWarning]:
    dates = (
        (FrontLabel.DATE_STARTED, plan.date_started, plan.date_started_text),
        (FrontLabel.DATE_IMPLEMENTED, plan.date_implemented, plan.date_implemented_text),
    )
    for label, day, text in dates:
        if text and day is None:
            yield _date_not_understood(label, text)
        elif not text:
            yield PlanWarning("blank_date", label, f"{label} is blank.")
    if plan.date_started and plan.date_implemented and plan.date_implemented < plan.date_started:
        sentence = f"{FrontLabel.DATE_IMPLEMENTED} is before {FrontLabel.DATE_STARTED}."
        yield PlanWarning("dates_out_of_order", FrontLabel.DATE_IMPLEMENTED, sentence)
    for label, text in ((FrontLabel.PRIORITY_AREA, plan.priority_area), (FrontLabel.GOAL, plan.goal)):
        if not text:
            yield PlanWarning("blank_text", label, f"{label} is blank.")
        yield from _placeholders(label, text)
    if not plan.objectives:
        yield PlanWarning("no_objectives", "The whole plan", "The plan has no objectives yet.")


def _measures(measures: Sequence[MeasureRow]) -> Iterator[PlanWarning]:
    if not measures:
        yield PlanWarning("no_measures", "Performance measures", "The plan has no performance measures yet.")
    counted: dict[str, int] = {}
    for measure in measures:
        counted[measure.term] = counted.get(measure.term, 0) + 1
        yield from _placeholders(f"{measure.term.capitalize()}-term indicator {counted[measure.term]}", measure.text)


def _objectives(objectives: Sequence[ObjectiveBlock]) -> Iterator[PlanWarning]:
    for objective in objectives:
        place = f"Objective {objective.number}"
        if not objective.text:
            yield PlanWarning("objective_without_text", place, f"{place} has no text.")
        yield from _placeholders(place, objective.text)
        yield from _background(place, objective)
        if not objective.activities:
            yield PlanWarning("no_activities", place, f"{place} has no activities yet.")
        for position, activity in enumerate(objective.activities, start=1):
            yield from _activity(f"{place}, activity {position}", activity)


def _background(place: str, objective: ObjectiveBlock) -> Iterator[PlanWarning]:
    unclear = objective.policy_change is None and objective.policy_change_note
    if unclear:
        sentence = f"Policy Change of {place.lower()} says “{_short(unclear)}”, which is neither Y nor N."
        yield PlanWarning("policy_change_not_understood", place, sentence)
    fields = {
        "Source": not objective.source,
        "Evidence Base": not objective.evidence_base,
        "Policy Change": objective.policy_change is None and not unclear,
    }
    if blank := [name for name, is_blank in fields.items() if is_blank]:
        verb = "is" if len(blank) == 1 else "are"
        yield PlanWarning("blank_background", place, f"{_listed(blank)} {verb} blank for {place.lower()}.")


def _activity(place: str, activity: ActivityRow) -> Iterator[PlanWarning]:
    if not activity.activity:
        yield PlanWarning(
            "activity_without_text", place, "This row of the action plan does not say what the activity is."
        )
    elif _SUM.fullmatch(activity.activity):
        sentence = f"This row says “{_short(activity.activity)}”: if it is a sum and no activity, take it out."
        yield PlanWarning("sum_row", place, sentence)
    yield from _placeholders(place, activity.activity)
    if not activity.target_date_text:
        yield PlanWarning("blank_target_date", place, "This activity has no target date.")
    elif activity.target_date is None:
        yield _date_not_understood(f"{place}, Target Date", activity.target_date_text)
    if activity.start_date_text and activity.start_date is None:
        yield _date_not_understood(f"{place}, Start Date", activity.start_date_text)
    if activity.start_date and activity.target_date and activity.start_date > activity.target_date:
        yield PlanWarning("dates_out_of_order", place, "This activity's start date is after its target date.")


def _alignment(plan: PlanDocument) -> Iterator[PlanWarning]:
    known = {objective.number for objective in plan.objectives}
    missing = sorted({entry.objective for entry in plan.alignment if entry.objective is not None} - known)
    for number in missing:
        sentence = f"The alignment table names objective {number}, which is not in this plan."
        yield PlanWarning("alignment_unknown_objective", "Alignment", sentence)


def _placeholders(place: str, text: str) -> Iterator[PlanWarning]:
    if _PLACEHOLDER_DATE.search(text):
        sentence = f"{place} still holds the placeholder word DATE: no date has been set."
        yield PlanWarning("placeholder_date", place, sentence)
    if match := _PLACEHOLDER_NUMBER.search(text):
        yield PlanWarning("placeholder_number", place, f"{place} still holds the placeholder {match[0]}.")
    if match := _PLACEHOLDER_WORDS.search(text):
        yield PlanWarning("placeholder_text", place, f"{place} still holds the placeholder {_short(match[0])}.")


def _date_not_understood(place: str, text: str) -> PlanWarning:
    sentence = f"“{_short(text)}” is not a full date such as 12/15/2026, so no date was set; the words were kept."
    return PlanWarning("date_not_understood", place, sentence)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
