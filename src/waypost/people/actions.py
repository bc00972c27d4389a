"""Writes to the tree, its people and their roles."""

import hashlib

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from waypost.common import audit, clock
from waypost.common.actors import Actor, System
from waypost.common.conflicts import check_version
from waypost.common.events import announce
from waypost.people.events import InvitationToSend, RosterToMail
from waypost.people.models import Invitation, Organization, Person, RoleAssignment, RosterUpload
from waypost.people.queries import (
    anyone_exists,
    has_another_administrator,
    organization_called,
    person_called,
    planned_roster,
    roles_to_give_at,
    rosters_of,
)
from waypost.people.roster import Outcome, Roster
from waypost.people.rules import INVITATION_DAYS, InvitationState, OrganizationKind, Role, may_stand_below
from waypost.people.viewers import Viewer

#: What the first person of an organization holds.
FIRST_ROLES = (Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)


class MisplacedOrganization(ValueError):
    """The tree has no such place."""


class RoleNotYours(PermissionError):
    """The giver may not give this role there."""


class LastAdministrator(ValueError):
    """Without this role nobody could administer the organization."""


class AlreadySetUp(Exception):
    """There is a first administrator already."""


class RosterMoved(Exception):
    """What the file would do is no longer what was shown."""


class InvitationClosed(Exception):
    """The invitation was used, withdrawn, or is too old; the text says which and what to do."""


class SomebodyElse(Exception):
    """The invitation is for another email address than that of the person who is signed in."""


CLOSED = {
    InvitationState.ACCEPTED: "This invitation was used already: sign in by the address that it was sent to.",
    InvitationState.WITHDRAWN: "This invitation was withdrawn: ask the person who invited you for a new one.",
    InvitationState.EXPIRED: "This invitation is older than 14 days: ask the person who invited you to send it again.",
}


@transaction.atomic
def add_organization(
    *, by: Actor, kind: OrganizationKind, name: str, slug: str, parent: Organization | None, timezone: str
) -> Organization:
    """Add a node below `parent`, or at the top. Raises MisplacedOrganization where the kinds do not fit (OP1)."""
    parent_kind = OrganizationKind(parent.kind) if parent else None
    if not may_stand_below(kind, parent_kind):
        raise MisplacedOrganization(
            f"A {kind} cannot stand below {f'a {parent_kind}' if parent_kind else 'nothing'}: choose another place."
        )
    values = {"kind": kind, "name": name, "slug": slug, "timezone": timezone}
    organization: Organization = (
        Organization.objects.add_child(parent, values) if parent else Organization.objects.add_root(values)
    )
    audit.record(by=by, verb="add organization", on=organization, after=values)
    return organization


@transaction.atomic
def change_organization(
    *, by: Actor, organization: Organization, name: str, timezone: str, started_from: int
) -> Organization:
    """Rename an organization or move it to another time zone; its `slug`, which addresses carry, stays.

    Raises EditConflict if somebody else changed it since version `started_from`.
    """
    current = Organization.objects.select_for_update().get(pk=organization.pk)
    check_version(current, started_from)
    before = {"name": current.name, "timezone": current.timezone}
    current.name, current.timezone, current.version = name, timezone, current.version + 1
    current.save(update_fields=["name", "timezone", "version"])
    audit.record(
        by=by, verb="change organization", on=current, before=before, after={"name": name, "timezone": timezone}
    )
    return current


@transaction.atomic
def add_person(*, by: Actor, name: str, email: str, password: str | None = None) -> Person:
    """Add somebody who signs in by `email`. Whoever sets a password also vouches for the address.

    Without a password they choose one from their invitation, which confirms the address as well.
    """
    person = Person(name=name, email=email.strip().lower())
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=password is not None)
    audit.record(by=by, verb="add person", on=person, after={"name": name, "email": person.email})
    return person


@transaction.atomic
def grant_role(*, by: Viewer, person: Person, role: Role, organization: Organization) -> RoleAssignment:
    """Let `person` hold `role` at `organization`; granting twice changes nothing. Raises RoleNotYours."""
    if role not in roles_to_give_at(by, organization):
        raise RoleNotYours("You cannot give this role there: choose a role and a place of your own branch.")
    assignment, is_new = RoleAssignment.objects.get_or_create(
        person=person, role=role, organization=organization, ended_at=None
    )
    if is_new:
        audit.record(
            by=by, verb="grant role", on=assignment, after={"person": person.uid, "role": role, "at": organization.slug}
        )
    return assignment


@transaction.atomic
def end_role(*, by: Actor, assignment: RoleAssignment, why: str) -> None:
    """End a role today; what was done while it was held stays. Ending it twice changes nothing.

    Raises LastAdministrator if nobody else could administer the organization then.
    """
    current = RoleAssignment.objects.select_for_update().select_related("organization").get(pk=assignment.pk)
    if current.ended_at is not None:
        return
    if current.role == Role.ORGANIZATION_ADMIN and not has_another_administrator(current):
        raise LastAdministrator(
            f"{current.organization} would have no administrator then: give somebody else that role first."
        )
    current.ended_at = clock.now()
    current.save(update_fields=["ended_at"])
    audit.record(by=by, verb="end role", on=current, after={"ended_at": current.ended_at}, why=why)


@transaction.atomic
def add_administrator(
    *, name: str, email: str, slug: str, organization_name: str, kind: OrganizationKind | None, timezone: str
) -> Person:
    """Make `email` administrator and program lead of the organization `slug`, which is made if `kind` names one."""
    by = System("create_administrator command")
    node = organization_called(slug)
    if node is None:
        node = add_organization(
            by=by,
            kind=kind or OrganizationKind.DISTRICT,
            name=organization_name,
            slug=slug,
            parent=None,
            timezone=timezone,
        )
    person = person_called(email) or add_person(by=by, name=name, email=email)
    for role in FIRST_ROLES:
        grant_role(by=by, person=person, role=role, organization=node)
    return person


def set_up(
    *, kind: OrganizationKind, organization: str, slug: str, timezone: str, name: str, email: str, password: str
) -> Person:
    """Make the first organization and its administrator, who also leads its programs.

    Raises AlreadySetUp once anyone exists. Of two at the same instant one wins: both would take the first place
    of the tree, which the database gives only once.
    """
    first = System("first set-up")
    try:
        with transaction.atomic():
            if anyone_exists():
                raise AlreadySetUp
            node = add_organization(by=first, kind=kind, name=organization, slug=slug, parent=None, timezone=timezone)
            person = add_person(by=first, name=name, email=email, password=password)
            for role in FIRST_ROLES:
                grant_role(by=first, person=person, role=role, organization=node)
    except IntegrityError as error:
        raise AlreadySetUp from error
    return person


@transaction.atomic
def invite(*, by: Person, email: str, name: str, role: Role, organization: Organization, origin: str) -> Invitation:
    """Invite somebody and have it mailed. An open invitation to the same role is sent again instead.

    `origin` is the root of this site's addresses. Raises RoleNotYours.
    """
    if role not in roles_to_give_at(by, organization):
        raise RoleNotYours("You cannot give this role there: choose a role and a place of your own branch.")
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
        return send_invitation_again(by=by, invitation=invitation, origin=origin)
    values = {"email": address, "name": name, "role": role, "at": organization.slug}
    audit.record(by=by, verb="invite", on=invitation, after=values)
    announce(InvitationToSend(invitation.uid, invitation.sending, origin))
    return invitation


@transaction.atomic
def send_invitation_again(*, by: Person, invitation: Invitation, origin: str) -> Invitation:
    """Mail the same link once more; it opens for another 14 days. Raises InvitationClosed."""
    current = _open_invitation(invitation)
    current.sending += 1
    current.expires_at = clock.now() + INVITATION_DAYS
    current.save(update_fields=["sending", "expires_at"])
    audit.record(by=by, verb="send invitation again", on=current, after={"sending": current.sending})
    announce(InvitationToSend(current.uid, current.sending, origin))
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
    the account has a password: its owner signs in instead.
    """
    current = _waiting_invitation(invitation)
    person = person_called(current.email)
    giver = System(f"invitation {current.uid}")
    if person is None:
        person = add_person(by=giver, name=name, email=current.email, password=password)
    elif person.has_usable_password():
        raise SomebodyElse("There is an account for this address: sign in, then open the link again.")
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


def _give_first_password(person: Person, name: str, password: str) -> None:
    before = {"name": person.name}
    person.name = name
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)
    audit.record(by=person, verb="set first password", on=person, before=before, after={"name": name})


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


@transaction.atomic
def keep_roster(*, by: Person, file_name: str, content: bytes) -> RosterUpload:
    """Keep an uploaded file until it is confirmed; it takes the place of earlier ones of the same person."""
    rosters_of(by).delete()
    upload = RosterUpload.objects.create(
        uploaded_by=by, file_name=file_name[:200], content=content, sha256=hashlib.sha256(content).hexdigest()
    )
    audit.record(by=by, verb="upload roster", on=upload, after={"sha256": upload.sha256})
    return upload


def apply_roster(*, by: Person, upload: RosterUpload, shown: str, with_mail: bool, origin: str) -> Roster:
    """Do what the preview whose digest is `shown` listed, all or nothing; a second confirmation finds no file.

    Raises RosterMoved where the file would do something else now. The plan is made before the transaction begins and
    looked at again inside it only through unique constraints, so that the writer's lock is held briefly.
    """
    roster = planned_roster(upload)
    if roster.digest != shown:
        raise RosterMoved("Something changed since this list was made: look at it again, then confirm.")
    try:
        with transaction.atomic():
            _apply(by, upload, roster, with_mail=with_mail, origin=origin)
    except IntegrityError as error:
        raise RosterMoved("Somebody else added one of these people just now: look at the list again.") from error
    return roster


def _apply(by: Person, upload: RosterUpload, roster: Roster, *, with_mail: bool, origin: str) -> None:
    current = rosters_of(by).select_for_update().filter(pk=upload.pk).first()
    if current is None:
        raise RosterMoved("This file was confirmed already.")
    people = _add_people_of(by, roster)
    _grant_roles_of(by, roster, people)
    if with_mail:
        _invite_people_of(by, current, roster)
        announce(RosterToMail(current.uid, origin))
    current.applied_at, current.content = clock.now(), b""
    current.save(update_fields=["applied_at", "content"])
    counts = {outcome.value: roster.count(outcome) for outcome in Outcome}
    audit.record(by=by, verb="apply roster", on=current, after={**counts, "not understood": len(roster.troubles)})


def _add_people_of(by: Person, roster: Roster) -> dict[str, Person]:
    """Everybody whom the file names, by email address; those who are new are made first."""
    made = [Person(name=row.name, email=row.email) for row in roster.new_people]
    for person in made:
        person.set_unusable_password()
    Person.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(EmailAddress(user=person, email=person.email, primary=True) for person in made)
    named = ((person, {"name": person.name, "email": person.email}) for person in made)
    audit.record_each(by=by, verb="add person", changes=named)
    emails = {row.email for row in roster.rows}
    return {person.email: person for person in Person.objects.filter(email__in=emails)}


def _grant_roles_of(by: Person, roster: Roster, people: dict[str, Person]) -> None:
    rows = [row for row in roster.rows if row.outcome is not Outcome.LEFT]
    places = {place.slug: place for place in Organization.objects.filter(slug__in={row.organization for row in rows})}
    granted = [
        RoleAssignment(person=people[row.email], role=row.role, organization=places[row.organization]) for row in rows
    ]
    RoleAssignment.objects.bulk_create(granted)
    given = ((held, {"person": held.person.uid, "role": held.role, "at": held.organization.slug}) for held in granted)
    audit.record_each(by=by, verb="grant role", changes=given)


def _invite_people_of(by: Person, upload: RosterUpload, roster: Roster) -> None:
    """One invitation for each new person, for the first role that the file gives them."""
    slugs = {row.organization for row in roster.new_people}
    places = {place.slug: place for place in Organization.objects.filter(slug__in=slugs)}
    expires_at = clock.now() + INVITATION_DAYS
    invitations = [
        Invitation(
            email=row.email,
            name=row.name,
            role=row.role,
            organization=places[row.organization],
            invited_by=by,
            roster=upload,
            expires_at=expires_at,
        )
        for row in roster.new_people
    ]
    Invitation.objects.bulk_create(invitations)
    values = ((made, {"email": made.email, "role": made.role}) for made in invitations)
    audit.record_each(by=by, verb="invite", changes=values)
