"""Which members of a committee can open its pages, and who still can when their term is over.

A seat and the role of committee member are two things: who sits may have an account or none, and a role reaches more
than one committee. So pages say where the two part, and lead to where each is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from waypost.common import clock
from waypost.governance.models import Committee, CommitteeMember
from waypost.governance.queries.committees import READ
from waypost.governance.queries.seat_holders import Meant
from waypost.governance.queries.seats import SeatLine
from waypost.governance.rules.committees import PhaseNames, SeatState, phases_said
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.queries import roles_held_today, roles_to_end, roles_to_give_at
from waypost.people.rules import Role, roles_with
from waypost.people.viewers import Viewer


@dataclass(frozen=True)
class MemberLine:
    """A seat with what its holder can open. `still_in` is the role that outlasted their term, None else.

    `may_be` are the people with an account who answer to the bare name that holds it.
    """

    line: SeatLine
    phases: str
    cannot_open: bool
    still_in: RoleAssignment | None
    may_end: bool
    may_be: tuple[Person, ...] = ()


def may_let_in(viewer: Viewer, organization: Organization) -> bool:
    """Whether `viewer` may give the role of committee member there."""
    return Role.COMMITTEE_MEMBER in roles_to_give_at(viewer, organization)


def can_open(seat: CommitteeMember) -> bool:
    """Whether the holder of a seat has an account that opens the pages of its committee."""
    at = seat.committee.organization
    return seat.person_id is not None and _opening(at).filter(person=seat.person_id).exists()


def member_lines(
    viewer: Viewer, committee: Committee, seats: Sequence[SeatLine], phases: PhaseNames, meant: Meant
) -> tuple[MemberLine, ...]:
    """The same seats, with whom their bare names may mean; a fixed number of queries."""
    people = {line.member.person_id for line in seats if line.member.person_id is not None}
    opening = list(_opening(committee.organization).filter(person__in=people))
    endable = set(roles_to_end(viewer).filter(person__in=people).values_list("pk", flat=True))
    insiders = {held.person_id for held in opening}
    seated = _seated_elsewhere(committee) | {line.member.person_id for line in seats if sits_or_will(line)}
    memberships = {held.person_id: held for held in opening if held.role == Role.COMMITTEE_MEMBER}
    lines = []
    for line in seats:
        person = line.member.person_id
        is_over = line.facts.state in (SeatState.ENDED, SeatState.LEFT) and person not in seated
        still = memberships.get(person or 0) if is_over else None
        sits = sits_or_will(line)
        lines.append(
            MemberLine(
                line,
                phases_said(line.facts.phases, phases),
                cannot_open=sits and person is not None and person not in insiders,
                still_in=still,
                may_end=still is not None and still.pk in endable,
                may_be=meant.get(line.member.pk, ()) if sits else (),
            )
        )
    return tuple(lines)


def _opening(organization: Organization) -> QuerySet[RoleAssignment]:
    """The roles of today that open the pages of a committee there."""
    above = organization.paths_from_the_top
    held = roles_held_today().filter(role__in=roles_with(READ), organization__path__in=above)
    return held.filter(person__is_active=True).select_related("organization").order_by("pk")


def _seated_elsewhere(committee: Committee) -> set[int | None]:
    """Who sits, or will, in another committee of the organization, and so keeps the role."""
    today = clock.today(committee.organization.timezone)
    held = CommitteeMember.objects.filter(committee__organization=committee.organization_id)
    lasts = Q(ends_on=None) | Q(ends_on__gte=today)
    return set(held.filter(lasts, person__isnull=False).exclude(committee=committee).values_list("person", flat=True))


def sits_or_will(line: SeatLine) -> bool:
    """Whether somebody holds the seat whose term has not ended."""
    return line.facts.state in (SeatState.SITS, SeatState.COMING)
