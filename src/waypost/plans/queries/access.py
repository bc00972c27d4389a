"""Which plans, and which of their parts, a viewer may read, edit or adopt. Views get every object from here.

A plan that nobody has adopted yet is a draft: only those who may edit it see it, and each of its parts.
"""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import NOTHING, organizations, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import (
    Activity,
    AlignedStandard,
    AlignmentRow,
    Baseline,
    Indicator,
    Involvement,
    Measurement,
    Objective,
    ObjectiveCitation,
    Plan,
    PlanImport,
    Procedure,
    Team,
    TeamMember,
)
from waypost.plans.queries.facts import standing_activities
from waypost.plans.queries.owning import owner_is_here

READ = Permission.PLANS_PLAN_READ
EDIT = Permission.PLANS_PLAN_EDIT
ADOPT = Permission.PLANS_PLAN_ADOPT
#: Parts that can be taken out of a plan.
Removable = Activity | AlignmentRow | Indicator | Involvement | Objective | Procedure | Team
#: The same by the noun that addresses and verbs use.
REMOVABLE: dict[str, type[Removable]] = {
    "activity": Activity,
    "alignment": AlignmentRow,
    "indicator": Indicator,
    "involvement": Involvement,
    "objective": Objective,
    "procedure": Procedure,
    "team": Team,
}
WITH_GOAL = ("organization", "goal__priority_area")


def plans(viewer: Viewer, permission: Permission = READ) -> QuerySet[Plan]:
    """The plans for which `viewer` holds `permission`, newest first."""
    reach = _in_reach(viewer, permission)
    return Plan.objects.filter(reach).select_related(*WITH_GOAL).order_by("-created_at", "-pk")


def objectives(viewer: Viewer, permission: Permission = READ) -> QuerySet[Objective]:
    """The objectives of those plans."""
    reach = _in_reach(viewer, permission, "plan")
    return Objective.objects.filter(reach).select_related("plan__organization")


def citations(viewer: Viewer) -> QuerySet[ObjectiveCitation]:
    """What the objectives cite that `viewer` may edit."""
    found = ObjectiveCitation.objects.filter(objective__in=objectives(viewer, EDIT))
    return found.select_related("objective", "item")


def activities(viewer: Viewer, permission: Permission = READ) -> QuerySet[Activity]:
    """The activities of those plans."""
    reach = _in_reach(viewer, permission, "objective__plan")
    found = Activity.objects.filter(reach, objective__taken_out_at=None).select_related("objective__plan__organization")
    return found.prefetch_related("leads", "resources", Prefetch("needs", standing_activities()))


def indicators(viewer: Viewer, permission: Permission = READ) -> QuerySet[Indicator]:
    """The indicators of those plans."""
    reach = _in_reach(viewer, permission, "plan")
    found = Indicator.objects.filter(reach).select_related("plan__organization", "plan__goal__priority_area")
    return found.select_related("owner", "built_by__objective")


def indicators_to_measure(viewer: Viewer) -> QuerySet[Indicator]:
    """Those whose numbers `viewer` may write down: of plans that they edit, and while they work there their own."""
    is_adopted = Q(Exists(Baseline.objects.filter(plan=OuterRef("plan_id"))))
    own = Q(owner=viewer) & is_adopted & owner_is_here() if isinstance(viewer, Person) else NOTHING
    reach = within_branches(viewer, EDIT, "plan__organization") | own
    return Indicator.objects.filter(reach).select_related("plan__organization", "plan__goal__priority_area", "owner")


def measurements_to_correct(viewer: Viewer) -> QuerySet[Measurement]:
    """What people wrote down for the indicators that `viewer` may edit."""
    reach = within_branches(viewer, EDIT, "indicator__plan__organization")
    found = Measurement.objects.filter(reach, source_key="", indicator__taken_out_at=None)
    return found.select_related("indicator__plan__organization")


def alignment_rows(viewer: Viewer, permission: Permission = READ) -> QuerySet[AlignmentRow]:
    """The alignment rows of those plans."""
    reach = _in_reach(viewer, permission, "plan")
    return AlignmentRow.objects.filter(reach, objective__taken_out_at=None).select_related(
        "plan__organization", "objective"
    )


def aligned_standards(viewer: Viewer) -> QuerySet[AlignedStandard]:
    """The standards of the alignment rows that `viewer` may edit."""
    found = AlignedStandard.objects.filter(alignment_row__in=alignment_rows(viewer, EDIT))
    return found.select_related("alignment_row")


def teams(viewer: Viewer, permission: Permission = READ) -> QuerySet[Team]:
    """The teams of those plans."""
    reach = _in_reach(viewer, permission, "plan")
    found = Team.objects.filter(reach).select_related("plan__organization", "lead")
    return found.prefetch_related(Prefetch("members", TeamMember.objects.select_related("person")))


def involvements(viewer: Viewer, permission: Permission = READ) -> QuerySet[Involvement]:
    """Who takes part in those plans."""
    reach = _in_reach(viewer, permission, "plan")
    return Involvement.objects.filter(reach).select_related("plan__organization")


def removable(viewer: Viewer, kind: str, uid: str) -> Removable | None:
    """The part that `viewer` may take out or put back, taken out or not; None also for a kind that is none."""
    model = REMOVABLE.get(kind)
    return model.ever.filter(_in_reach(viewer, EDIT, plan_path(model)), uid=uid).first() if model else None


def plan_path(model: type[Removable]) -> str:
    """Where parts of this kind name their plan, as filters say it."""
    return "objective__plan" if model is Activity else "plan"


def baselines(viewer: Viewer) -> QuerySet[Baseline]:
    """The adopted forms of the plans that `viewer` may read."""
    reach = within_branches(viewer, READ, "plan__organization")
    return Baseline.objects.filter(reach).select_related("plan__organization", "adopted_by")


def imports(viewer: Viewer) -> QuerySet[PlanImport]:
    """Files read for an organization whose plans `viewer` may edit."""
    reach = within_branches(viewer, EDIT, "organization")
    return PlanImport.objects.filter(reach).select_related("organization", "plan")


def may_read(viewer: Viewer, plan: Plan) -> bool:
    """Whether `viewer` may open a plan that something else led to."""
    return plans(viewer).filter(pk=plan.pk).exists()


def organizations_to_plan_for(viewer: Viewer) -> QuerySet[Organization]:
    """Where `viewer` may begin a plan, in tree order."""
    return organizations(viewer, EDIT)


def _in_reach(viewer: Viewer, permission: Permission, plan: str = "") -> Q:
    """A filter on rows whose plan (at `plan`; the rows are plans where it is empty) `viewer` gets by `permission`."""
    at, key = (f"{plan}__organization", f"{plan}_id") if plan else ("organization", "pk")
    if permission == EDIT:
        return within_branches(viewer, EDIT, at)
    is_adopted = Q(Exists(Baseline.objects.filter(plan=OuterRef(key))))
    return within_branches(viewer, permission, at) & (is_adopted | within_branches(viewer, EDIT, at))
