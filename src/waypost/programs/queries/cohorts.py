"""Reads of cohorts; staff see their branch, an educator the cohorts that invited them."""

from django.db.models import Exists, OuterRef, QuerySet

from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import school_of, within_branches
from waypost.people.rules import Role
from waypost.people.viewers import Viewer
from waypost.programs.models import Cohort, CohortMember, Program
from waypost.programs.queries.programs import READ
from waypost.programs.queries.training import schools_below
from waypost.programs.shown_counts import shown_in_cohorts

MEMBERS = Permission.PROGRAMS_COHORT_MANAGE


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


def members_of_branch(viewer: Viewer) -> QuerySet[CohortMember]:
    """The members of the cohorts that `viewer` manages."""
    return CohortMember.objects.filter(
        within_branches(viewer, MEMBERS, "cohort__program__organization"), left_at=None
    ).select_related("person", "organization", "cohort__program__organization")
