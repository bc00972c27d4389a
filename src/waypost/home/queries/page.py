"""The first page of a person: one part for each kind of role that they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from waypost.home.queries import overview, parts
from waypost.home.queries.next_things import to_measure
from waypost.people.models import Person, RoleAssignment
from waypost.people.queries import held_roles
from waypost.people.rules import Role


@dataclass(frozen=True)
class Part:
    """`template` shows `content`."""

    template: str
    content: Any


@dataclass(frozen=True)
class HomePage:
    """Parts in the order of PARTS; the roles themselves where none of them has a part."""

    person: Person
    assignments: list[RoleAssignment]
    parts: list[Part]


#: Their "Next for you" holds what they own and should measure; for everybody else it stands first, where it waits.
WITH_NEXT_THINGS = frozenset({Role.PROGRAM_LEAD, Role.COMMITTEE_MEMBER})
#: Who sees what first: the fragment, the roles, and the read that fills it.
PARTS: tuple[tuple[str, frozenset[Role], Callable[[Person], Any]], ...] = (
    ("overview", WITH_NEXT_THINGS, overview.overview),
    ("branch", frozenset({Role.STATE_STAFF}), overview.branch),
    ("learning", frozenset({Role.EDUCATOR}), parts.own_learning),
    ("reviews", frozenset({Role.ASSESSOR}), parts.claimable_count),
    ("school", frozenset({Role.PRINCIPAL}), parts.school),
    ("earned", frozenset({Role.PROGRAM_LEAD, Role.PRINCIPAL, Role.HUMAN_RESOURCES}), parts.earned),
    ("drafts", frozenset({Role.CATALOG_EDITOR}), parts.drafts),
    ("roster", frozenset({Role.ORGANIZATION_ADMIN}), parts.roster),
    ("coaching", frozenset({Role.COACH}), parts.coaching),
    ("catalog", frozenset({Role.COACH}), parts.catalog),
)


def home_page(person: Person) -> HomePage:
    """What `person` sees first; every read is their own."""
    assignments = held_roles(person)
    roles = {Role(assignment.role) for assignment in assignments}
    found = [Part(f"home/_{name}.html", read(person)) for name, whose, read in PARTS if whose & roles]
    due = [] if roles & WITH_NEXT_THINGS else list(to_measure(person))
    first = [Part("home/_to_measure.html", due)] if due else []
    return HomePage(person, assignments, [*first, *found])
