"""What was tried, and why it was hard: the list, one initiative with its tree of whys, and the picture of it (FR2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet

from waypost.governance.models import Cause, Decision, Initiative
from waypost.governance.queries import reflection
from waypost.governance.queries.decisions import decisions
from waypost.governance.rules.fishbone import Bone, Fishbone, fishbone
from waypost.governance.rules.initiatives import Difficulty, Twig, flat, tree
from waypost.governance.rules.standings import CauseCounts, InitiativeCounts
from waypost.people.models import Organization
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Objective
from waypost.plans.queries import access as plans

ROWS = 30
#: What the list can be narrowed to, by the word in its address.
NARROWED = {
    "past": Q(until_year__isnull=False),
    "present": Q(until_year=None),
    "difficult": Q(difficulty=Difficulty.DIFFICULT),
}
MOST_OFFERED = 200
Whys = tuple[Twig[Cause], ...]


@dataclass(frozen=True)
class InitiativePage:
    """One initiative: `outline` holds its causes in order; `readable` the uids of what takes them up, if seen."""

    initiative: Initiative
    whys: Whys
    outline: list[Twig[Cause]]
    bones: tuple[tuple[str, list[Twig[Cause]]], ...]
    drawing: Fishbone | None
    readable: frozenset[str]

    @property
    def roots(self) -> list[Twig[Cause]]:
        return [twig for twig in self.outline if twig.item.is_root]

    @property
    def open_roots(self) -> list[Twig[Cause]]:
        return [twig for twig in self.roots if not twig.item.is_taken_up]


def initiative_list(viewer: Viewer, organization: Organization, show: str, number: str | None) -> Page[Initiative]:
    """One page of the initiatives of an organization, with how many standing causes each has."""
    found = reflection.initiatives(viewer).filter(NARROWED.get(show, Q()), organization=organization)
    with_causes = found.annotate(cause_count=Count("causes", filter=Q(causes__taken_out_at=None)))
    page: Page[Initiative] = Paginator(with_causes, ROWS).get_page(number)  # type: ignore[assignment]  # the query annotates it
    return page


def initiative_page(viewer: Viewer, initiative: Initiative) -> InitiativePage:
    """The initiative with its whys as outline and picture."""
    causes = Cause.objects.filter(initiative=initiative).select_related("objective", "activity", "decision")
    whys = tree(causes)
    outline = flat(whys)
    bones = bones_of(outline)
    return InitiativePage(
        initiative,
        whys,
        outline,
        bones,
        drawing_of(initiative, bones) if outline else None,
        readable_parts(viewer, (twig.item for twig in outline)),
    )


def bones_of(outline: Sequence[Twig[Cause]]) -> tuple[tuple[str, list[Twig[Cause]]], ...]:
    """The kinds of cause that there are, in the order in which they come up, each with its causes."""
    kinds = dict.fromkeys(twig.kind for twig in outline)
    return tuple((kind[:1].upper() + kind[1:], [twig for twig in outline if twig.kind == kind]) for kind in kinds)


def drawing_of(initiative: Initiative, bones: Iterable[tuple[str, list[Twig[Cause]]]]) -> Fishbone:
    """The fishbone of an initiative's causes."""
    drawn = [
        Bone(kind, tuple((twig.depth, str(twig.item), twig.item.is_root) for twig in twigs)) for kind, twigs in bones
    ]
    return fishbone(initiative.effect or initiative.title, drawn)


def readable_parts(viewer: Viewer, causes: Iterable[Cause]) -> frozenset[str]:
    """The uids of what takes causes up, as far as `viewer` may open it; a query for each kind."""
    found = list(causes)
    named = [
        (plans.objectives(viewer), [cause.objective_id for cause in found]),
        (plans.activities(viewer), [cause.activity_id for cause in found]),
        (decisions(viewer), [cause.decision_id for cause in found]),
    ]
    seen = (rows.filter(pk__in=[pk for pk in wanted if pk]) for rows, wanted in named)
    return frozenset(uid for rows in seen for uid in rows.values_list("uid", flat=True))


def places_below(initiative: Initiative, cause: Cause | None = None) -> QuerySet[Cause]:
    """Where a cause can hang: all that stand but itself. The action sees to it that no circle comes about."""
    found = Cause.objects.filter(initiative=initiative)
    return found.exclude(pk=cause.pk) if cause else found


def objectives_to_offer(viewer: Viewer, organization: Organization) -> QuerySet[Objective]:
    """The objectives of the organization's plans, the newest plan first."""
    found = plans.objectives(viewer).filter(plan__organization=organization)
    return found.order_by("-plan__created_at", "number")


def activities_to_offer(viewer: Viewer, organization: Organization) -> QuerySet[Activity]:
    """The activities of those plans."""
    found = plans.activities(viewer).filter(objective__plan__organization=organization)
    return found.order_by("-objective__plan__created_at", "objective__number", "position")


def decisions_to_offer(viewer: Viewer, organization: Organization, cause: Cause | None = None) -> QuerySet[Decision]:
    """What stands decided in the organization's log, the newest first, and the one that takes `cause` up already."""
    stands = Q(superseded_by=None) | Q(pk=cause.decision_id if cause else None)
    found = decisions(viewer).filter(stands, committee__organization=organization, decided_on__isnull=False)
    return found.order_by("-decided_on", "-pk")


def initiative_counts(organization: Organization) -> InitiativeCounts:
    """How many there are since when, and how many do not say what came of them; one query."""
    is_open = Q(until_year__isnull=False) & (Q(what_happened="") | Q(what_remains=""))
    found = Initiative.objects.filter(organization=organization).aggregate(
        all=Count("pk"), first_year=Min("since_year"), open=Count("pk", filter=is_open)
    )
    return InitiativeCounts(**found)


def cause_counts(organization: Organization) -> CauseCounts:
    """How far the difficult ones are examined; two queries."""
    rows = list(Initiative.objects.filter(organization=organization))
    difficult = {row.pk for row in rows if row.is_difficult}
    causes = Cause.objects.filter(initiative__in=difficult)
    standing = [twig.item for twig in flat(tree(causes))]
    roots = [cause for cause in standing if cause.is_root]
    return CauseCounts(
        initiatives=len(rows),
        difficult=len(difficult),
        examined=len({cause.initiative_id for cause in roots}),
        causes=len(standing),
        open_roots=sum(not cause.is_taken_up for cause in roots),
    )
