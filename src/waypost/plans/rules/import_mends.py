"""What a person's answer does to a plan file that was read: a new document, and one line that says what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from waypost.plans.rules.import_lines import OUTSIDE, Asked, Question
from waypost.plans.rules.import_parts import (
    checked,
    with_activity,
    with_measure,
    with_objective,
    with_rows,
    without_activity,
)
from waypost.standards.implementation_plan.dates import parse_date
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    MeasureRow,
    PlanDocument,
    PlanWarning,
    Term,
)
from waypost.standards.implementation_plan.objectives import split_items
from waypost.standards.implementation_plan.quantities import parse_quantity

#: What an unknown column can mean, by table: (field, as people know it).
MEANINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "activities": (
        ("activity", "Activity"), ("start_date", "Start date"), ("target_date", "Target date"), ("leads", "Leads"),
        ("resources", "Resources"), ("anticipated_result", "Anticipated result"), ("contingency", "Contingency"),
        ("team", "Team"), ("actual_result", "Actual result"),
    ),
    "measures": (
        ("text", "Indicator"), ("frequency", "Frequency"), ("baseline", "Baseline"), ("target", "Target"),
        ("unit", "Unit"), ("due_on", "Due date"), ("data_source", "Data source"), ("owner", "Owner"),
    ),
    "alignment": (("state_priority", "State priority"), ("standard", "Standard"), ("funding", "Funding")),
}  # fmt: skip
#: Where words that stand outside the template can go; the place of an objective, or a term, follows a slash.
GOAL, PRIORITY_AREA, NEW_ACTIVITY, NEW_INDICATOR = "goal", "priority_area", "activity", "indicator"
_TEXT_OF = {"start_date": "start_date_text", "target_date": "target_date_text", "due_on": "due_text"}


@dataclass(frozen=True)
class Mend:
    """One answer that was taken: where, what the file says, and what is in its place now."""

    place: str
    said: str
    now: str


@dataclass(frozen=True)
class Mended:
    """`is_settled`: nothing of the document changed, and the question does not come again.

    `removed`: the objective and the place of an activity that was left out; those below it moved up.
    """

    document: PlanDocument
    mend: Mend
    is_settled: bool = False
    removed: tuple[int, int] | None = None


def still_settled(settled: Iterable[str], mended: Mended) -> list[str]:
    """The questions that were settled, by the keys that they have now."""
    if mended.removed is None:
        return list(settled)
    return [moved for key in settled if (moved := _moved(key, *mended.removed))]


def _moved(key: str, objective: int, position: int) -> str:
    start = f"date/activity/{objective}/"
    place, _, rest = key.removeprefix(start).partition("/")
    if not key.startswith(start) or int(place) < position:
        return key
    return "" if int(place) == position else f"{start}{int(place) - 1}/{rest}"


def leave(document: PlanDocument, question: Question) -> Mended:
    """The line as it is, knowingly; a row without text, and words outside the template, are left out."""
    match question.asked, question.key.split("/"):
        case Asked.OUTSIDE, _:
            left = _without_warning(document, question)
            return Mended(left, Mend(question.place, question.said, "Left out"))
        case Asked.TEXT, ["text", "activity", objective, position]:
            left = without_activity(document, int(objective), int(position))
            mend = Mend(question.place, question.said, "Left out")
            return Mended(checked(document, left), mend, removed=(int(objective), int(position)))
    words = "Kept as a column of its own" if question.asked is Asked.COLUMN else "Left as the file says it"
    return Mended(document, Mend(question.place, question.said, words), is_settled=True)


def set_day(document: PlanDocument, question: Question, day: date) -> Mended:
    """The words that the file has for the date stay beside it."""
    match question.key.split("/"):
        case ["date", "started"]:
            changed = replace(document, date_started=day)
        case ["date", "implemented"]:
            changed = replace(document, date_implemented=day)
        case ["date", "measure", number]:
            changed = with_measure(document, int(number), due_on=day)
        case [_, _, objective, position, which]:
            changed = with_activity(document, int(objective), int(position), **{f"{which}_date": day})
        case _:
            raise ValueError(question.key)
    return Mended(checked(document, changed), Mend(question.place, question.said, f"{day:%B} {day.day}, {day.year}"))


def set_number(document: PlanDocument, question: Question, number: Decimal) -> Mended:
    """The words that the file has for the number stay beside the indicator."""
    _, _, place, field = question.key.split("/")
    changed = with_measure(document, int(place), **{field: number})
    return Mended(checked(document, changed), Mend(question.place, question.said, f"{number.normalize():f}"))


def set_text(document: PlanDocument, question: Question, text: str) -> Mended:
    match question.key.split("/"):
        case ["text", "objective", number]:
            changed = with_objective(document, int(number), text=text)
        case [_, _, objective, position]:
            changed = with_activity(document, int(objective), int(position), activity=text)
        case _:
            raise ValueError(question.key)
    return Mended(checked(document, changed), Mend(question.place, question.said, text))


def place_words(document: PlanDocument, question: Question, where: str, text: str) -> Mended:
    """Put words from outside the template where a person says they belong."""
    kind, _, number = where.partition("/")
    match kind:
        case "goal":
            changed = replace(document, goal=_joined(document.goal, text))
        case "priority_area":
            changed = replace(document, priority_area=_joined(document.priority_area, text))
        case "indicator":
            changed = replace(document, measures=(*document.measures, MeasureRow(Term(number), text)))
        case _:
            block = document.objectives[int(number) - 1]
            changed = with_objective(document, int(number), activities=(*block.activities, ActivityRow(text)))
    changed = _without_warning(checked(document, changed), question)
    return Mended(changed, Mend(question.place, question.said, f"{text} ({kind.replace('_', ' ')})"))


def map_column(document: PlanDocument, question: Question, meaning: str) -> Mended:
    """Give a column of the whole table its meaning; where a row has something else there, its words stay."""
    _, table, heading = question.key.split("/", 2)

    def moved(row: Any) -> Any:
        texts = [column.text for column in row.other if column.heading == heading]
        given = _given(row, meaning, "\n".join(texts)) if texts else None
        return row if given is None else _without_column(given, heading)

    changed = with_rows(document, table, moved)
    label = dict(MEANINGS[table])[meaning]
    return Mended(checked(document, changed), Mend(question.place, question.said, f"Read as {label.lower()}"))


def leave_out_column(document: PlanDocument, question: Question) -> Mended:
    _, table, heading = question.key.split("/", 2)
    changed = with_rows(document, table, lambda row: _without_column(row, heading))
    return Mended(checked(document, changed), Mend(question.place, question.said, "Left out"))


def _without_column(row: Any, heading: str) -> Any:
    return replace(row, other=tuple(each for each in row.other if each.heading != heading))


def _given(row: Any, field: str, text: str) -> Any:
    """The row with the text in that field; None where the field can't take it."""
    now = getattr(row, field)
    if field in _TEXT_OF:
        taken = now or getattr(row, _TEXT_OF[field])
        return None if taken else replace(row, **{field: parse_date(text), _TEXT_OF[field]: text})
    if field in ("leads", "resources"):
        return replace(row, **{field: (*now, *split_items(text))})
    if field in ("baseline", "target"):
        number = parse_quantity(text).value
        return None if now is not None or number is None else replace(row, **{field: number})
    return replace(row, **{field: _joined(now, text)})


def _joined(now: str, text: str) -> str:
    return f"{now}\n{text}" if now else text


def _without_warning(document: PlanDocument, question: Question) -> PlanDocument:
    outside: list[PlanWarning] = [warning for warning in document.warnings if warning.code in OUTSIDE]
    answered = outside[int(question.key.split("/")[1]) - 1]
    rest = list(document.warnings)
    rest.remove(answered)
    return replace(document, warnings=tuple(rest))
