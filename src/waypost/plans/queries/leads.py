"""Who may lead activities of an organization's plans, and who of them has left (PL5)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.queries import NOTHING, in_any_branch, roles_held_today
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.models import Activity
from waypost.plans.rules.reminders import answers_for

#: Names that a form offers; whoever is not among them is found by what is typed.
MOST_OFFERED = 200


def people_who_may_lead(organization: Organization) -> QuerySet[Person]:
    """Whoever holds a role there, below it, or above it, today."""
    return _with(roles_around(organization))


def names_to_offer(organization: Organization) -> list[str]:
    """Of those the ones who do more than teach, by name."""
    found = _with(roles_around(organization).exclude(role=Role.EDUCATOR))
    return list(found.order_by("name").values_list("name", flat=True).distinct()[:MOST_OFFERED])


def people_named(organization: Organization, words: Collection[str]) -> dict[str, list[Person]]:
    """Those of `people_who_may_lead` whom each of the words names, by name or email address, whatever its case."""
    either = reduce(or_, (Q(name__iexact=said) | Q(email__iexact=said) for said in words), NOTHING)
    found = list(people_who_may_lead(organization).filter(either)) if words else []
    return {
        said: [person for person in found if said.casefold() in (person.name.casefold(), person.email.casefold())]
        for said in words
    }


def organization_named(name: str) -> Organization | None:
    """The one with this name, such as an association; None where there is none, or more than one."""
    found = list(Organization.objects.filter(name__iexact=name)[:2])
    return found[0] if len(found) == 1 else None


def leads_who_left(organization: Organization, activities: Iterable[Activity]) -> frozenset[int]:
    """Ids of the people who lead these activities and do not work with the organization any more; one query."""
    leads = (lead for activity in activities for lead in activity.leads.all())
    return people_who_left(organization, {lead.person_id for lead in leads})


def people_who_left(organization: Organization, ids: Collection[int | None]) -> frozenset[int]:
    """Those of the people who do not work with the organization any more; None is nobody. One query."""
    known = [person for person in ids if person is not None]
    here = still_here({person: [organization] for person in known})
    return frozenset(person for person in known if (person, organization.pk) not in here)


def still_here(places: Mapping[int, Sequence[Organization]]) -> set[tuple[int, int]]:
    """Those pairs of a person and one of their places that hold: who left has no role there, below, above or beside."""
    held: dict[int, list[str]] = {person: [] for person in places}
    roles = roles_held_today().filter(person__in=places, person__is_active=True)
    for person, path in roles.values_list("person", "organization__path"):
        held[person].append(path)
    return {
        (person, at.pk) for person, found in places.items() for at in found if answers_for(held[person], _around(at))
    }


def _with(roles: QuerySet[RoleAssignment]) -> QuerySet[Person]:
    return Person.objects.filter(Exists(roles.filter(person=OuterRef("pk"))), is_active=True)


def roles_around(organization: Organization) -> QuerySet[RoleAssignment]:
    """The roles that are held there, below it, or above it, today."""
    path, step = organization.path, Organization.steplen
    above = [path[:length] for length in range(step, len(path), step)]
    around = in_any_branch([organization], "organization") | Q(organization__path__in=above)
    return RoleAssignment.objects.filter(around, ended_at=None)


def _around(place: Organization) -> str:
    """The path of the place, of a school or a department the one above it."""
    is_below = place.kind in {OrganizationKind.SCHOOL, OrganizationKind.DEPARTMENT}
    path: str = place.path
    return path[: -Organization.steplen] if is_below else path
