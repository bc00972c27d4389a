"""What staff see first: what is next for them, numbers, indicators, and the plan (UX.md, People)."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from waypost.home.queries.next_things import NextThing, next_things
from waypost.home.rules import starts_soon
from waypost.insight.queries.funnel import ProgramFunnel, program_funnels
from waypost.people.models import Person
from waypost.plans.queries.activities import ActivityLine
from waypost.plans.queries.history import Change, last_changes
from waypost.plans.queries.listing import ListedPlan, plan_list
from waypost.plans.queries.pages import PlanPage, plan_page
from waypost.plans.rules.activities import ActivityStatus, is_long_past

ACTIVITIES_IN_SIGHT = 6
CHANGES_IN_SIGHT = 5
IN_DANGER = (ActivityStatus.BLOCKED, ActivityStatus.AT_RISK)


@dataclass(frozen=True)
class PlanInSight:
    """One plan: its indicators, what goes on now and next, and what changed last."""

    page: PlanPage
    changes: tuple[Change, ...]

    @cached_property
    def now_and_next(self) -> list[ActivityLine]:
        """Past date, in danger, under way or starting soon; the longest past date first, without `long_past_count`."""
        lines = [line for line in self.page.lines if _is_now_or_next(line, self.page.today)]
        lines.sort(
            key=lambda line: (-line.days_past_date, line.status not in IN_DANGER, line.activity.start_on or date.min)
        )
        return lines[:ACTIVITIES_IN_SIGHT]

    @property
    def long_past_count(self) -> int:
        """How many activities have a date of an earlier plan: nothing about them is new."""
        return sum(is_long_past(line.days_past_date) for line in self.page.lines)


@dataclass(frozen=True)
class Overview:
    """`plan` is None where there is none to read yet; `other_plans` are those that the page does not show.

    Where any plan is adopted, the newest of the highest organization is shown: a school that takes a part of it makes
    a plan of its own, and a draft is something to do, never the plan in sight.
    """

    plan: PlanInSight | None
    other_plans: list[ListedPlan]
    funnels: list[ProgramFunnel]
    next_things: list[NextThing]


@dataclass(frozen=True)
class Branch:
    """Every plan and program below, for state staff."""

    plans: list[ListedPlan]
    funnels: list[ProgramFunnel]


def overview(person: Person) -> Overview:
    """One plan of the branch in full, the others by name; a number of queries that no row changes."""
    plans = sorted(plan_list(person), key=lambda listed: (listed.is_draft, listed.plan.organization.depth))
    shown = plan_page(person, plans[0].plan) if plans else None
    in_sight = PlanInSight(shown, last_changes(person, shown.plan, CHANGES_IN_SIGHT)) if shown else None
    return Overview(in_sight, plans[1:], program_funnels(person), next_things(person, shown, plans))


def branch(person: Person) -> Branch:
    return Branch(plan_list(person), program_funnels(person))


def _is_now_or_next(line: ActivityLine, today: date) -> bool:
    if line.status is ActivityStatus.PAST_DATE:
        return not is_long_past(line.days_past_date)
    if line.status in (*IN_DANGER, ActivityStatus.IN_PROGRESS):
        return True
    return line.status is ActivityStatus.NOT_STARTED and starts_soon(line.activity.start_on, today)
