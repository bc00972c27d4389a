"""Seats that hold a bare name, and people with an account who may be the one who was meant (FR2, BP3).

A seat is often older than the account. A name alone never decides whose it is: whoever manages seats says so.
"""

from collections.abc import Iterable, Mapping

from waypost.governance.models import Committee, CommitteeMember
from waypost.people.models import Person
from waypost.people.queries import roles_held_today
from waypost.people.rules import ROLE_LABELS, Role
from waypost.plans.queries.leads import people_named

#: By key of the seat; a seat that nobody answers to has no entry.
Meant = Mapping[int, tuple[Person, ...]]


def people_meant(committee: Committee, seats: Iterable[CommitteeMember]) -> Meant:
    """Who around the committee's organization answers to the name, or mail address, of seats that hold no person.

    One query; none where every seat has its person.
    """
    bare = [seat for seat in seats if seat.name and seat.person_id is None]
    found = people_named(committee.organization, {seat.name for seat in bare})
    return {seat.pk: tuple(found[seat.name]) for seat in bare if found[seat.name]}


def told_apart(people: Iterable[Person]) -> list[tuple[str, str]]:
    """(uid, words) that tell people of one name apart: address, roles and places; one query."""
    known = list(people)
    roles: dict[int, list[str]] = {person.pk: [] for person in known}
    held = roles_held_today().filter(person__in=known).select_related("organization").order_by("pk")
    for each in held:
        roles[each.person_id].append(f"{ROLE_LABELS[Role(each.role)]} at {each.organization.name}")
    return [(one.uid, f"{one.name} ({one.email}): {', '.join(roles[one.pk])}") for one in known]
