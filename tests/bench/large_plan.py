"""Plans of any size, written straight into the database: what a district has after some years of planning."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from tests.builders import BUILDER
from tests.plans.builders import plan_at
from waypost.people.models import Organization
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import (
    Activity,
    ActivityDependency,
    ActivityLead,
    ActivityResource,
    AlignmentRow,
    DateChange,
    Indicator,
    Measurement,
    Objective,
    ObjectiveProduct,
    Plan,
    ProgressNote,
    Team,
)

WORDS = (
    "review", "pilot", "evidence", "schools", "coaches", "train", "draft", "rubric", "salary", "policy", "assessors",
    "survey", "families", "publish", "support", "budget", "agenda", "release", "time", "cohort", "principals",
    "measure", "report", "share", "invite", "guide", "feedback", "board", "select", "standards",
)  # fmt: skip
LEADS = ("Priya Shah", "Tom Becker", "Teaching and learning office", "Principals", "Association of educators")
Thing = TypeVar("Thing")
FIRST_DAY = date(2026, 8, 10)
INDICATORS, MEASUREMENTS, TEAMS = 12, 40, 8
MOVED = "Three schools asked for more time"


class Dice:
    """Throws that look random and are the same each time."""

    def __init__(self) -> None:
        self._last = 1

    def below(self, limit: int) -> int:
        self._last = self._last * 48271 % 2147483647
        return self._last % limit

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]


def large_plan(organization: Organization, objectives: int = 60, activities: int = 50) -> Plan:
    """An adopted plan in which every fifth date moved since; the same words each time."""
    dice = Dice()
    plan = plan_at(organization)
    teams = Team.objects.bulk_create(Team(plan=plan, topic=f"Team {n}: {_text(dice, 3)}") for n in range(TEAMS))
    made = Objective.objects.bulk_create(
        Objective(plan=plan, number=n, text=_text(dice, 14), source=_text(dice, 8), evidence_base=_text(dice, 12))
        for n in range(1, objectives + 1)
    )
    for objective in made:
        ObjectiveProduct.objects.create(objective=objective, position=1, text=_text(dice, 6))
        AlignmentRow.objects.create(plan=plan, objective=objective, position=objective.number, standard=_text(dice, 5))
    steps = Activity.objects.bulk_create(_activities(dice, made, teams, activities))
    _details(dice, steps)
    _indicators(dice, plan)
    adopt_plan(by=BUILDER, plan=plan, number=1)
    _move(steps[::5])
    return plan


def _text(dice: Dice, words: int) -> str:
    return " ".join(dice.one_of(WORDS) for _ in range(words)).capitalize()


def _activities(dice: Dice, objectives: list[Objective], teams: list[Team], count: int) -> Iterator[Activity]:
    for objective in objectives:
        for position in range(count):
            start = FIRST_DAY + timedelta(days=dice.below(900))
            progress = dice.one_of((0, 0, 0, 30, 60, 100)) if start < date(2027, 1, 1) else 0
            end = start + timedelta(days=10 + dice.below(110))
            yield Activity(
                objective=objective,
                team=dice.one_of(teams),
                position=position,
                text=_text(dice, 6 + dice.below(8)),
                is_milestone=position % 10 == 0,
                start_on=start,
                target_on=end,
                progress=progress,
                completed_on=end if progress == 100 else None,
                anticipated_result=_text(dice, 6),
            )


def _details(dice: Dice, steps: list[Activity]) -> None:
    """Leads, resources, what needs what, and notes."""
    ActivityLead.objects.bulk_create(
        ActivityLead(activity=step, position=place, text=name)
        for step in steps
        for place, name in enumerate(LEADS[dice.below(4) :][:2])
    )
    ActivityResource.objects.bulk_create(
        ActivityResource(activity=step, position=0, text="Staff time") for step in steps
    )
    ActivityDependency.objects.bulk_create(
        ActivityDependency(activity=later, needed=earlier)
        for earlier, later in pairwise(steps)
        if earlier.objective_id == later.objective_id and later.position % 3 == 0
    )
    ProgressNote.objects.bulk_create(
        ProgressNote(activity=step, text=_text(dice, 12), progress=step.progress) for step in steps[::3]
    )


def _indicators(dice: Dice, plan: Plan) -> None:
    made = Indicator.objects.bulk_create(
        Indicator(plan=plan, term="short", position=n, text=_text(dice, 8), unit="%", baseline=5, target=60)
        for n in range(INDICATORS)
    )
    Measurement.objects.bulk_create(
        Measurement(indicator=each, value=Decimal(5 + n), measured_on=FIRST_DAY + timedelta(days=7 * n))
        for each in made
        for n in range(MEASUREMENTS)
    )


def _move(steps: list[Activity]) -> None:
    changes = []
    for step in steps:
        before, step.target_on = step.target_on, (step.target_on or FIRST_DAY) + timedelta(days=21)
        changes.append(DateChange(activity=step, before=before, after=step.target_on, reason=MOVED))
    Activity.objects.bulk_update(steps, ["target_on"])
    DateChange.objects.bulk_create(changes)
