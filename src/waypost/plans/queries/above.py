"""Of which plans somebody may take parts, for whom, and which taken plans they may open (PL9, decision 0024).

A plan is taken from the nearest organization above that has an adopted one; only what was adopted is shown for it.
"""

from collections.abc import Iterable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from waypost.people.models import Organization
from waypost.people.queries import branches, in_any_branch, organizations, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Baseline, Extraction, Plan, TakenPart
from waypost.plans.queries import access

IS_ADOPTED = Exists(Baseline.objects.filter(plan=OuterRef("pk")))


def plans_above(viewer: Viewer) -> QuerySet[Plan]:
    """The adopted plans of the organizations right above those for which `viewer` plans, newest first."""
    nodes = branches(viewer, access.EDIT)
    found = Plan.objects.filter(IS_ADOPTED, organization__in=_nearest_above(nodes))
    found = found.exclude(in_any_branch(nodes, "organization"))
    return found.select_related(*access.WITH_GOAL).order_by("-created_at", "-pk")


def plans_to_take(viewer: Viewer) -> QuerySet[Plan]:
    """Those, and the adopted ones that `viewer` edits, of which those below may take."""
    own = within_branches(viewer, access.EDIT, "organization")
    found = Plan.objects.filter(own, IS_ADOPTED) | Plan.objects.filter(pk__in=plans_above(viewer).values("pk"))
    return found.select_related(*access.WITH_GOAL)


def places_to_take_for(viewer: Viewer, source: Plan) -> QuerySet[Organization]:
    """The organizations below that of `source` for which `viewer` plans, and above which no adopted plan is nearer."""
    found = organizations(viewer, access.EDIT).filter(in_any_branch([source.organization]))
    found = found.exclude(pk=source.organization_id)
    at = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    nearer = Baseline.objects.alias(at=at).filter(
        at__startswith=F("plan__organization__path"), plan__organization__path__gt=source.organization.path
    )
    return found.exclude(Exists(nearer.exclude(plan__organization=OuterRef("pk"))))


def baseline_of(source: Plan | None, number: int) -> Baseline | None:
    """What was adopted of a plan to take from: the baseline with this number, or the latest for 0."""
    if source is None:
        return None
    found = source.baselines.select_related("plan__organization")
    return found.filter(number=number).first() if number else found.last()


def objectives_taken(extraction: Extraction) -> frozenset[str]:
    """The uids there of the objectives that the plan took."""
    taken = extraction.parts.filter(objective__isnull=False)
    return frozenset(taken.values_list("from_uid", flat=True))


def extractions(viewer: Viewer) -> QuerySet[Extraction]:
    """Where the plans came from that `viewer` may edit."""
    reach = within_branches(viewer, access.EDIT, "plan__organization")
    return Extraction.objects.filter(reach).select_related("plan__organization", "source__organization")


def parts_taken_from(viewer: Viewer, source: Plan) -> QuerySet[TakenPart]:
    """What others took of `source`, in plans that `viewer` may read."""
    readable = access.plans(viewer).order_by().values("pk")
    return TakenPart.objects.filter(extraction__source=source, extraction__plan__in=readable)


def _nearest_above(nodes: Iterable[Organization]) -> list[Organization]:
    """Of each node the nearest organization above it that has an adopted plan; one query."""
    step = Organization.steplen
    paths = {node.path[:length] for node in nodes for length in range(step, len(node.path), step)}
    adopted = Exists(Baseline.objects.filter(plan__organization=OuterRef("pk")))
    found = list(Organization.objects.filter(adopted, path__in=paths).order_by("path")) if paths else []
    above = [[one for one in found if node.path.startswith(one.path) and one != node] for node in nodes]
    return [ways[-1] for ways in above if ways]
