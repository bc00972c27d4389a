"""The tree, the staff and the educators: set up, invited, imported from a file, signed in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from waypost.common import jobs
from waypost.demo.content_files import CONTENT, Table, content
from waypost.demo.play import Story
from waypost.demo.world import DOMAIN, ZONE, World
from waypost.people.actions.invitations import accept_with_password, invite, withdraw_invitation
from waypost.people.actions.organizations import add_organization
from waypost.people.actions.people import end_role
from waypost.people.actions.roster import apply_roster, keep_roster
from waypost.people.actions.set_up import set_up
from waypost.people.models import Invitation, Person
from waypost.people.permissions import Permission
from waypost.people.queries import current_roles, invitations_of, organizations, planned_roster
from waypost.people.rules import OrganizationKind, Role

ROSTER = "educators.csv"
#: Of the educators in the file, the last ones never opened their invitation.
NEVER_CAME = 3


@contextmanager
def light_hashes() -> Iterator[None]:
    """Hash passwords with little work inside: these are printed for everyone, so there is nothing to protect.

    Whoever signs in later has theirs hashed anew at full strength, as Django does by itself.
    """
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        yield
        return
    usual, hasher.iterations = hasher.iterations, 1_000
    try:
        yield
    finally:
        hasher.iterations = usual


def password() -> str:
    """The password of everybody in the demo."""
    return str(content("people")["password"])


def email_of(row: Table) -> str:
    """The address given, or the one that follows from the name."""
    return str(row.get("email") or f"{row['name'].lower().replace(' ', '.')}@{DOMAIN}")


def key_of(email: str) -> str:
    """The name of somebody in `World.people`."""
    return email.partition("@")[0]


def people_arrive(world: World) -> Story:
    """The state sets Waypost up, districts follow, staff accept their invitations, educators come from a file."""
    yield world.days.at(125, "09:00")
    first = _set_up(world)
    for place in content("people")["places"]:
        _add_place(world, first, place)
    yield world.days.at(124, "10:00")
    for row in content("people")["staff"]:
        _join(world, first, row)
    yield world.days.at(120, "08:30")
    _join(world, first, {"name": "Henry Alcott", "role": Role.ASSESSOR, "at": "cedar-valley"})
    yield world.days.at(92, "16:20")
    _somebody_leaves(world, first)
    yield from _educators_come(world)


def _set_up(world: World) -> Person:
    row = content("people")["first"]
    first = set_up(
        kind=OrganizationKind(row["kind"]),
        organization=row["organization"],
        slug=row["slug"],
        timezone=ZONE,
        name=row["name"],
        email=row["email"],
        password=password(),
    )
    world.places[row["slug"]] = organizations(first, Permission.PEOPLE_ORGANIZATION_MANAGE).get(slug=row["slug"])
    world.people[key_of(row["email"])] = first
    return first


def _add_place(world: World, first: Person, row: Table) -> None:
    world.places[row["slug"]] = add_organization(
        by=first,
        kind=OrganizationKind(row["kind"]),
        name=row["name"],
        slug=row["slug"],
        parent=world.places.get(row.get("parent", "")),
        timezone=ZONE,
    )


def _join(world: World, first: Person, row: Table) -> None:
    invitation = invite(
        by=first,
        email=email_of(row),
        name=row["name"],
        role=Role(row["role"]),
        organization=world.places[row["at"]],
    )
    world.people[key_of(invitation.email)] = accept_with_password(
        invitation=invitation, name=row["name"], password=password()
    )


def _somebody_leaves(world: World, first: Person) -> None:
    """He assessed in the first weeks, was to lead an activity of the plan, and does neither any longer."""
    for assignment in current_roles(world.people["henry.alcott"]):
        end_role(by=first, assignment=assignment, why="Moved to another district.")


def _educators_come(world: World) -> Story:
    """The lead uploads the district's list; most of those on it choose a password in the days after."""
    yield world.days.at(90, "11:15")
    upload = keep_roster(by=world.lead, file_name=ROSTER, content=(CONTENT / ROSTER).read_bytes())
    shown = planned_roster(upload).digest
    apply_roster(by=world.lead, upload=upload, shown=shown, with_mail=True)
    jobs.run_waiting()
    invitations = list(invitations_of(world.lead).filter(role=Role.EDUCATOR).order_by("pk"))
    for place, invitation in enumerate(invitations[:-NEVER_CAME]):
        yield world.days.at(89 - place // 10, f"{8 + place % 8:02}:{place % 60:02}")
        _accept(world, invitation)
    yield from _open_invitations(world)
    yield world.days.at(1, "15:45")
    keep_roster(by=world.lead, file_name="educators-spring.csv", content=(CONTENT / ROSTER).read_bytes())


def _accept(world: World, invitation: Invitation) -> None:
    person = accept_with_password(invitation=invitation, name=invitation.name, password=password())
    world.people[key_of(person.email)] = person


def _open_invitations(world: World) -> Story:
    for row in sorted(content("people")["invitations"], key=lambda row: -row["sent"]):
        yield world.days.at(row["sent"], "13:00")
        invitation = invite(
            by=world.lead,
            email=email_of(row),
            name=row["name"],
            role=Role(row["role"]),
            organization=world.places[row["at"]],
        )
        if "withdrawn" in row:
            yield world.days.at(row["withdrawn"], "09:10")
            withdraw_invitation(by=world.lead, invitation=invitation)
