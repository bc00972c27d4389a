"""A member of a cohort is counted, and seen, with the school at which they teach while it runs (OP1)."""

from collections import defaultdict

from waypost.common import audit, clock
from waypost.common.actors import System
from waypost.common.events import subscribe
from waypost.people.events import SchoolsChanged
from waypost.people.models import Organization, RoleAssignment
from waypost.people.rules import Role
from waypost.programs.models import Cohort, CohortMember
from waypost.programs.rules.periods import Period, Stage, school_today, stage

A_ROLE_CHANGED = System("a role began or ended")


def listen() -> None:
    subscribe(SchoolsChanged, move_members)


def move_members(event: SchoolsChanged) -> None:
    """Runs in the transaction that changed the roles, in as many statements for a whole roster as for one person.

    A school outside of the program's branch is not followed. What is over, or was left, stays with the school of its
    time.
    """
    found = CohortMember.objects.select_for_update(of=("self",)).filter(person__in=event.people, left_at=None)
    members = list(found.select_related("organization", "cohort__program__organization").order_by("pk"))
    schools = _schools({member.person_id for member in members})
    current = ((member, _school_of(member, schools)) for member in members if not _is_over(member.cohort))
    _move([(member, school) for member, school in current if school != member.organization])


def _is_over(cohort: Cohort) -> bool:
    today = clock.today(cohort.program.organization.timezone)
    return stage(Period(cohort.starts_on, cohort.ends_on), today) is Stage.OVER


def _school_of(member: CohortMember, schools: dict[int, list[Organization]]) -> Organization:
    branch = member.cohort.program.organization.path
    reachable = [school for school in schools[member.person_id] if school.path.startswith(branch)]
    return school_today(member.organization, reachable)


def _schools(people: set[int]) -> dict[int, list[Organization]]:
    """Where each of them teaches today, the place of the oldest role first."""
    roles = RoleAssignment.objects.filter(person__in=people, role=Role.EDUCATOR, ended_at=None)
    schools: dict[int, list[Organization]] = defaultdict(list)
    for held in roles.select_related("organization").order_by("pk"):
        schools[held.person_id].append(held.organization)
    return schools


def _move(moves: list[tuple[CohortMember, Organization]]) -> None:
    changes = [(member, {"school": member.organization.slug}, {"school": school.slug}) for member, school in moves]
    for member, school in moves:
        member.organization = school
    CohortMember.objects.bulk_update([member for member, _ in moves], ["organization"])
    audit.record_changes(by=A_ROLE_CHANGED, verb="move to another school", changes=changes)
