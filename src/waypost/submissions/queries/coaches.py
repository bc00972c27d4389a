"""Who may help whom: coaches whose role reaches a school of the educator, and never somebody who supervises there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import branches, in_any_branch, schools_led
from waypost.people.rules import Role, roles_with
from waypost.submissions.models import Enrollment, SharedWork

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK
COACH = Permission.SUBMISSIONS_SHARED_READ


@dataclass(frozen=True)
class Coach:
    """Somebody who can help, and the place nearest to the educator at which they coach."""

    person: Person
    organization: Organization


def coaches_for(enrollment: Enrollment) -> list[Coach]:
    """The coaches of an educator today, nearest first; never themselves, never the principal of a school of theirs.

    Two queries. A school of theirs is where they teach today; the principal of the one that the cohort counts them
    with is left out as well.
    """
    schools, home = _places(enrollment)
    principals = _held_above(schools | home).filter(role=Role.PRINCIPAL)
    held = _held_above(schools).filter(role__in=roles_with(COACH), person__is_active=True)
    found = held.exclude(person=enrollment.member.person_id).exclude(person__in=principals.values("person"))
    nearest = found.select_related("person", "organization").order_by("-organization__depth", "person__name", "pk")
    by_person: dict[int, Coach] = {}
    for role in nearest:
        by_person.setdefault(role.person_id, Coach(role.person, role.organization))
    return list(by_person.values())


def is_coach_for(coach: Person, enrollment: Enrollment) -> bool:
    """Whether `coach` is among them now."""
    return any(offered.person == coach for offered in coaches_for(enrollment))


def coaches_ever_for(enrollment: Enrollment) -> QuerySet[Person]:
    """Whoever is or was a coach where the educator teaches, so that a page can say why somebody is so no longer."""
    schools, _home = _places(enrollment)
    ever = RoleAssignment.objects.filter(role__in=roles_with(COACH), organization__path__in=_paths_above(schools))
    return Person.objects.filter(pk__in=ever.values("person")).exclude(pk=enrollment.member.person_id)


def in_reach_of(coach: Person) -> QuerySet[SharedWork]:
    """What was ever shared with `coach` by educators whose coach they are today: `coaches_for` seen from there."""
    theirs = _teaching().filter(person=OuterRef("enrollment__member__person"))
    led = schools_led(coach)
    return (
        SharedWork.objects.filter(
            Exists(theirs.filter(in_any_branch(branches(coach, COACH), "organization"))), coach=coach
        )
        .exclude(Exists(theirs.filter(in_any_branch(led, "organization"))))
        .exclude(in_any_branch(led, "enrollment__member__organization"))
    )


def _places(enrollment: Enrollment) -> tuple[set[str], set[str]]:
    """Where the educator teaches today, and where their cohort counts them, as paths of the tree."""
    member = enrollment.member
    teaches = Exists(_teaching().filter(person=member.person_id, organization=OuterRef("pk")))
    places = Organization.objects.filter(teaches | Q(pk=member.organization_id)).annotate(teaches=teaches)
    found = list(places.values_list("pk", "path", "teaches"))
    schools = {path for _pk, path, is_taught_at in found if is_taught_at}
    return schools, {path for pk, path, _ in found if pk == member.organization_id}


def _teaching() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(role__in=roles_with(WORK), ended_at=None)


def _held_above(paths: Iterable[str]) -> QuerySet[RoleAssignment]:
    """Roles held today at one of these places of the tree or above it."""
    return RoleAssignment.objects.filter(ended_at=None, organization__path__in=_paths_above(paths))


def _paths_above(paths: Iterable[str]) -> set[str]:
    """These places of the tree and all above them."""
    step = Organization.steplen
    return {path[:length] for path in paths for length in range(step, len(path) + 1, step)}
