"""What the plan's pages show, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from waypost.common import clock
from waypost.common.days import day_in
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    Baseline,
    DateChange,
    DateProposal,
    Measurement,
    Objective,
    Plan,
    ProgressNote,
)
from waypost.plans.queries import access
from waypost.plans.queries.facts import adopted_facts, facts_of
from waypost.plans.queries.indicators import IndicatorLine, indicator_lines
from waypost.plans.rules.activities import (
    ActivityFacts,
    ActivityStatus,
    Comparison,
    Look,
    activity_status,
    compare,
    days_past_date,
    needs_a_look,
    share_done,
)


@dataclass(frozen=True)
class ActivityLine:
    """One row of the action plan. `adopted` is the activity in the latest baseline, None where it was added since."""

    activity: Activity
    facts: ActivityFacts
    status: ActivityStatus
    days_past_date: int
    adopted: ActivityFacts | None
    changes: tuple[DateChange, ...]
    notes: tuple[ProgressNote, ...]

    @property
    def last_change(self) -> DateChange | None:
        return self.changes[-1] if self.changes else None

    @property
    def last_note(self) -> ProgressNote | None:
        return self.notes[-1] if self.notes else None

    @property
    def original_on(self) -> date | None:
        """The date that the activity began with; None where it never moved or had none."""
        return self.changes[0].before if self.changes else None


@dataclass(frozen=True)
class ObjectiveBlock:
    objective: Objective
    share_done: int | None
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class ComparisonBlock:
    """The plan beside its latest baseline; `changes` holds the last change of each activity that moved."""

    baseline: Baseline
    adopted_on: date
    comparison: Comparison
    changes: dict[str, DateChange]


@dataclass(frozen=True)
class PlanPage:
    """A plan as its page shows it to one viewer on one day."""

    plan: Plan
    today: date
    may_edit: bool
    may_adopt: bool
    looks: tuple[Look, ...]
    objectives: tuple[ObjectiveBlock, ...]
    indicators: tuple[IndicatorLine, ...]
    against_baseline: ComparisonBlock | None

    @property
    def lines(self) -> tuple[ActivityLine, ...]:
        return tuple(line for block in self.objectives for line in block.lines)

    @property
    def proposals(self) -> tuple[DateProposal, ...]:
        """Dates that leads proposed and that wait for a decision."""
        open_ones = (line.activity for line in self.lines if line.activity.completed_on is None)
        found = (proposal for activity in open_ones for proposal in activity.date_proposals.all())
        return tuple(proposal for proposal in found if proposal.decided_at is None)

    @property
    def new_looks(self) -> tuple[Look, ...]:
        return tuple(look for look in self.looks if not look.is_long_past)

    @property
    def long_past_looks(self) -> tuple[Look, ...]:
        """Those with a date of an earlier plan."""
        return tuple(look for look in self.looks if look.is_long_past)

    @property
    def next_baseline(self) -> int:
        return self.against_baseline.baseline.number + 1 if self.against_baseline else 1


@dataclass(frozen=True)
class ActivityPage:
    """One activity as its page shows it to one viewer on one day."""

    plan: Plan
    line: ActivityLine
    today: date
    may_edit: bool


def whole_plan(plan: Plan) -> Plan:
    """The plan with everything that it holds, in a fixed number of queries."""
    activities = Activity.objects.prefetch_related(
        "leads",
        "resources",
        Prefetch("date_changes", DateChange.objects.select_related("by")),
        Prefetch("notes", ProgressNote.objects.select_related("written_by")),
        Prefetch("date_proposals", DateProposal.objects.select_related("by")),
    )
    found = Plan.objects.select_related(*access.WITH_GOAL).prefetch_related(
        Prefetch("objectives__activities", activities),
        Prefetch("indicators__measurements", Measurement.objects.select_related("recorded_by")),
        Prefetch(
            "alignment_rows", AlignmentRow.objects.filter(objective__taken_out_at=None).select_related("objective")
        ),
        Prefetch("baselines", Baseline.objects.select_related("adopted_by")),
    )
    return found.get(pk=plan.pk)


def plan_page(viewer: Viewer, plan: Plan) -> PlanPage:
    """Everything on a plan's page; `plan` comes from `access.plans(viewer)`."""
    whole = whole_plan(plan)
    today = clock.today(whole.organization.timezone)
    baselines = list(whole.baselines.all())
    adopted = {facts.uid: facts for facts in adopted_facts(baselines[-1])} if baselines else None
    blocks = tuple(_objective_block(objective, today, adopted) for objective in whole.objectives.all())
    facts = [line.facts for block in blocks for line in block.lines]
    return PlanPage(
        plan=whole,
        today=today,
        may_edit=may(viewer, access.EDIT, whole.organization),
        may_adopt=may(viewer, access.ADOPT, whole.organization),
        looks=needs_a_look(facts, today),
        objectives=blocks,
        indicators=indicator_lines(viewer, whole, whole.indicators.all(), today),
        against_baseline=_against(baselines[-1], blocks, today) if baselines else None,
    )


def _objective_block(objective: Objective, today: date, adopted: dict[str, ActivityFacts] | None) -> ObjectiveBlock:
    lines = tuple(activity_line(activity, today, adopted or {}) for activity in objective.activities.all())
    return ObjectiveBlock(objective, share_done([line.facts for line in lines]), lines)


def activity_line(activity: Activity, today: date, adopted: dict[str, ActivityFacts]) -> ActivityLine:
    facts = facts_of(activity)
    return ActivityLine(
        activity=activity,
        facts=facts,
        status=activity_status(facts, today),
        days_past_date=days_past_date(facts, today),
        adopted=adopted.get(activity.uid),
        changes=tuple(activity.date_changes.all()),
        notes=tuple(activity.notes.all()),
    )


def _against(baseline: Baseline, blocks: Sequence[ObjectiveBlock], today: date) -> ComparisonBlock:
    lines = [line for block in blocks for line in block.lines]
    comparison = compare(adopted_facts(baseline), [line.facts for line in lines], today)
    changes = {line.activity.uid: line.last_change for line in lines if line.last_change}
    adopted_on = day_in(baseline.adopted_at, baseline.plan.organization.timezone)
    return ComparisonBlock(baseline, adopted_on, comparison, changes)


def activity_page(viewer: Viewer, activity: Activity) -> ActivityPage:
    """Everything on an activity's page; `activity` comes from `access.activities(viewer)`."""
    plan = activity.objective.plan
    today = clock.today(plan.organization.timezone)
    baseline = plan.baselines.last()
    adopted = {facts.uid: facts for facts in adopted_facts(baseline)} if baseline else {}
    return ActivityPage(
        plan, activity_line(activity, today, adopted), today, may(viewer, access.EDIT, plan.organization)
    )
