"""Reads of programs; staff see their branch, an educator the cohorts that invited them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.rules import VersionState
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import (
    holds,
    in_any_branch,
    organization_called,
    organizations,
    school_of,
    within_branches,
)
from waypost.people.rules import OrganizationKind, Role
from waypost.people.viewers import Viewer
from waypost.plans.models import Activity
from waypost.programs.models import Cohort, CohortMember, IntroductoryTraining, Program, ProgramCredential
from waypost.programs.shown_counts import shown_in_cohorts, shown_in_programs

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
TRAINING = Permission.PROGRAMS_TRAINING_RECORD
MEMBERS = Permission.PROGRAMS_COHORT_MANAGE


def programs(viewer: Viewer, permission: Permission = READ) -> QuerySet[Program]:
    """The programs of the branch in which `viewer` holds `permission`, with what they serve."""
    return Program.objects.filter(within_branches(viewer, permission, "organization")).select_related(
        "organization", "activity__objective__plan__goal__priority_area"
    )


def programs_in_numbers(viewer: Viewer) -> list[tuple[Program, int | None]]:
    """Each with `cohort_count`, and beside it how many educators are in, None where that number is left out."""
    shown = shown_in_programs(viewer)
    found = programs(viewer).annotate(cohort_count=Count("cohorts"))
    return [(program, shown.get(program.uid)) for program in found]


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


def cohorts_in_numbers(viewer: Viewer, program: Program) -> list[tuple[Cohort, int | None]]:
    """The cohorts of a program, each with how many educators are in, None where that number is left out."""
    shown = shown_in_cohorts(viewer, program)
    return [(cohort, shown[cohort.uid]) for cohort in program.cohorts.order_by("starts_on", "name")]


def educators_in(viewer: Viewer, cohort: Cohort) -> int | None:
    """How many are in, None where that number is left out."""
    return shown_in_cohorts(viewer, cohort.program)[cohort.uid]


def cohorts_of_branch(viewer: Viewer, permission: Permission = READ) -> QuerySet[Cohort]:
    """Every cohort of the branch in which `viewer` holds `permission`."""
    return Cohort.objects.filter(within_branches(viewer, permission, "program__organization")).select_related(
        "program__organization"
    )


def members(cohort: Cohort) -> QuerySet[CohortMember]:
    """Those who are in the cohort today, by school (`school_name`) and name."""
    found = cohort.members.filter(left_at=None).annotate(school_name=school_of("organization", "name"))
    return found.select_related("person", "organization").order_by("school_name", "person__name")


def memberships(person: Person) -> QuerySet[CohortMember]:
    """The cohorts that invited `person` and that they did not leave: their own, whatever role they hold."""
    return CohortMember.objects.filter(person=person, left_at=None).select_related("cohort__program__organization")


def activities_to_serve(viewer: Viewer) -> QuerySet[Activity]:
    """The plan activities that a program may serve: those of plans in the branch that `viewer` manages."""
    return (
        Activity.objects.filter(
            within_branches(viewer, MANAGE, "objective__plan__organization"), objective__taken_out_at=None
        )
        .select_related("objective__plan__organization")
        .order_by("objective__plan_id", "objective__number", "position")
    )


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


def educators_to_invite(cohort: Cohort, *, school: Organization | None, name: str) -> QuerySet[RoleAssignment]:
    """Educators of the program's branch who are not in the cohort, narrowed by school and a part of the name.

    Each carries `school_name`. One row a person and school, also where they hold the role in its departments too.
    """
    owner = cohort.program.organization
    found = RoleAssignment.objects.filter(
        role=Role.EDUCATOR,
        ended_at=None,
        person__is_active=True,
        person__name__icontains=name,
        organization__path__gte=owner.path,
        organization__path__lt=owner.branch_end,
    ).exclude(person__in=cohort.members.filter(left_at=None).values("person"))
    if school is not None:
        found = found.filter(organization__path__gte=school.path, organization__path__lt=school.branch_end)
    return _once_a_school(found).select_related("person", "organization")


def _once_a_school(found: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """By school (`school_name`) and name; of one person in one school the role that is nearest to its top."""
    named = found.annotate(school_name=school_of("organization", "name"), school_path=school_of("organization", "path"))
    same = named.filter(person=OuterRef("person"), school_path=OuterRef("school_path"))
    nearer = same.filter(organization__path__lt=OuterRef("organization__path"))
    return named.exclude(Exists(nearer)).order_by("school_name", "person__name")


def schools_of(program: Program) -> QuerySet[Organization]:
    """The schools in the program's branch."""
    return schools_below(program.organization)


def schools_below(organization: Organization) -> QuerySet[Organization]:
    """The schools in the branch of `organization`, which can be one itself, by name."""
    found: QuerySet[Organization] = Organization.objects.filter(
        in_any_branch([organization]), kind=OrganizationKind.SCHOOL
    ).order_by("name")
    return found


def schools_in_training(organization: Organization, as_of: date) -> QuerySet[Organization]:
    """Those of them that began introductory training by the end of `as_of`."""
    return schools_below(organization).filter(introductory_training__begun_on__lte=as_of)


def schools_to_train(viewer: Viewer) -> QuerySet[Organization]:
    """The schools for which `viewer` may record introductory training, by name, each with what was recorded."""
    found = organizations(viewer, TRAINING).filter(kind=OrganizationKind.SCHOOL)
    return found.select_related("introductory_training__recorded_by").order_by("name", "path")


@dataclass(frozen=True)
class TrainingOfSchools:
    """Schools, each with what was recorded, how many there are and how many of them began; `at` names their branch."""

    schools: QuerySet[Organization]
    number: int
    begun_count: int
    at: Organization | None


def training_of_schools(viewer: Viewer, slug: str = "") -> TrainingOfSchools:
    """The schools of `viewer`, of one branch where `slug` names it, counted as the measure of plans counts them."""
    at = organization_called(slug) if slug else None
    schools = schools_to_train(viewer).filter(in_any_branch([at])) if at else schools_to_train(viewer)
    begun = schools.exclude(introductory_training=None).count()
    return TrainingOfSchools(schools, schools.count(), begun, at)


def training_of(school: Organization) -> IntroductoryTraining:
    """What was recorded for `school`; an unsaved one, version 0, where nothing was."""
    kept = IntroductoryTraining.objects.filter(organization=school).first()
    return kept or IntroductoryTraining(organization=school, version=0)


def members_of_branch(viewer: Viewer) -> QuerySet[CohortMember]:
    """The members of the cohorts that `viewer` manages."""
    return CohortMember.objects.filter(
        within_branches(viewer, MEMBERS, "cohort__program__organization"), left_at=None
    ).select_related("person", "organization", "cohort__program__organization")
