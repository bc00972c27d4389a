"""Seats that hold a bare name, and people with an account who may be the one who was meant (FR2, BP3).

A seat is often older than the account. A name alone never decides whose it is: whoever manages seats says so.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from waypost.common.models import AuditEntry
from waypost.governance.models import Committee, CommitteeMember
from waypost.people.models import Organization, Person
from waypost.people.queries import people_seen_by
from waypost.people.rules import ROLE_LABELS, Role
from waypost.people.viewers import Viewer
from waypost.plans.queries.leads import people_named, roles_around

#: What the trail says of a seat of a bare name that was found to be somebody's.
SAY_WHO = "say who holds seat"
#: By key of the seat; a seat that nobody answers to has no entry.
Meant = Mapping[int, tuple[Person, ...]]


def people_meant(committee: Committee, seats: Iterable[CommitteeMember]) -> Meant:
    """Who around the committee's organization answers to the name, or mail address, of seats that hold no person.

    One query; none where every seat has its person.
    """
    bare = [seat for seat in seats if seat.name and seat.person_id is None]
    found = people_named(committee.organization, {seat.name for seat in bare})
    return {seat.pk: tuple(found[seat.name]) for seat in bare if found[seat.name]}


def told_apart(viewer: Viewer, at: Organization, people: Iterable[Person]) -> list[tuple[str, str]]:
    """(uid, words) that tell people of one name apart: address, and roles around the organization; two queries.

    Of somebody whom `viewer` finds on no page of people, the address stands shortened.
    """
    known = list(people)
    roles: dict[int, list[str]] = {person.pk: [] for person in known}
    held = roles_around(at).filter(person__in=known).select_related("organization").order_by("pk")
    for each in held:
        roles[each.person_id].append(f"{ROLE_LABELS[Role(each.role)]} at {each.organization.name}")
    seen = set(people_seen_by(viewer).filter(pk__in=roles).values_list("pk", flat=True))
    addresses = {one.pk: one.email if one.pk in seen else shortened(one.email) for one in known}
    return [(one.uid, f"{one.name} ({addresses[one.pk]}): {', '.join(roles[one.pk])}") for one in known]


def shortened(address: str) -> str:
    """The first letter and the domain of a mail address."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"


def has_namesake(seat: CommitteeMember, name: str, person: Person) -> bool:
    """Whether another seat of the committee holds the name, or is or was that of another person who answers to it.

    What stands under the name in the committee may then be the other one's.
    """
    others = CommitteeMember.objects.filter(committee=seat.committee_id).exclude(pk=seat.pk)
    others = others.exclude(person=person)
    called = Q(name__iexact=name) | Q(person__name__iexact=name) | Q(person__email__iexact=name)
    return others.filter(called).exists() or _was_anothers(seat, name, person, others.values_list("uid", flat=True))


def _was_anothers(seat: CommitteeMember, name: str, person: Person, others: Iterable[str]) -> bool:
    """Whether the trail knows another person of the name here, who has another name today, or no seat any more."""
    trail = AuditEntry.objects.filter(subject_label=seat.label)
    removed = trail.filter(verb="remove seat", before__committee=seat.committee.uid).values_list(
        "subject_uid", flat=True
    )
    began = Q(verb="add seat", after__name__iexact=name, subject_uid__in=list(others))
    said = Q(verb=SAY_WHO, before__name__iexact=name, subject_uid__in=[*others, *removed])
    return trail.filter(began | said & ~Q(after__person_id=person.pk)).exists()
