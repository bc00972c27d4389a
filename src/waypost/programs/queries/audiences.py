"""For whom a program is: who belongs to its audience today, counted live, and which numbers may be read (FR3)."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from waypost.common.suppression import safe_chain
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import EVERYTHING, NOTHING, in_any_branch, may
from waypost.people.rules import ROLE_LABELS, OrganizationKind, Role
from waypost.people.viewers import Viewer
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.models import Audience, Program
from waypost.programs.queries.cohorts import schools_of

#: Who may see the people behind a number (decision 0017).
ROWS = Permission.PEOPLE_PERSON_READ


@dataclass(frozen=True)
class AudiencePage:
    """`audience` has version 0 while nobody described it; counts are None where they are left out."""

    audience: Audience
    places: tuple[Organization, ...]
    count: int | None
    of_all: int | None

    @property
    def is_described(self) -> bool:
        return self.audience.version > 0

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(ROLE_LABELS[Role(role)] for role in self.audience.roles)


def audience_of(program: Program) -> Audience:
    """What stands, or an undescribed one with version 0."""
    found = Audience.objects.filter(program=program).prefetch_related("places").first()
    return found or Audience(program=program, version=0, roles=[Role.EDUCATOR.value])


def audience_page(viewer: Viewer, program: Program) -> AudiencePage:
    """A fixed number of queries, whatever the number of people and places."""
    audience = audience_of(program)
    places = tuple(audience.places.all()) if audience.pk else ()
    roles = _roles_below(program.organization, audience.roles)
    inside = _narrowing(program, audience, places) if audience.pk else NOTHING
    counts = roles.aggregate(
        everybody=Count("person", distinct=True), inside=Count("person", filter=inside, distinct=True)
    )
    chain = (counts["everybody"], counts["inside"])
    of_all, count = chain if may(viewer, ROWS, program.organization) else safe_chain(chain)
    return AudiencePage(audience, places, count, of_all)


def people_of_audience(program: Program) -> QuerySet[Person]:
    """Those whom the program is for today; nobody while nobody described it."""
    audience = audience_of(program)
    if not audience.pk:
        return Person.objects.none()
    roles = _roles_below(program.organization, audience.roles)
    found = roles.filter(_narrowing(program, audience, tuple(audience.places.all())))
    return Person.objects.filter(pk__in=found.values("person"))


def _roles_below(organization: Organization, roles: list[str]) -> QuerySet[RoleAssignment]:
    found = RoleAssignment.objects.filter(role__in=roles, ended_at=None, person__is_active=True)
    return found.filter(in_any_branch([organization], "organization"))


def _narrowing(program: Program, audience: Audience, places: tuple[Organization, ...]) -> Q:
    """A filter on roles at the places, at schools of the levels, and in a department of the name."""
    within = EVERYTHING
    if places:
        within &= in_any_branch(list(places), "organization")
    if audience.levels:
        schools = schools_of(program).filter(school_profile__level__in=audience.levels)
        within &= in_any_branch(list(schools), "organization")
    if audience.department:
        within &= Q(organization__kind=OrganizationKind.DEPARTMENT, organization__name__icontains=audience.department)
    return within


def levels_of_schools(program: Program) -> list[tuple[Organization, SchoolLevel | None]]:
    """Each school of the program's organization by name, with its level where somebody said it."""
    found = schools_of(program).select_related("school_profile")
    return [(school, _level(school)) for school in found]


def _level(school: Organization) -> SchoolLevel | None:
    profile = getattr(school, "school_profile", None)
    return SchoolLevel(profile.level) if profile else None
