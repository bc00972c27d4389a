"""What the plan's pages show, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
    Indicator,
    Measurement,
    Objective,
    Plan,
)
from waypost.plans.queries import access
from waypost.plans.queries.activities import ActivityLine, activity_line, with_everything
from waypost.plans.queries.alignment import WITH_STANDARDS, AlignmentBlock, alignment_block
from waypost.plans.queries.direction import StageBlock, stage_blocks, voice_gaps
from waypost.plans.queries.facts import adopted_facts
from waypost.plans.queries.indicators import IndicatorLine, IndicatorLook, indicator_lines
from waypost.plans.queries.leads import leads_who_left
from waypost.plans.queries.teams import TEAMS, TeamLine, team_lines
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.activities import ActivityFacts, Comparison, Look, compare, needs_a_look, share_done
from waypost.plans.rules.template_words import SECTIONS, TemplateWords
from waypost.plans.rules.voices import Gap, levels_count_in


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
    def indicator_looks(self) -> tuple[tuple[IndicatorLine, IndicatorLook], ...]:
        return tuple((line, look) for line in self.indicators for look in line.looks)

    @cached_property
    def words(self) -> TemplateWords:
        return words_for(self.plan.organization)

    @property
    def sections_left_out(self) -> frozenset[str]:
        """Those that the template leaves out, and that hold nothing."""
        return self.words.hidden - self._filled_sections

    @property
    def sections_kept(self) -> frozenset[str]:
        """Those that the template leaves out, and that are shown because they hold something."""
        return self.words.hidden & self._filled_sections

    @property
    def _filled_sections(self) -> frozenset[str]:
        plan = self.plan
        rows = (plan.alignment_rows, plan.teams, plan.procedures, plan.involvements)
        return frozenset(key for key, held in zip(SECTIONS, rows, strict=True) if held.all())

    @property
    def alignment(self) -> AlignmentBlock:
        return alignment_block(self.plan, self.plan.alignment_rows.all())

    @property
    def teams(self) -> tuple[TeamLine, ...]:
        return team_lines(self.plan)

    @property
    def teams_to_fill(self) -> tuple[TeamLine, ...]:
        """Those with open places, once the plan is adopted: before, they are part of the drafting."""
        return tuple(line for line in self.teams if line.open_words) if self.against_baseline else ()

    @property
    def stages(self) -> tuple[StageBlock, ...]:
        return stage_blocks(self.plan)

    @property
    def voice_gaps(self) -> tuple[Gap, ...]:
        return voice_gaps(self.plan)

    @property
    def has_levels(self) -> bool:
        """Whether levels of school say something about the plan's organization."""
        return levels_count_in(self.plan.organization.kind)

    @property
    def next_baseline(self) -> int:
        return self.against_baseline.baseline.number + 1 if self.against_baseline else 1


def whole_plan(plan: Plan) -> Plan:
    """The plan with everything that it holds, in a fixed number of queries."""
    found = Plan.objects.select_related(*access.WITH_GOAL).prefetch_related(
        Prefetch("objectives__activities", with_everything(Activity.objects.select_related("team"))),
        "objectives__products",
        Prefetch("indicators", Indicator.objects.select_related("owner", "built_by__objective")),
        Prefetch("indicators__measurements", Measurement.ever.select_related("recorded_by")),
        Prefetch(
            "alignment_rows",
            AlignmentRow.objects.filter(objective__taken_out_at=None)
            .select_related("objective")
            .prefetch_related(WITH_STANDARDS),
        ),
        Prefetch("baselines", Baseline.objects.select_related("adopted_by")),
        TEAMS,
        "procedures",
        "involvements",
    )
    return found.get(pk=plan.pk)


def plan_page(viewer: Viewer, plan: Plan) -> PlanPage:
    """Everything on a plan's page; `plan` comes from `access.plans(viewer)`."""
    whole = whole_plan(plan)
    today = clock.today(whole.organization.timezone)
    baselines = list(whole.baselines.all())
    adopted = {facts.uid: facts for facts in adopted_facts(baselines[-1])} if baselines else None
    objectives = list(whole.objectives.all())
    activities = [activity for objective in objectives for activity in objective.activities.all()]
    gone = leads_who_left(whole.organization, activities)
    blocks = tuple(_objective_block(objective, today, adopted or {}, gone) for objective in objectives)
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


def _objective_block(
    objective: Objective, today: date, adopted: dict[str, ActivityFacts], gone: frozenset[int]
) -> ObjectiveBlock:
    lines = tuple(activity_line(activity, today, adopted, gone) for activity in objective.activities.all())
    return ObjectiveBlock(objective, share_done([line.facts for line in lines]), lines)


def _against(baseline: Baseline, blocks: Sequence[ObjectiveBlock], today: date) -> ComparisonBlock:
    lines = [line for block in blocks for line in block.lines]
    comparison = compare(adopted_facts(baseline), [line.facts for line in lines], today)
    changes = {line.activity.uid: line.last_change for line in lines if line.last_change}
    adopted_on = day_in(baseline.adopted_at, baseline.plan.organization.timezone)
    return ComparisonBlock(baseline, adopted_on, comparison, changes)
