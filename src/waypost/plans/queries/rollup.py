"""Who took parts of a plan, and how far they are (PL9): only plans that the viewer reads, in a fixed number of queries.

Each plan counts once for what it took itself: what others took of it in turn is told there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from waypost.people.viewers import Viewer
from waypost.plans.models import DONE, Activity, Baseline, Objective, Plan, TakenPart
from waypost.plans.queries import above
from waypost.plans.queries.facts import standing_activities
from waypost.plans.rules.lineage import RollUp, mean_progress, roll_up

ROWS_ON_A_PAGE = 100
ACTIVITY_STANDS = Q(activity__isnull=False, activity__taken_out_at=None, activity__objective__taken_out_at=None)


@dataclass(frozen=True)
class RolledUp:
    """`whole` sums up the plans that took anything; `parts` those of each objective or activity, by its uid."""

    whole: RollUp | None
    parts: Mapping[str, RollUp]


@dataclass(frozen=True)
class TakingPlan:
    """A plan that took something: of `activity_count` activities `done_count` are done; `progress` is their mean."""

    plan: Plan
    activity_count: int
    done_count: int
    progress: int
    is_draft: bool


@dataclass(frozen=True)
class TakersPage:
    """`own_progress` is how far the plan itself is, or its part called `of_name`; None where it has no activities."""

    summed_up: RollUp | None
    page: Page[TakingPlan]
    own_progress: int | None
    of_name: str


def rolled_up(viewer: Viewer, plan: Plan, of: str = "") -> RolledUp:
    """How far those are that took parts of `plan`, or the one with the uid `of`, as far as `viewer` reads them.

    Two queries.
    """
    taken = _taken(viewer, plan, of)
    tallies = _objectives(taken)
    by_objective: dict[str, list[int]] = {}
    for tally in tallies:
        by_objective.setdefault(tally.uid, []).append(tally.progress)
    objectives = {uid: found for uid, progress in by_objective.items() if (found := roll_up(progress))}
    whole = roll_up(tally.progress for tally in _by_plan(tallies))
    return RolledUp(whole, {**objectives, **_activities_summed(taken)})


def takers_page(viewer: Viewer, plan: Plan, of: str, page_number: str | None) -> TakersPage:
    """One row for each plan that took the part with the uid `of`, or anything; in the order of the tree."""
    taken = _taken(viewer, plan, of)
    tallies = _by_plan(_objectives(taken)) or (_activities(taken) if of else [])
    plans = Plan.objects.select_related("organization").in_bulk([tally.plan_id for tally in tallies])
    adopted = set(Baseline.objects.filter(plan__in=plans).values_list("plan", flat=True))
    rows = [
        TakingPlan(plans[one.plan_id], one.count, one.done, one.progress, is_draft=one.plan_id not in adopted)
        for one in tallies
    ]
    rows.sort(key=lambda row: (row.plan.organization.path, row.plan.pk))
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(page_number)
    own, name = _own_progress(plan, of), _name_of(plan, of)
    return TakersPage(roll_up(row.progress for row in rows), page, own, name)


def _taken(viewer: Viewer, plan: Plan, of: str) -> QuerySet[TakenPart]:
    taken = above.parts_taken_from(viewer, plan)
    return taken.filter(from_uid=of) if of else taken


def _own_progress(plan: Plan, of: str) -> int | None:
    own = standing_activities().filter(objective__plan=plan)
    own = own.filter(Q(uid=of) | Q(objective__uid=of)) if of else own
    summed = own.aggregate(total=Sum("progress"), count=Count("pk"))
    return mean_progress(summed["total"], summed["count"]) if summed["count"] else None


def _name_of(plan: Plan, of: str) -> str:
    """What the part is called, taken out or not; empty for the whole plan, and where there is none."""
    number = Objective.ever.filter(plan=plan, uid=of).values_list("number", flat=True).first()
    if number is not None:
        return f"Objective {number}"
    return Activity.ever.filter(objective__plan=plan, uid=of).values_list("text", flat=True).first() or ""


@dataclass(frozen=True)
class _Tally:
    """How far one plan is with what it took: the progress of `count` activities, summed up, and how many are done."""

    plan_id: int
    uid: str
    total: int
    count: int
    done: int

    @property
    def progress(self) -> int:
        return mean_progress(self.total, self.count)


def _objectives(taken: QuerySet[TakenPart]) -> list[_Tally]:
    """For each plan and objective that it took: all activities that stand under it there, its own ones too."""
    stands = Q(objective__activities__isnull=False, objective__activities__taken_out_at=None)
    rows = taken.filter(objective__isnull=False, objective__taken_out_at=None).order_by()
    summed = rows.values("extraction__plan", "from_uid").annotate(
        total=Coalesce(Sum("objective__activities__progress", filter=stands), 0),
        count=Count("objective__activities", filter=stands),
        done=Count("objective__activities", filter=stands & Q(objective__activities__progress=DONE)),
    )
    return [_Tally(*row) for row in summed.values_list("extraction__plan", "from_uid", "total", "count", "done")]


def _activities(taken: QuerySet[TakenPart]) -> list[_Tally]:
    rows = taken.filter(ACTIVITY_STANDS).values_list("extraction__plan", "from_uid", "activity__progress")
    return [_Tally(plan, uid, progress, 1, int(progress == DONE)) for plan, uid, progress in rows.order_by()]


def _by_plan(tallies: Iterable[_Tally]) -> list[_Tally]:
    """One for each plan."""
    found: dict[int, _Tally] = {}
    for one in tallies:
        sofar = found.get(one.plan_id, _Tally(one.plan_id, "", 0, 0, 0))
        sums = (sofar.total + one.total, sofar.count + one.count, sofar.done + one.done)
        found[one.plan_id] = _Tally(one.plan_id, "", *sums)
    return list(found.values())


def _activities_summed(taken: QuerySet[TakenPart]) -> dict[str, RollUp]:
    """A plan takes an activity once, so that the database can sum them up."""
    summed = (
        taken.filter(ACTIVITY_STANDS)
        .order_by()
        .values("from_uid")
        .annotate(
            plans=Count("pk"), done=Count("pk", filter=Q(activity__progress=DONE)), total=Sum("activity__progress")
        )
    )
    rows = summed.values_list("from_uid", "plans", "done", "total")
    return {uid: RollUp(plans, done, mean_progress(total, plans)) for uid, plans, done, total in rows}
