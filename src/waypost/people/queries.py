"""Reads of the tree, its people and their reach."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left, Length
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from waypost.common.actors import Public, System
from waypost.common.conflicts import EditedTogether
from waypost.common.models import AuditEntry, Record
from waypost.people.deliveries import Undelivered, undelivered_to
from waypost.people.models import Invitation, Organization, Person, RoleAssignment, RosterUpload
from waypost.people.permissions import Permission
from waypost.people.remembered import remembered
from waypost.people.roster import Known, Place, Roster, plan_roster
from waypost.people.rules import OrganizationKind, Role, roles_to_give, roles_with
from waypost.people.viewers import Viewer
from waypost.standards.people_csv import read_people

PERSON = "person:"
#: The viewer, in another window.
YOU = "You"
NOTHING = Q(pk__in=[])
EVERYTHING = ~Q(pk__in=[])  # not Q(): a union with an empty filter drops it


def current_roles(person: Person) -> QuerySet[RoleAssignment]:
    """The roles that `person` holds today, the oldest first, with their organizations."""
    found = RoleAssignment.objects.filter(person=person, ended_at=None)
    return found.select_related("organization").order_by("pk")


def held_roles(person: Person) -> list[RoleAssignment]:
    """The same, read: once for each request that only reads, anew for each action."""
    return remembered(("people.queries", person.pk), lambda: list(current_roles(person)))


def branches(viewer: Viewer, permission: Permission) -> list[Organization]:
    """The nodes at which `viewer` holds `permission`; each reaches its branch."""
    if not isinstance(viewer, Person):
        return []
    enough = roles_with(permission)
    return [assignment.organization for assignment in held_roles(viewer) if assignment.role in enough]


def school_of(at: str, field: str) -> Coalesce:
    """`field` of the school to which the organization at the path `at` belongs: a department's school, else itself."""
    place = OuterRef(f"{at}__path")
    above = Left(place, Length(place) - Organization.steplen)
    school = Organization.objects.filter(path=above, kind=OrganizationKind.SCHOOL)
    return Coalesce(Subquery(school.values(field)[:1]), F(f"{at}__{field}"))


def holds(viewer: Viewer, permission: Permission) -> bool:
    """Whether `viewer` holds `permission` anywhere."""
    return isinstance(viewer, System) or bool(branches(viewer, permission))


def within_branches(viewer: Viewer, permission: Permission, prefix: str = "") -> Q:
    """A filter on rows whose organization (at `prefix`, such as "organization") lies where `viewer` holds `permission`.

    The system sees all, the public nothing. One index range for each branch, on both databases.
    """
    if isinstance(viewer, System):
        return EVERYTHING
    if isinstance(viewer, Public):
        return NOTHING
    return in_any_branch(branches(viewer, permission), prefix)


def in_any_branch(nodes: list[Organization], prefix: str = "") -> Q:
    """A filter on rows whose organization (at `prefix`) is one of `nodes` or lies below one."""
    path = f"{prefix}__path" if prefix else "path"
    ranges = [Q(**{f"{path}__gte": node.path, f"{path}__lt": node.branch_end}) for node in nodes]
    return reduce(or_, ranges, NOTHING)


def organizations(viewer: Viewer, permission: Permission) -> QuerySet[Organization]:
    """The organizations in which `viewer` may use `permission`, in tree order."""
    found: QuerySet[Organization] = Organization.objects.filter(within_branches(viewer, permission)).order_by("path")
    return found


def may(viewer: Viewer, permission: Permission, organization: Organization) -> bool:
    """Whether `viewer` holds `permission` at `organization` or above it."""
    return isinstance(viewer, System) or any(
        organization.path.startswith(node.path) for node in branches(viewer, permission)
    )


def roles_of(person: Person) -> frozenset[Role]:
    """The kinds of role that `person` holds anywhere today."""
    return frozenset(Role(assignment.role) for assignment in held_roles(person))


def schools_led(person: Person) -> list[Organization]:
    """Where `person` is principal, and so supervises those who teach there."""
    return [held.organization for held in current_roles(person).filter(role=Role.PRINCIPAL)]


def roles_held_today() -> QuerySet[RoleAssignment]:
    """Where everybody works now, whatever they do there: whoever is principal of such a place supervises them."""
    return RoleAssignment.objects.filter(ended_at=None)


def names_with_role(viewer: Person, role: Role) -> list[str]:
    """Who holds `role` today where `viewer` works, below it, or above it, by name."""
    places = [held.organization for held in held_roles(viewer)]
    above = [path for place in places for path in place.paths_from_the_top]
    reach = in_any_branch(places, "organization") | Q(organization__path__in=above)
    held = roles_held_today().filter(reach, role=role, person__is_active=True)
    return list(held.order_by("person__name").values_list("person__name", flat=True).distinct())


def people_working_at(schools: list[Organization]) -> QuerySet[Person]:
    """Everybody who holds a role at one of `schools`, or below it, today."""
    held = roles_held_today().filter(in_any_branch(schools, "organization"))
    return Person.objects.filter(pk__in=held.values("person"))


def roles_to_give_at(viewer: Viewer, organization: Organization) -> frozenset[Role]:
    """The roles that `viewer` may give to others at `organization`."""
    if isinstance(viewer, System):
        return frozenset(Role)
    if not isinstance(viewer, Person):
        return frozenset()
    reach = (held for held in held_roles(viewer) if organization.path.startswith(held.organization.path))
    return roles_to_give(frozenset(Role(held.role) for held in reach))


def people_of(
    viewer: Viewer, at: Organization | None = None, role: Role | None = None, text: str = ""
) -> QuerySet[Person]:
    """The people who hold a role today where `viewer` may see people, by name, with those roles.

    `at` narrows to a branch, `role` to one role, `text` to a part of the name or the email address.
    """
    held = RoleAssignment.objects.filter(_seen_by(viewer), ended_at=None)
    if at is not None:
        held = held.filter(in_any_branch([at], "organization"))
    if role is not None:
        held = held.filter(role=role)
    shown = held.select_related("organization").order_by("organization__path", "role")
    found = Person.objects.filter(Exists(held.filter(person=OuterRef("pk"))))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.prefetch_related(Prefetch("role_assignments", shown, to_attr="shown_roles")).order_by("name", "pk")


def people_seen_by(viewer: Viewer) -> QuerySet[Person]:
    """The people who hold or held a role where `viewer` may see people."""
    roles = RoleAssignment.objects.filter(_seen_by(viewer), person=OuterRef("pk"))
    return Person.objects.filter(Exists(roles))


def roles_seen_by(viewer: Viewer, person: Person) -> QuerySet[RoleAssignment]:
    """The roles that `person` holds and held where `viewer` may see people, the present ones first."""
    found = RoleAssignment.objects.filter(_seen_by(viewer), person=person).select_related("organization")
    return found.order_by(F("ended_at").desc(nulls_first=True), "organization__path", "role")


def _seen_by(viewer: Viewer) -> Q:
    return within_branches(viewer, Permission.PEOPLE_PERSON_READ, "organization")


def roles_to_end(viewer: Viewer) -> QuerySet[RoleAssignment]:
    """The roles that are held where `viewer` may give and end roles."""
    within = within_branches(viewer, Permission.PEOPLE_ROLE_GRANT, "organization")
    return RoleAssignment.objects.filter(within, ended_at=None).select_related("person", "organization")


def invitations_of(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations into the branches to which `viewer` may invite, the newest first."""
    within = within_branches(viewer, Permission.PEOPLE_PERSON_INVITE, "organization")
    found = Invitation.objects.filter(within).select_related("organization", "invited_by", "accepted_by")
    return found.order_by("-created_at", "-pk")


def with_deliveries(invitations: Iterable[Invitation]) -> list[tuple[Invitation, Undelivered | None]]:
    """Each invitation, and what is known where mail does not reach somebody who is still expected."""
    shown = list(invitations)
    open_ones = {found.email for found in shown if found.accepted_at is None and found.withdrawn_at is None}
    unreached = undelivered_to(open_ones)
    return [(found, unreached.get(found.email) if found.email in open_ones else None) for found in shown]


def anyone_exists() -> bool:
    """Whether there is any person at all; the first one comes through set-up."""
    return Person.objects.exists()


def has_another_administrator(assignment: RoleAssignment) -> bool:
    """Whether somebody else administers the organization of `assignment`, from there or from above."""
    above = assignment.organization.paths_from_the_top
    others = RoleAssignment.objects.filter(role=Role.ORGANIZATION_ADMIN, ended_at=None, person__is_active=True)
    return others.filter(organization__path__in=above).exclude(person=assignment.person_id).exists()


def roles_to_give_anywhere(viewer: Person) -> frozenset[Role]:
    """The roles that `viewer` may give to others somewhere."""
    return roles_to_give(roles_of(viewer))


def is_slug_free(slug: str) -> bool:
    """Whether no organization has this short name."""
    return not Organization.objects.filter(slug=slug).exists()


def invitation_secret(uid: str) -> str:
    """The secret part of an invitation's link: 64 hexadecimal digits that only this site can make.

    Nothing of it is stored, so nothing of it can leak with the database.
    """
    return salted_hmac("waypost.people.invitation", uid, algorithm="sha256").hexdigest()


def invitation_behind(uid: str, secret: str) -> Invitation:
    """The invitation that a mailed link opens. Raises Invitation.DoesNotExist for a link that nobody was sent."""
    if not constant_time_compare(secret, invitation_secret(uid)):
        raise Invitation.DoesNotExist
    return Invitation.objects.select_related("organization", "invited_by").get(uid=uid)


def invitation_to_mail(_viewer: System, uid: str) -> Invitation:
    """The invitation that a job is to mail, whoever gave it."""
    return Invitation.objects.get(uid=uid)


def has_an_account(person: Person) -> bool:
    """Whether somebody signs in already, by whatever means; else they only stand in a roster."""
    has_signed_in = person.has_usable_password() or person.last_login is not None
    return has_signed_in or Authenticator.objects.filter(user=person).exists()


def organization_called(slug: str) -> Organization | None:
    """The organization with this short name."""
    found: Organization | None = Organization.objects.filter(slug=slug).first()
    return found


def person_called(email: str) -> Person | None:
    """Whoever signs in by this address, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


def password_link(person: Person) -> str:
    """The path of a page on which `person` chooses a password; it works once, and for as long as a mailed one."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})


def rosters_of(viewer: Person) -> QuerySet[RosterUpload]:
    """The files that `viewer` uploaded and did not confirm yet."""
    return RosterUpload.objects.filter(uploaded_by=viewer, applied_at=None)


def planned_roster(upload: RosterUpload) -> Roster:
    """What confirming the file would do now. Raises UnreadableFile."""
    file = read_people(bytes(upload.content))
    return plan_roster(file, known_to_roster(upload.uploaded_by, {line.email for line in (*file.lines, *file.damaged)}))


def known_to_roster(viewer: Person, emails: set[str]) -> Known:
    """The places to which `viewer` may invite, and what is there of these people."""
    nodes = list(organizations(viewer, Permission.PEOPLE_PERSON_INVITE))
    by_path = {node.path: node for node in nodes}
    reach = [(held.organization.path, Role(held.role)) for held in current_roles(viewer)]
    departments: dict[str, dict[str, str]] = {node.path: {} for node in nodes}
    for node in nodes:
        above = node.path[: -Organization.steplen]
        if node.kind == OrganizationKind.DEPARTMENT and above in by_path:
            departments[above] |= {node.name.lower(): node.slug, node.slug: node.slug}
    places = {
        node.slug: Place(
            node.slug,
            node.name,
            roles_to_give(frozenset(role for path, role in reach if node.path.startswith(path))),
            departments[node.path],
        )
        for node in nodes
    }
    people = Person.objects.filter(email__in=emails)
    seen = set(people_seen_by(viewer).filter(email__in=emails).values_list("email", flat=True))
    held = RoleAssignment.objects.filter(person__email__in=emails, ended_at=None)
    return Known(
        places=places,
        seen_people={email: email in seen for email in people.values_list("email", flat=True)},
        held=frozenset(held.values_list("person__email", "role", "organization__slug")),
    )


def invitations_of_roster(_viewer: System, uid: str) -> QuerySet[Invitation]:
    """The invitations that a confirmed file gave."""
    return Invitation.objects.filter(roster__uid=uid).order_by("pk")


def people_behind(actors: Iterable[str]) -> dict[str, str]:
    """The names of those actors of the audit trail that are people."""
    uids = {actor.removeprefix(PERSON) for actor in actors if actor.startswith(PERSON)}
    return {f"{PERSON}{uid}": name for uid, name in Person.objects.filter(uid__in=uids).values_list("uid", "name")}


def person_named(actor: str, people: dict[str, str]) -> str:
    """The name behind an actor of the trail; our own name where no person acted."""
    return people.get(actor, "Waypost")


def last_change(viewer: Person, of: object) -> tuple[str, datetime | None]:
    """Who saved this object last, or any of those edited together, and when; None where nobody saved it yet.

    YOU where it was the viewer.
    """
    records = of.records if isinstance(of, EditedTogether) else (of,)
    if not all(isinstance(record, Record) for record in records):
        return "Somebody", None
    about = {"subject_label": records[0].label, "subject_uid__in": [record.uid for record in records]}
    row = AuditEntry.objects.filter(**about).order_by("-at", "-pk").first()
    if row is None:
        return "Somebody", records[0].created_at
    return YOU if row.actor == viewer.audit_id else person_named(row.actor, people_behind([row.actor])), row.at
