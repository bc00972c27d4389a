"""Reads of programs and what they curate; staff see their branch."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.rules import VersionState
from waypost.people.permissions import Permission
from waypost.people.queries import holds, within_branches
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity, Objective, Plan
from waypost.programs.models import AmbitionChoice, ImplementationModel, Program, ProgramCredential
from waypost.programs.shown_counts import shown_in_programs

READ = Permission.PROGRAMS_PROGRAM_READ


MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
#: Whether the ambition of a program is chosen and a model of it adopted.
IS_PLANNED = Exists(AmbitionChoice.objects.filter(program=OuterRef("pk"))) & Exists(
    ImplementationModel.objects.filter(program=OuterRef("pk"), adopted_at__isnull=False)
)


def programs(viewer: Viewer, permission: Permission = READ) -> QuerySet[Program]:
    """The programs of the branch in which `viewer` holds `permission`, with what they serve."""
    return programs_alone(viewer, permission).select_related("activity__objective__plan__goal__priority_area")


def programs_alone(viewer: Viewer, permission: Permission = READ) -> QuerySet[Program]:
    """The same without what they serve: for lists that say nothing of it."""
    return Program.objects.filter(within_branches(viewer, permission, "organization")).select_related("organization")


def programs_to_show(viewer: Viewer, permission: Permission = READ) -> QuerySet[Program]:
    """The same, each with `is_planned`."""
    return programs(viewer, permission).annotate(is_planned=IS_PLANNED)


def programs_in_numbers(viewer: Viewer) -> list[tuple[Program, int | None]]:
    """Each with `cohort_count`, and beside it how many educators are in, None where that number is left out."""
    found = list(programs(viewer).annotate(cohort_count=Count("cohorts")))
    shown = shown_in_programs(viewer, found)
    return [(program, shown.get(program.uid)) for program in found]


def without_cohort(viewer: Viewer, most: int) -> list[tuple[Program, bool]]:
    """Up to `most` programs that `viewer` manages and that enroll nobody yet, each with whether it is planned."""
    found = programs(viewer, MANAGE).filter(cohorts=None).annotate(is_planned=IS_PLANNED)
    return [(program, program.is_planned) for program in found[:most]]


def may_start(viewer: Viewer) -> bool:
    """Whether `viewer` may start a program somewhere."""
    return holds(viewer, MANAGE)


def curated_of_branch(viewer: Viewer) -> QuerySet[ProgramCredential]:
    """What the programs that `viewer` manages offer."""
    return ProgramCredential.objects.filter(
        within_branches(viewer, MANAGE, "program__organization"), withdrawn_at=None
    ).select_related("program")


def curated(program: Program) -> QuerySet[ProgramCredential]:
    """What the program offers today, each with the `title` of its published version."""
    offered = program.curated.filter(withdrawn_at=None).select_related("micro_credential__organization")
    return offered.annotate(title=_published_title("micro_credential")).order_by("title")


def _published_title(micro_credential: str) -> Subquery:
    """The title of the published version of the micro-credential that a row names; null where none is published."""
    published = MicroCredentialVersion.objects.filter(
        micro_credential=OuterRef(micro_credential), state=VersionState.PUBLISHED
    )
    return Subquery(published.values("title")[:1])


def activities_to_serve(viewer: Viewer) -> QuerySet[Activity]:
    """The plan activities that a program may serve: those of plans in the branch that `viewer` manages."""
    return (
        Activity.objects.filter(
            within_branches(viewer, MANAGE, "objective__plan__organization"), objective__taken_out_at=None
        )
        .select_related("objective__plan__organization")
        .order_by("objective__plan_id", "objective__number", "position")
    )


def objectives_to_serve(viewer: Viewer) -> QuerySet[Objective]:
    """The objectives of those plans, where an activity is still to be written."""
    return (
        Objective.objects.filter(within_branches(viewer, MANAGE, "plan__organization"))
        .select_related("plan")
        .order_by("plan_id", "number")
    )


def plans_to_serve(viewer: Viewer) -> QuerySet[Plan]:
    """Those plans, the newest first."""
    return Plan.objects.filter(within_branches(viewer, MANAGE, "organization")).order_by("-created_at", "-pk")


def names_of_programs(activities: Sequence[Activity]) -> list[str]:
    """The programs that carry out any of these activities, by name; asked before one is taken out of its plan."""
    return list(Program.objects.filter(activity__in=activities).order_by("name").values_list("name", flat=True))


def credentials_to_curate(program: Program) -> QuerySet[MicroCredential]:
    """Published micro-credentials that the program does not offer yet, each with its `title`."""
    return (
        MicroCredential.objects.annotate(title=_published_title("pk"))
        .filter(title__isnull=False)
        .exclude(pk__in=curated(program).values("micro_credential"))
        .order_by("title")
    )
