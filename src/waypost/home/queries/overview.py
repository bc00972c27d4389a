"""What staff see first: what is next for them, numbers, indicators, and the plan (UX.md, People)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from waypost.common import clock
from waypost.governance.queries.own_work import CommitteeInSight, committee_in_sight
from waypost.home.queries.next_things import NextThing, next_things
from waypost.home.queries.phases import PhasesInSight, phases_in_sight
from waypost.home.rules import starts_soon
from waypost.insight.queries.funnel import ProgramFunnel, program_funnels
from waypost.people.models import Person
from waypost.plans.queries.activities import ActivityLine
from waypost.plans.queries.history import Change, last_changes
from waypost.plans.queries.indicators import IndicatorLine, plan_indicators
from waypost.plans.queries.listing import ListedPlan, plan_list
from waypost.plans.queries.standing import PlanStanding, lines_of, plan_standing
from waypost.plans.rules.activities import ActivityStatus, is_long_past
from waypost.plans.rules.steps import Step
from waypost.programs.models import Program
from waypost.programs.queries.phases import programs_in_phases

ACTIVITIES_IN_SIGHT = 6
THINGS_IN_SIGHT = 6
CHANGES_IN_SIGHT = 5
IN_DANGER = (ActivityStatus.BLOCKED, ActivityStatus.AT_RISK)


@dataclass(frozen=True)
class PlanInSight:
    """One plan: its indicators, what goes on now and next, and what changed last."""

    page: PlanStanding
    indicators: tuple[IndicatorLine, ...]
    now_and_next: tuple[ActivityLine, ...]
    changes: tuple[Change, ...]

    @property
    def long_past_count(self) -> int:
        """How many activities have a date of an earlier plan: nothing about them is new."""
        return sum(is_long_past(step.days_past_date) for step in self.page.steps)


@dataclass(frozen=True)
class Overview:
    """`plan` is None where there is none to read yet; `other_plans` are those that the page does not show.
    `more_things` wait behind `next_things`, folded.

    Where any plan is adopted, one of the highest organization is shown: a school that takes a part of it makes a plan
    of its own, and a draft is something to do, never the plan in sight. Of several it is the newest that programs
    serve, so that a plan to try things out on does not take its place.
    """

    plan: PlanInSight | None
    other_plans: list[ListedPlan]
    funnels: list[ProgramFunnel]
    next_things: list[NextThing]
    more_things: list[NextThing]
    phases: PhasesInSight | None
    committee: CommitteeInSight


@dataclass(frozen=True)
class Branch:
    """Every plan and program below, for state staff; `by_phase` are those that follow phases."""

    plans: list[ListedPlan]
    funnels: list[ProgramFunnel]
    by_phase: list[Program]


def overview(person: Person) -> Overview:
    """One plan of the branch in full, the others by name; a number of queries that no row changes."""
    funnels = program_funnels(person)
    served = {funnel.program.activity.objective.plan_id for funnel in funnels}
    plans = sorted(plan_list(person), key=lambda listed: _place(listed, served))
    shown = plan_standing(person, plans[0].plan) if plans else None
    in_sight = _in_sight(person, shown) if shown else None
    waiting = next_things(person, shown, plans)
    phases, committee = phases_in_sight(person), committee_in_sight(person)
    return Overview(
        in_sight,
        plans[1:],
        begun_first(funnels),
        waiting[:THINGS_IN_SIGHT],
        waiting[THINGS_IN_SIGHT:],
        phases,
        committee,
    )


def _place(listed: ListedPlan, served: Collection[int]) -> tuple[bool, int, bool]:
    return (
        listed.is_draft,
        listed.plan.organization.depth,
        not listed.is_draft and listed.plan.pk not in served,
    )


def begun_first(funnels: Sequence[ProgramFunnel]) -> list[ProgramFunnel]:
    """A program that is still being planned has no number to show yet: it comes after those that have begun."""
    return sorted(funnels, key=lambda funnel: funnel.program.starts_on > _today_of(funnel))


def _today_of(funnel: ProgramFunnel) -> date:
    return clock.today(funnel.program.organization.timezone)


def _in_sight(person: Person, page: PlanStanding) -> PlanInSight:
    shown = now_and_next(page.steps, page.today)
    lines = lines_of(page, shown)
    return PlanInSight(
        page,
        plan_indicators(person, page.plan, page.today),
        tuple(lines[step.pk] for step in shown),
        last_changes(person, page.plan, CHANGES_IN_SIGHT),
    )


def branch(person: Person) -> Branch:
    return Branch(plan_list(person), program_funnels(person), programs_in_phases(person))


def now_and_next(steps: Sequence[Step], today: date) -> list[Step]:
    """Past date, in danger, under way or starting soon; the longest past date first, without dates of long ago."""
    found = [step for step in steps if _is_now_or_next(step, today)]
    found.sort(key=lambda step: (-step.days_past_date, step.status not in IN_DANGER, step.facts.start_on or date.min))
    return found[:ACTIVITIES_IN_SIGHT]


def _is_now_or_next(step: Step, today: date) -> bool:
    if step.status is ActivityStatus.PAST_DATE:
        return not is_long_past(step.days_past_date)
    if step.status in (*IN_DANGER, ActivityStatus.IN_PROGRESS):
        return True
    return step.status is ActivityStatus.NOT_STARTED and starts_soon(step.facts.start_on, today)
