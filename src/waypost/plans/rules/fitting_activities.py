"""The objectives and activities of a plan file as a plan can hold them. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from waypost.plans.rules.dependencies import without_circles
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.fitting_warnings import Fitting
from waypost.plans.rules.kinds import EvidenceTier, LeadKind, ResourceKind, ResultKind
from waypost.standards.implementation_plan.document import ActivityPlace, ActivityRow, ObjectiveBlock

DONE = 100
Place = tuple[int, int]


def fitted_objectives(fitting: Fitting, blocks: tuple[ObjectiveBlock, ...]) -> tuple[ObjectiveBlock, ...]:
    """Each activity needs only others of the plan, without a circle."""
    rows = {(block.number, place): row for block in blocks for place, row in enumerate(block.activities, 1)}
    needs = {at: _needs(fitting, at, row, rows) for at, row in rows.items()}
    open_ends = without_circles(needs)
    for at in rows:
        for circular in [needed for needed in needs[at] if needed not in open_ends[at]]:
            fitting.leave_out(_said(at), f"it needs activity {_dotted(circular)}, which waits for it in turn")
    return tuple(_objective(fitting, block, open_ends) for block in blocks)


def _needs(fitting: Fitting, at: Place, row: ActivityRow, known: Collection[Place]) -> tuple[Place, ...]:
    named = dict.fromkeys((each.objective, each.place) for each in row.needs)
    for unknown in [each for each in named if each not in known or each == at]:
        fitting.leave_out(_said(at), f"it needs activity {_dotted(unknown)}, which is no other one of the plan")
    return tuple(each for each in named if each in known and each != at)


def _objective(fitting: Fitting, block: ObjectiveBlock, needs: dict[Place, tuple[Place, ...]]) -> ObjectiveBlock:
    place = f"Objective {block.number}"
    return replace(
        block,
        evidence_tier=fitting.kind(block.evidence_tier, EvidenceTier, place),
        activities=tuple(
            _activity(fitting, (block.number, at), row, needs[block.number, at])
            for at, row in enumerate(block.activities, 1)
        ),
    )


def _activity(fitting: Fitting, at: Place, row: ActivityRow, needs: tuple[Place, ...]) -> ActivityRow:
    place = _said(at)
    progress, completed_on = _progress(fitting, row, place)
    leads = list(_lines(fitting, row.leads, row.lead_kinds, LeadKind, place))
    resources = list(_lines(fitting, row.resources, row.resource_kinds, ResourceKind, place))
    return replace(
        row,
        leads=tuple(text for text, _ in leads),
        lead_kinds=_kinds([kind for _, kind in leads]),
        resources=tuple(text for text, _ in resources),
        resource_kinds=_kinds([kind for _, kind in resources]),
        result_kind=fitting.kind(row.result_kind, ResultKind, place),
        anticipated_number=fitting.number(row.anticipated_number, place),
        actual_number=fitting.number(row.actual_number, place),
        progress=progress,
        completed_on=completed_on,
        team=row.team if len(row.team) <= LONGEST_TITLE else f"{row.team[: LONGEST_TITLE - 1]}…",
        needs=tuple(ActivityPlace(*each) for each in needs),
    )


def _lines(
    fitting: Fitting, texts: tuple[str, ...], kinds: tuple[str, ...], known: type[StrEnum], place: str
) -> Iterator[tuple[str, str]]:
    """One line each, with its kind; a text without a word is none."""
    for number, text in enumerate(texts):
        if words := " ".join(text.split()):
            yield words, fitting.kind(kinds[number], known, place) if number < len(kinds) else ""


def _kinds(kinds: list[str]) -> tuple[str, ...]:
    return tuple(kinds) if any(kinds) else ()


def _progress(fitting: Fitting, row: ActivityRow, place: str) -> tuple[int, date | None]:
    """What is done is done on a day, and nothing else is at 100 percent."""
    if row.completed_on is not None:
        return DONE, row.completed_on
    if 0 <= row.progress < DONE:
        return row.progress, None
    fitting.leave_out(place, f"it is {row.progress} percent done without the day on which it was done")
    return (DONE - 1 if row.progress >= DONE else 0), None


def _said(at: Place) -> str:
    return f"Objective {at[0]}, activity {at[1]}"


def _dotted(at: Place) -> str:
    return f"{at[0]}.{at[1]}"
