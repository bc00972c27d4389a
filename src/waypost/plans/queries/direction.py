"""Where organizations are going: priorities, goals and the plans that serve them; who has a voice (PL1, PL12)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from waypost.common.models import AuditEntry
from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import may, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Goal, Involvement, Plan, PriorityArea, Procedure
from waypost.plans.queries import access
from waypost.plans.queries.history import Change, changes_from
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.voices import Gap, Speaker, gaps, levels_count_in

AREAS_ON_A_PAGE = 50
CHANGES_SHOWN = 10
#: Goals that a form offers.
MOST_OFFERED = 200


@dataclass(frozen=True)
class GoalLine:
    goal: Goal
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class AreaBlock:
    area: PriorityArea
    goals: tuple[GoalLine, ...]
    may_edit: bool


@dataclass(frozen=True)
class PrioritiesPage:
    """Priority areas of several organizations, each with its goals; `changes` are the last ones, newest first."""

    page: Page[PriorityArea]
    areas: tuple[AreaBlock, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class StageBlock:
    """How work goes on at one stage, and who takes part."""

    stage: Stage
    procedure: Procedure | None
    involvements: tuple[Involvement, ...]

    @property
    def name(self) -> str:
        return self.stage.value.capitalize()


def priority_areas(viewer: Viewer, permission: Permission = access.READ) -> QuerySet[PriorityArea]:
    """Of the organizations where `viewer` holds `permission`; what stands only behind drafts is left out.

    A goal that only drafts serve belongs to them: it is seen by those who may edit it.
    """
    of_area = _goals_seen(viewer).filter(priority_area=OuterRef("pk"))
    is_bare = ~Exists(Goal.objects.filter(priority_area=OuterRef("pk")))
    seen = is_bare | Exists(of_area) | within_branches(viewer, access.EDIT, "organization")
    found = PriorityArea.objects.filter(within_branches(viewer, permission, "organization"), seen)
    return found.select_related("organization").order_by("organization__path", "pk")


def goals(viewer: Viewer, permission: Permission = access.EDIT) -> QuerySet[Goal]:
    """The broad goals of the same organizations."""
    within = within_branches(viewer, permission, "priority_area__organization")
    return _goals_seen(viewer).filter(within).select_related("priority_area__organization").order_by("pk")


def goals_to_offer(viewer: Viewer, organization: Organization | None = None) -> list[Goal]:
    """For a new plan, those of all organizations that `viewer` may plan for; the newest first."""
    found = goals(viewer).order_by("-pk")
    found = found.filter(priority_area__organization=organization) if organization else found
    return list(found[:MOST_OFFERED])


def area_titles(viewer: Viewer, organization: Organization | None = None) -> list[str]:
    """The priority areas of the same organizations, by title."""
    found = priority_areas(viewer, access.EDIT)
    found = found.filter(organization=organization) if organization else found
    return list(dict.fromkeys(found.order_by("title").values_list("title", flat=True)[:MOST_OFFERED]))


def _goals_seen(viewer: Viewer) -> QuerySet[Goal]:
    serving = Plan.objects.filter(goal=OuterRef("pk"))
    seen = access.plans(viewer).order_by().filter(goal=OuterRef("pk"))
    is_mine = within_branches(viewer, access.EDIT, "priority_area__organization")
    return Goal.objects.filter(Q(~Exists(serving)) | Exists(seen) | is_mine)


def priorities_page(viewer: Viewer, page_number: str | None) -> PrioritiesPage:
    """One page of the list; a number out of range gives the nearest one."""
    seen = Prefetch("goals", _goals_seen(viewer).order_by("pk"))
    page = Paginator(priority_areas(viewer).prefetch_related(seen), AREAS_ON_A_PAGE).get_page(page_number)
    areas = list(page)
    shown = [goal for area in areas for goal in area.goals.all()]
    by_goal: dict[int, list[Plan]] = defaultdict(list)
    for plan in access.plans(viewer).filter(goal__in=shown):
        by_goal[plan.goal_id].append(plan)
    blocks = tuple(_block(viewer, area, by_goal) for area in areas)
    return PrioritiesPage(page, blocks, _last_changes(areas, shown))


def _block(viewer: Viewer, area: PriorityArea, plans: dict[int, list[Plan]]) -> AreaBlock:
    lines = tuple(GoalLine(goal, tuple(plans.get(goal.pk, ()))) for goal in area.goals.all())
    return AreaBlock(area, lines, may(viewer, access.EDIT, area.organization))


def _last_changes(areas: Sequence[PriorityArea], shown: Sequence[Goal]) -> tuple[Change, ...]:
    names = {area.uid: area.title for area in areas} | {goal.uid: goal.text for goal in shown}
    found = AuditEntry.objects.filter(subject_uid__in=names).order_by("-at", "-pk")
    return changes_from(list(found[:CHANGES_SHOWN]), names)


def stage_blocks(plan: Plan) -> tuple[StageBlock, ...]:
    """Every stage of a plan, said or not; reads its procedures and involvements: prefetch them."""
    said = {procedure.stage: procedure for procedure in plan.procedures.all()}
    rows = list(plan.involvements.all())
    return tuple(
        StageBlock(stage, said.get(stage.value), tuple(row for row in rows if row.stage == stage)) for stage in Stage
    )


def voice_gaps(plan: Plan) -> tuple[Gap, ...]:
    """Which voices are missing in a plan; reads its involvements."""
    speakers = [Speaker(row.stage, row.voice, row.school_level) for row in plan.involvements.all()]
    return gaps(speakers, with_levels=levels_count_in(plan.organization.kind))
