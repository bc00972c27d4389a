"""Letting the members of a committee open its pages, by the role of committee member (BP3)."""

from django.db import transaction

from waypost.governance.actions.committees import add_seat, edit_seat
from waypost.governance.models import Committee, CommitteeMember
from waypost.governance.queries.seat_access import can_open
from waypost.governance.rules.committees import SeatFields
from waypost.people.actions.people import grant_role
from waypost.people.rules import Role
from waypost.people.viewers import Viewer


class NobodyToLetIn(ValueError):
    """Only somebody with an account can open a page."""


@transaction.atomic
def let_in(*, by: Viewer, seat: CommitteeMember) -> None:
    """Give whoever holds the seat the role of committee member at its organization, unless they come in already.

    Raises NobodyToLetIn and RoleNotYours.
    """
    if seat.person is None:
        raise NobodyToLetIn(
            "Nobody here has an account by that name, so no page opens for them yet. Write the email address of "
            "somebody with a role here; or untick “Let this member open the committee's pages” to seat them by name, "
            "and invite them from the list of members then."
        )
    if not can_open(seat):
        grant_role(by=by, person=seat.person, role=Role.COMMITTEE_MEMBER, organization=seat.committee.organization)


@transaction.atomic
def add_seat_and_let_in(*, by: Viewer, committee: Committee, fields: SeatFields) -> CommitteeMember:
    """Both at once, or neither. Raises TermEndsFirst, UnclearPerson, NobodyToLetIn and RoleNotYours."""
    seat = add_seat(by=by, committee=committee, fields=fields)
    let_in(by=by, seat=seat)
    return seat


@transaction.atomic
def fill_seat_and_let_in(
    *, by: Viewer, seat: CommitteeMember, started_from: int, fields: SeatFields
) -> CommitteeMember:
    """The same for an open seat. Raises what `edit_seat` and `let_in` raise."""
    filled = edit_seat(by=by, seat=seat, started_from=started_from, fields=fields)
    let_in(by=by, seat=filled)
    return filled
