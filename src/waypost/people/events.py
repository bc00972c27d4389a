"""What people announce upward."""

from dataclasses import dataclass

from waypost.people.models import Person


@dataclass(frozen=True)
class InvitationToSend:
    """An invitation is to be mailed."""

    invitation_uid: str
    sending: int


@dataclass(frozen=True)
class RosterToMail:
    """The invitations of a confirmed file are to be mailed."""

    roster_uid: str


@dataclass(frozen=True)
class SchoolsChanged:
    """Roles of these people began or ended, so they may belong to other schools than before."""

    people: tuple[Person, ...]


@dataclass(frozen=True)
class AccountChanged:
    """Somebody changed how they sign in, and is to be told in these words. They hold nothing that opens an account."""

    email: str
    subject: str
    text: str
