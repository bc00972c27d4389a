"""The timeline of a plan: which rows, under which heads, beside which baseline and which days without school (PL10)."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from waypost.notices.queries.calendars import days_off_by_place
from waypost.notices.rules.calendars import Off
from waypost.people.viewers import Viewer
from waypost.plans.activity_phases import phases_of
from waypost.plans.models import Baseline, Plan, Team
from waypost.plans.queries.facts import adopted_facts
from waypost.plans.queries.standing import PlanStanding, plan_standing
from waypost.plans.rules.activities import ActivityFacts
from waypost.plans.rules.steps import Step
from waypost.plans.rules.timeline import Choice, Group, Grouping, Head, chosen, grouped, span_of

#: With more rows, one group is open at a time, a hundred rows a page.
MOST_ROWS = 100
#: A date further away than this is a slip of the pen; it stands at the edge.
FURTHEST_YEARS = 30


@dataclass(frozen=True)
class Offer:
    """What a plan's timeline can be asked for, besides what every timeline can."""

    viewer: Viewer
    standing: PlanStanding
    teams: tuple[Team, ...]
    baselines: tuple[Baseline, ...]

    @property
    def leads(self) -> list[str]:
        return sorted({lead for step in self.standing.steps for lead in step.facts.leads}, key=str.casefold)


@dataclass(frozen=True)
class Timeline:
    """What a choice leaves of a plan. `adopted` holds the activities of the chosen baseline, empty without one."""

    plan: Plan
    today: date
    steps: tuple[Step, ...]
    groups: tuple[Group, ...]
    baseline: Baseline | None
    adopted: dict[str, ActivityFacts]
    days_off: tuple[Off, ...]
    begins_on: date | None
    ends_on: date | None

    @property
    def is_folded(self) -> bool:
        return sum(len(group.steps) for group in self.groups) > MOST_ROWS

    @property
    def days_off_in_sight(self) -> tuple[Off, ...]:
        if self.begins_on is None or self.ends_on is None:
            return ()
        first, last = self.begins_on, self.ends_on
        return tuple(off for off in self.days_off if off.last_on >= first and off.first_on <= last)


@dataclass(frozen=True)
class Opened:
    """The rows in sight: all groups, or one of them, page by page."""

    groups: tuple[Group, ...]
    page: Page[Step] | None


def timeline_offer(viewer: Viewer, plan: Plan) -> Offer:
    """`plan` comes from `access.plans(viewer)`."""
    teams = tuple(plan.teams.order_by("topic", "pk"))
    baselines = tuple(plan.baselines.defer("snapshot").order_by("-number"))
    return Offer(viewer, plan_standing(viewer, plan), teams, baselines)


def timeline_of(offer: Offer, choice: Choice, baseline: Baseline | None) -> Timeline:
    """The rows that `choice` leaves, with where they stood in `baseline`."""
    standing = offer.standing
    plan = standing.plan
    looks = {look.activity.uid for look in standing.looks}
    steps = chosen(standing.steps, choice, looks)
    objectives = {row.pk: (str(row.number), f"{row.number}. {row.text}") for row in plan.objectives.all()}
    adopted = _adopted(standing, baseline)
    days = _days(steps, adopted, standing.today)
    return Timeline(
        plan=plan,
        today=standing.today,
        steps=steps,
        groups=grouped(steps, choice.grouping, objectives, _phases(offer.viewer, plan, choice)),
        baseline=baseline,
        adopted=adopted,
        days_off=days_off_by_place([plan.organization])[plan.organization.pk],
        begins_on=choice.first_on or min(days, default=None),
        ends_on=choice.last_on or max(days, default=None),
    )


def _phases(viewer: Viewer, plan: Plan, choice: Choice) -> dict[str, list[Head]]:
    """The phases of programs as heads, by activity; asked for only where they are the heads."""
    if choice.grouping is not Grouping.PHASE:
        return {}
    found = phases_of(viewer, plan).items()
    return {
        uid: [(f"{phase.position:03} {phase.label}", phase.label, phase.label) for phase in phases]
        for uid, phases in found
    }


def opened(timeline: Timeline, key: str, page_number: str | None) -> Opened:
    """Everything, where that fits; else the group with this key, or the first one."""
    if not timeline.is_folded:
        return Opened(timeline.groups, None)
    group = next((each for each in timeline.groups if each.key == key), timeline.groups[0])
    page = Paginator(group.steps, MOST_ROWS).get_page(page_number)
    return Opened((Group(group.key, group.label, tuple(page)),), page)


def _adopted(standing: PlanStanding, baseline: Baseline | None) -> dict[str, ActivityFacts]:
    if baseline is None:
        return {}
    is_latest = standing.baseline is not None and standing.baseline.pk == baseline.pk
    return standing.adopted if is_latest else {facts.uid: facts for facts in adopted_facts(baseline)}


def _days(steps: tuple[Step, ...], adopted: dict[str, ActivityFacts], today: date) -> list[date]:
    """All dates in sight, without slips of the pen."""
    frozen = (adopted[step.facts.uid] for step in steps if step.facts.uid in adopted)
    found = (*(day for step in steps for day in span_of(step)), *(d for f in frozen for d in (f.start_on, f.target_on)))
    return [day for day in found if day is not None and abs(day.year - today.year) <= FURTHEST_YEARS]
