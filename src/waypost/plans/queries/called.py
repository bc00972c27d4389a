"""Who is meant by the names of a plan file: exactly one of the people around its organization, or nobody (PL11)."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Value

from waypost.people.models import Organization, Person
from waypost.plans.queries.leads import people_who_may_lead
from waypost.plans.queries.owning import roles_to_own


def people_called(organization: Organization, names: Iterable[str]) -> dict[str, Person]:
    """Of those who may lead there, each who alone has one of the names, letter by letter."""
    return _alone(people_who_may_lead(organization), names)


def owners_called(organization: Organization, names: Iterable[str]) -> dict[str, Person]:
    """The same of those who may be asked for an indicator's numbers."""
    roles = roles_to_own(Value(organization.path)).filter(person=OuterRef("pk"))
    return _alone(Person.objects.filter(Exists(roles), is_active=True), names)


def organizations_called(names: Iterable[str]) -> dict[str, Organization]:
    """Each organization that alone has one of the names."""
    found: defaultdict[str, list[Organization]] = defaultdict(list)
    wanted = set(names) - {""}
    for organization in Organization.objects.filter(name__in=wanted) if wanted else ():
        found[organization.name].append(organization)
    return {name: alike[0] for name, alike in found.items() if len(alike) == 1}


def _alone(people: QuerySet[Person], names: Iterable[str]) -> dict[str, Person]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    wanted = set(names) - {""}
    for person in people.filter(name__in=wanted) if wanted else ():
        found[person.name].append(person)
    return {name: alike[0] for name, alike in found.items() if len(alike) == 1}
