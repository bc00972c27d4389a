"""What the plan's pages show, gathered in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.plans.models import (
    Activity,
    AlignmentRow,
    Baseline,
    DateChange,
    DateProposal,
    Objective,
    Plan,
)
from waypost.plans.queries import access
from waypost.plans.queries.activities import ActivityLine
from waypost.plans.queries.alignment import WITH_STANDARDS, AlignmentBlock, alignment_block
from waypost.plans.queries.direction import StageBlock, stage_blocks, voice_gaps
from waypost.plans.queries.facts import standing_activities
from waypost.plans.queries.indicators import IndicatorLine, IndicatorLook, plan_indicators
from waypost.plans.queries.measuring import INDICATORS
from waypost.plans.queries.proposals import open_proposals
from waypost.plans.queries.standing import PlanStanding, last_date_changes, lines_of, plan_standing
from waypost.plans.queries.teams import TEAMS, TeamLine, team_lines
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.activities import ActivityStatus, Comparison, Moved, compare, share_done
from waypost.plans.rules.steps import Step
from waypost.plans.rules.template_words import SECTIONS, TemplateWords
from waypost.plans.rules.voices import Gap, levels_count_in

#: A plan with more activities shows its objectives alone; each leads to a page with its own.
MOST_LISTED = 300
#: So many dates that moved are told on the page; the page that compares has them all.
MOST_MOVED = 10
LIGHT_BASELINES = Prefetch("baselines", Baseline.objects.select_related("adopted_by").defer("snapshot"))
STANDING_ROWS = Prefetch(
    "alignment_rows",
    AlignmentRow.objects.filter(objective__taken_out_at=None)
    .select_related("objective")
    .prefetch_related(WITH_STANDARDS),
)


@dataclass(frozen=True)
class ObjectiveBlock:
    """An objective with what became of its activities; `lines` is empty where the page does not list them."""

    objective: Objective
    share_done: int | None
    counts: Counter[ActivityStatus]
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class ComparisonBlock:
    """The plan beside its latest baseline; `changes` holds the last change of each activity whose move is told."""

    baseline: Baseline
    adopted_on: date
    comparison: Comparison
    changes: dict[str, DateChange]

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The first of those that moved."""
        return self.comparison.moved[:MOST_MOVED]

    @property
    def moved_more(self) -> int:
        return len(self.comparison.moved) - len(self.moved)


@dataclass(frozen=True)
class PlanPage(PlanStanding):
    """A plan as its page shows it to one viewer on one day. `proposals` are dates that wait for a decision."""

    may_adopt: bool
    objectives: tuple[ObjectiveBlock, ...]
    indicators: tuple[IndicatorLine, ...]
    proposals: tuple[DateProposal, ...]
    against_baseline: ComparisonBlock | None

    @property
    def is_folded(self) -> bool:
        """Whether the activities stand on the pages of their objectives."""
        return len(self.steps) > MOST_LISTED

    @property
    def is_ready_to_adopt(self) -> bool:
        """Whether the viewer may adopt it, and there is an activity to adopt, or one was adopted before."""
        return self.may_adopt and bool(self.steps or self.baseline)

    @property
    def lines(self) -> tuple[ActivityLine, ...]:
        return tuple(line for block in self.objectives for line in block.lines)

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
        return tuple(line for line in self.teams if line.open_words) if self.baseline else ()

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


def whole_plan(plan: Plan) -> Plan:
    """The plan with everything that a baseline keeps of it, in a fixed number of queries."""
    needed = Prefetch("needs", standing_activities().only("uid"))
    activities = Activity.objects.select_related("team").prefetch_related("leads", "resources", needed)
    found = Plan.objects.select_related(*access.WITH_GOAL).prefetch_related(
        Prefetch("objectives__activities", activities),
        "objectives__products",
        INDICATORS,
        STANDING_ROWS,
        Prefetch("baselines", Baseline.objects.select_related("adopted_by")),
        TEAMS,
        "procedures",
        "involvements",
    )
    return found.get(pk=plan.pk)


def plan_page(viewer: Viewer, plan: Plan) -> PlanPage:
    """Everything on a plan's page; `plan` comes from `access.plans(viewer)`."""
    prefetch_related_objects(
        [plan], "objectives__products", STANDING_ROWS, LIGHT_BASELINES, TEAMS, "procedures", "involvements"
    )
    standing = plan_standing(viewer, plan)
    lines = lines_of(standing, standing.steps) if len(standing.steps) <= MOST_LISTED else {}
    return PlanPage(
        plan=plan,
        today=standing.today,
        may_edit=standing.may_edit,
        steps=standing.steps,
        baseline=standing.baseline,
        may_adopt=may(viewer, access.ADOPT, plan.organization),
        objectives=_blocks(standing, lines),
        indicators=plan_indicators(viewer, plan, standing.today),
        proposals=open_proposals(plan),
        against_baseline=_against(standing, lines),
    )


def _blocks(standing: PlanStanding, lines: Mapping[int, ActivityLine]) -> tuple[ObjectiveBlock, ...]:
    by_objective: defaultdict[int, list[Step]] = defaultdict(list)
    for step in standing.steps:
        by_objective[step.objective_id].append(step)
    return tuple(_block(objective, by_objective[objective.pk], lines) for objective in standing.plan.objectives.all())


def _block(objective: Objective, steps: Sequence[Step], lines: Mapping[int, ActivityLine]) -> ObjectiveBlock:
    return ObjectiveBlock(
        objective,
        share_done([step.facts for step in steps]),
        Counter(step.status for step in steps),
        tuple(lines[step.pk] for step in steps if step.pk in lines),
    )


def _against(standing: PlanStanding, lines: Mapping[int, ActivityLine]) -> ComparisonBlock | None:
    if standing.baseline is None or standing.adopted_on is None:
        return None
    facts = [step.facts for step in standing.steps]
    comparison = compare(standing.adopted.values(), facts, standing.today)
    told = [change.activity.uid for change in comparison.moved[:MOST_MOVED]]
    known = {line.activity.uid: line.last_change for line in lines.values() if line.last_change}
    changes = known if lines else last_date_changes(told)
    return ComparisonBlock(standing.baseline, standing.adopted_on, comparison, changes)
