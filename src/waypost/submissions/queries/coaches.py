"""Who may help whom: coaches whose role reaches a school of the educator, and never somebody who supervises there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.permissions import Permission
from waypost.people.queries import (
    NOTHING,
    branches,
    in_any_branch,
    people_working_at,
    roles_held_today,
    schools_led,
)
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
    """The coaches of an educator today, nearest first; never themselves, never a principal who supervises them.

    Two queries. A coach reaches a school at which they teach today. `supervised_by` says who supervises them.
    """
    schools, supervised_at = _places(enrollment)
    principals = _held_above(supervised_at).filter(role=Role.PRINCIPAL)
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
    schools, _supervised_at = _places(enrollment)
    ever = RoleAssignment.objects.filter(role__in=roles_with(COACH), organization__path__in=_paths_above(schools))
    return Person.objects.filter(pk__in=ever.values("person")).exclude(pk=enrollment.member.person_id)


def in_reach_of(coach: Person) -> QuerySet[SharedWork]:
    """What was ever shared with `coach` by educators whose coach they are today: `coaches_for` seen from there."""
    theirs = _teaching().filter(person=OuterRef("enrollment__member__person"))
    near = Exists(theirs.filter(in_any_branch(branches(coach, COACH), "organization")))
    return SharedWork.objects.filter(near, coach=coach).exclude(supervised_by(coach))


def supervised_by(person: Person) -> Q:
    """A filter on rows of an `enrollment`: `person` is principal where its educator works, or the cohort counts them.

    Whatever the educator does there. Who supervises neither coaches nor assesses: one rule for both.
    """
    led = schools_led(person)
    if not led:
        return NOTHING
    counted_there = in_any_branch(led, "enrollment__member__organization")
    return counted_there | Q(enrollment__member__person__in=people_working_at(led))


def _places(enrollment: Enrollment) -> tuple[set[str], set[str]]:
    """Where the educator teaches today, and wherever they are supervised, as paths of the tree."""
    member = enrollment.member
    here = {"person": member.person_id, "organization": OuterRef("pk")}
    teaches, works = Exists(_teaching().filter(**here)), Exists(roles_held_today().filter(**here))
    places = Organization.objects.filter(works | Q(pk=member.organization_id)).annotate(teaches=teaches)
    found = list(places.values_list("path", "teaches"))
    return {path for path, is_taught_at in found if is_taught_at}, {path for path, _ in found}


def _teaching() -> QuerySet[RoleAssignment]:
    return roles_held_today().filter(role__in=roles_with(WORK))


def _held_above(paths: Iterable[str]) -> QuerySet[RoleAssignment]:
    """Roles held today at one of these places of the tree or above it."""
    return roles_held_today().filter(organization__path__in=_paths_above(paths))


def _paths_above(paths: Iterable[str]) -> set[str]:
    """These places of the tree and all above them."""
    step = Organization.steplen
    return {path[:length] for path in paths for length in range(step, len(path) + 1, step)}
