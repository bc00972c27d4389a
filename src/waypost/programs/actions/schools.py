"""A member of a cohort is counted, and seen, with the school at which they teach today (OP1)."""

from collections import defaultdict

from waypost.common import audit
from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.people.events import SchoolsChanged
from waypost.people.models import Organization, RoleAssignment
from waypost.people.rules import Role
from waypost.programs.models import CohortMember
from waypost.programs.rules import school_today

A_ROLE_CHANGED = System("a role began or ended")


def listen() -> None:
    subscribe(SchoolsChanged, move_members)


def move_members(event: SchoolsChanged) -> None:
    """Runs in the transaction that changed the roles. A school outside of the program's branch is not followed."""
    found = CohortMember.objects.select_for_update(of=("self",)).filter(person__in=event.people)
    members = list(found.select_related("organization", "cohort__program__organization").order_by("pk"))
    schools = _schools({member.person_id for member in members})
    for member in members:
        branch = member.cohort.program.organization.path
        reachable = [school for school in schools[member.person_id] if school.path.startswith(branch)]
        _move(member, school_today(member.organization, reachable))


def _schools(people: set[int]) -> dict[int, list[Organization]]:
    """Where each of them teaches today, the place of the oldest role first."""
    roles = RoleAssignment.objects.filter(person__in=people, role=Role.EDUCATOR, ended_at=None)
    schools: dict[int, list[Organization]] = defaultdict(list)
    for held in roles.select_related("organization").order_by("pk"):
        schools[held.person_id].append(held.organization)
    return schools


def _move(member: CohortMember, school: Organization) -> None:
    before = member.organization
    if school == before:
        return
    member.organization = school
    member.save(update_fields=["organization"])
    was, now = {"school": before.slug}, {"school": school.slug}
    audit.record(by=A_ROLE_CHANGED, verb="move to another school", on=member, before=was, after=now)
