"""People from a file: keep it, then do what it says, all or nothing."""

import hashlib

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from waypost.common import audit, clock
from waypost.common.events import announce
from waypost.people.events import RosterToMail, SchoolsChanged
from waypost.people.models import Invitation, Organization, Person, RoleAssignment, RosterUpload
from waypost.people.queries import planned_roster, rosters_of
from waypost.people.roster import Outcome, Roster
from waypost.people.rules import INVITATION_DAYS


class RosterMoved(Exception):
    """What the file would do is no longer what was shown."""


@transaction.atomic
def keep_roster(*, by: Person, file_name: str, content: bytes) -> RosterUpload:
    """Keep an uploaded file until it is confirmed; it takes the place of earlier ones of the same person."""
    rosters_of(by).delete()
    upload = RosterUpload.objects.create(
        uploaded_by=by, file_name=file_name[:200], content=content, sha256=hashlib.sha256(content).hexdigest()
    )
    audit.record(by=by, verb="upload roster", on=upload, after={"sha256": upload.sha256})
    return upload


def apply_roster(*, by: Person, upload: RosterUpload, shown: str, with_mail: bool) -> Roster:
    """Do what the preview whose digest is `shown` listed, all or nothing; a second confirmation finds no file.

    Raises RosterMoved where the file would do something else now. The plan is made before the transaction begins and
    looked at again inside it only through unique constraints, so that the writer's lock is held briefly.
    """
    roster = planned_roster(upload)
    if roster.digest != shown:
        raise RosterMoved("Something changed since this list was made: look at it again, then confirm.")
    try:
        with transaction.atomic():
            _apply(by, upload, roster, with_mail=with_mail)
    except IntegrityError as error:
        raise RosterMoved("Somebody else added one of these people just now: look at the list again.") from error
    return roster


def _apply(by: Person, upload: RosterUpload, roster: Roster, *, with_mail: bool) -> None:
    current = rosters_of(by).select_for_update().filter(pk=upload.pk).first()
    if current is None:
        raise RosterMoved("This file was confirmed already.")
    _one_file_at_a_time(roster)
    people = _add_people_of(by, roster)
    _grant_roles_of(by, roster, people)
    announce(SchoolsChanged(tuple(people.values())))
    if with_mail:
        _invite_people_of(by, current, roster)
        announce(RosterToMail(current.uid))
    current.applied_at, current.content = clock.now(), b""
    current.save(update_fields=["applied_at", "content"])
    counts = {outcome.value: roster.count(outcome) for outcome in Outcome}
    audit.record(by=by, verb="apply roster", on=current, after={**counts, "not understood": len(roster.lines_left_out)})


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


def _one_file_at_a_time(roster: Roster) -> None:
    """Files that name the same people in another order would else wait for each other, both of them, for ever."""
    places = Organization.objects.filter(slug__in={row.organization for row in roster.rows})
    tops = {path[: Organization.steplen] for path in places.values_list("path", flat=True)}
    list(Organization.objects.select_for_update().filter(path__in=tops).order_by("path"))


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
