"""Organizations as a tree, the people in it, the roles that they hold at its nodes (OP1), and forms that they saved."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from treebeard.mp_tree import MP_Node

from waypost.common import clock
from waypost.common.models import Record
from waypost.people.rules import ROLE_LABELS, InvitationState, OrganizationKind, Role, invitation_state

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class Organization(Record, MP_Node):  # type: ignore[django-manager-missing, misc]  # the library ships no types
    """A state, region, district, school, department, association or affiliate."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.capitalize()) for kind in OrganizationKind])
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    timezone = models.CharField(max_length=60, default="America/New_York")
    version = models.PositiveIntegerField(default=1)

    node_order_by: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name

    @property
    def branch_end(self) -> str:
        """The first path after this branch: the branch is `path >= self.path and path < self.branch_end`."""
        end: str = self._inc_path()
        return end

    @property
    def paths_from_the_top(self) -> list[str]:
        """The paths of all that it stands under, from the top of the tree, and its own as the last."""
        return [self.path[:length] for length in range(self.steplen, len(self.path) + 1, self.steplen)]


class PersonManager(BaseUserManager["Person"]):
    """Finds people by email whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(Record, AbstractBaseUser):
    """Somebody who signs in, by an email address that is theirs alone."""

    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_id(self) -> str:
        return f"person:{self.uid}"


class RoleAssignment(Record):
    """One role of one person at one node; it reaches the branch below until it ends."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=ROLE_CHOICES)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="role_assignments")
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organization"],
                condition=models.Q(ended_at=None),
                name="role_held_once_at_a_node",
            )
        ]
        indexes = [models.Index(fields=["organization", "role"], name="roles_by_organization")]

    def __str__(self) -> str:
        return f"{self.person}: {Role(self.role)} at {self.organization}"


class RosterUpload(Record):
    """A file of people that waits to be confirmed; its text is dropped once it is applied."""

    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roster_uploads")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name


class Invitation(Record):
    """An open door for one email address: whoever opens its mailed link holds `role` at `organization`.

    The secret part of the link is never stored: it follows from `uid` and `WAYPOST_SECRET_KEY`.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=ROLE_CHOICES)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations_given")
    roster = models.ForeignKey(
        RosterUpload, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    #: how often it was to be sent; names each mail, so that a job that runs twice mails once
    sending = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "organization"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_for_a_role",
            )
        ]
        indexes = [models.Index(fields=["organization", "-created_at"], name="invitations_by_organization")]

    def __str__(self) -> str:
        return f"{self.email}: {Role(self.role)} at {self.organization}"

    @property
    def state(self) -> InvitationState:
        return invitation_state(self.accepted_at, self.withdrawn_at, self.expires_at, clock.now())


class SavedForm(models.Model):
    """A page that saved something new, once it did: the same page, sent again, saves nothing (decision 0029)."""

    #: of one page as one person opened it
    key = models.CharField(max_length=64, primary_key=True)
    #: a digest of person, address and what was typed
    typed = models.CharField(max_length=64, db_index=True)
    #: the address to which saving led
    went_to = models.TextField()
    saved_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d %H:%M} {self.went_to}"
