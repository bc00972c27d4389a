"""Inviting somebody, and accepting."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from waypost.common import audit, clock
from waypost.common.actors import System
from waypost.common.events import announce
from waypost.people.actions.people import RoleNotYours, add_person, grant_role
from waypost.people.events import AccountChanged, InvitationToSend
from waypost.people.models import Invitation, Organization, Person
from waypost.people.queries import has_an_account, person_called, roles_to_give_at
from waypost.people.rules import INVITATION_DAYS, InvitationState, Role


class InvitationClosed(Exception):
    """The invitation was used, withdrawn, or is too old; the text says which and what to do."""


class SomebodyElse(Exception):
    """The invitation is for another email address than that of the person who is signed in."""


NEWS_SUBJECT = "Your Waypost account has a password now"
NEWS_OF_A_LINK = (
    "Somebody opened the invitation that we mailed to this address, and chose a password for your account.\n\n"
    "If this was you, there is nothing to do. If this was not you, choose a new password at once and tell your "
    "district's administrator.\n"
)
HAS_ACCOUNT = "There is an account for this address: sign in, then open the link again."
CLOSED = {
    InvitationState.ACCEPTED: "This invitation was used already: sign in by the address that it was sent to.",
    InvitationState.WITHDRAWN: "This invitation was withdrawn: ask the person who invited you for a new one.",
    InvitationState.EXPIRED: "This invitation is older than 14 days: ask the person who invited you to send it again.",
}


@transaction.atomic
def invite(*, by: Person, email: str, name: str, role: Role, organization: Organization) -> Invitation:
    """Invite somebody and have it mailed. An open invitation to the same role is sent again instead.

    Raises RoleNotYours.
    """
    if role not in roles_to_give_at(by, organization):
        raise RoleNotYours("You cannot give this role there: choose another role, or one of your own places.")
    address = email.strip().lower()
    invitation, is_new = Invitation.objects.get_or_create(
        email=address,
        role=role,
        organization=organization,
        accepted_at=None,
        withdrawn_at=None,
        defaults={"name": name, "invited_by": by, "expires_at": clock.now() + INVITATION_DAYS},
    )
    if not is_new:
        return send_invitation_again(by=by, invitation=invitation)
    values = {"email": address, "name": name, "role": role, "at": organization.slug}
    audit.record(by=by, verb="invite", on=invitation, after=values)
    announce(InvitationToSend(invitation.uid, invitation.sending))
    return invitation


@transaction.atomic
def send_invitation_again(*, by: Person, invitation: Invitation) -> Invitation:
    """Mail the same link once more; it opens for another 14 days. Raises InvitationClosed."""
    current = _open_invitation(invitation)
    current.sending += 1
    current.expires_at = clock.now() + INVITATION_DAYS
    current.save(update_fields=["sending", "expires_at"])
    audit.record(by=by, verb="send invitation again", on=current, after={"sending": current.sending})
    announce(InvitationToSend(current.uid, current.sending))
    return current


@transaction.atomic
def withdraw_invitation(*, by: Person, invitation: Invitation) -> None:
    """Close the link for good. Raises InvitationClosed if it was used or withdrawn before."""
    current = _open_invitation(invitation)
    current.withdrawn_at = clock.now()
    current.save(update_fields=["withdrawn_at"])
    audit.record(by=by, verb="withdraw invitation", on=current)


@transaction.atomic
def note_invitation_sent(*, invitation: Invitation) -> None:
    """The mail is out."""
    now = clock.now()
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=now)
    audit.record(by=System("mail"), verb="mail invitation", on=invitation, after={"sent_at": now})


@transaction.atomic
def accept_with_password(*, invitation: Invitation, name: str, password: str) -> Person:
    """Open the account of the invited address, or give a first password to the one that a roster made.

    The link was mailed to that address, so it is confirmed. Raises InvitationClosed, and SomebodyElse where
    somebody signs in to the account already: a link that was mailed is no second factor, so they sign in instead.
    """
    current = _waiting_invitation(invitation)
    person = person_called(current.email)
    giver = System(f"invitation {current.uid}")
    if person is None:
        person = _open_account(giver, name, current.email, password)
    elif has_an_account(person):
        raise SomebodyElse(HAS_ACCOUNT)
    else:
        _give_first_password(person, name, password)
    _accept(current, person)
    return person


@transaction.atomic
def accept_signed_in(*, by: Person, invitation: Invitation) -> None:
    """Add the role to the account that is signed in. Raises InvitationClosed, or SomebodyElse."""
    current = _waiting_invitation(invitation)
    if by.email != current.email:
        raise SomebodyElse(
            f"This invitation is for {current.email}: sign out, then open the link again and sign in by that address."
        )
    EmailAddress.objects.filter(user=by, email=current.email).update(verified=True)
    _accept(current, by)


def _open_account(giver: System, name: str, email: str, password: str) -> Person:
    """Two invitations of one person may be accepted at the same moment: the second finds the account of the first."""
    try:
        with transaction.atomic():
            return add_person(by=giver, name=name, email=email, password=password)
    except IntegrityError as error:
        raise SomebodyElse(HAS_ACCOUNT) from error


def _give_first_password(person: Person, name: str, password: str) -> None:
    before = {"name": person.name}
    person.name = name
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)
    audit.record(by=person, verb="set first password", on=person, before=before, after={"name": name})
    announce(AccountChanged(person.email, NEWS_SUBJECT, NEWS_OF_A_LINK))


def _accept(invitation: Invitation, person: Person) -> None:
    if Role(invitation.role) not in roles_to_give_at(invitation.invited_by, invitation.organization):
        raise InvitationClosed("The person who invited you may no longer give this role: ask for a new invitation.")
    giver = System(f"invitation {invitation.uid}")
    grant_role(by=giver, person=person, role=Role(invitation.role), organization=invitation.organization)
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(by=person, verb="accept invitation", on=invitation)


def _open_invitation(invitation: Invitation) -> Invitation:
    """The invitation, locked; one that expired can still be sent again or withdrawn."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.state in {InvitationState.ACCEPTED, InvitationState.WITHDRAWN}:
        raise InvitationClosed(CLOSED[current.state])
    return current


def _waiting_invitation(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_related("invited_by", "organization").select_for_update(of=("self",))
    current = found.get(pk=invitation.pk)
    if current.state is not InvitationState.WAITING:
        raise InvitationClosed(CLOSED[current.state])
    return current
