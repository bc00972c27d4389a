"""Issuers and their keys, awards, the signed credentials of each award, and the lists of those withdrawn (CR1, CR2)."""

from datetime import date

from django.db import models

from waypost.assessment.models import Review
from waypost.common import clock
from waypost.common.days import day_in
from waypost.common.models import Record
from waypost.credentials.rules import VISIBILITY_LABELS, AwardState, Visibility, award_number, is_reachable, is_withheld
from waypost.people.models import Organization, Person
from waypost.standards.openbadges.issuers import IssuerKey, IssuerProfile, KeyState
from waypost.standards.openbadges.status_list import MINIMUM_BITS
from waypost.submissions.models import Enrollment, Submission


class Issuer(Record):
    """An organization as issuer. Made once, from `WAYPOST_PUBLIC_URL`; nothing of it ever changes."""

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="issuer")
    slug = models.SlugField(max_length=80, unique=True)
    did = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=255)

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> str:
        """Whose wall calendar tells the dates of its awards, on every page."""
        return self.organization.timezone

    @property
    def is_reachable(self) -> bool:
        """Whether software elsewhere can look it up."""
        return is_reachable(self.did)

    @property
    def profile(self) -> IssuerProfile:
        """What a credential says about its issuer."""
        return IssuerProfile(did=self.did, name=self.name, url=self.url)


class SigningKey(Record):
    """An Ed25519 key pair. The private half stays, sealed, only while the key is in use."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    public_multibase = models.CharField(max_length=80, unique=True)
    private_sealed = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    compromised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer"],
                condition=models.Q(retired_at=None, compromised_at=None),
                name="one_active_key_an_issuer",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at=None, compromised_at=None) | models.Q(private_sealed=""),
                name="only_an_active_key_can_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}: {self.public_multibase}"

    @property
    def state(self) -> KeyState:
        if self.compromised_at:
            return KeyState.COMPROMISED
        return KeyState.RETIRED if self.retired_at else KeyState.ACTIVE

    @property
    def published(self) -> IssuerKey:
        """The key as its issuer's documents list it."""
        return IssuerKey(self.public_multibase, self.state)


class StatusList(Record):
    """A signed list with one bit for each credential that points to it; a set bit withdraws the credential."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    number = models.PositiveIntegerField()
    url = models.URLField(max_length=255, unique=True)
    bit_count = models.PositiveIntegerField(default=MINIMUM_BITS)
    #: the signed credential, letter for letter as it is served
    document = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="status_lists")
    signed_at = models.DateTimeField()
    valid_until = models.DateTimeField(db_index=True)
    #: how many bits are set in what was signed; a bit is never unset, so another number means that something is missing
    withdrawn_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["issuer", "number"], name="status_list_number_once")]

    def __str__(self) -> str:
        return self.url


class Award(Record):
    """One educator demonstrated one micro-credential. There is exactly one for each submission that showed it."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="award")
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="award")
    enrollment = models.OneToOneField(Enrollment, on_delete=models.PROTECT, related_name="award")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="awards")
    issued_at = models.DateTimeField(default=clock.now)
    visibility = models.CharField(
        max_length=10,
        choices=[(visibility.value, label) for visibility, label in VISIBILITY_LABELS.items()],
        default=Visibility.PRIVATE.value,
    )
    shows_name = models.BooleanField(default=False)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at"], name="awards_by_time")]

    def __str__(self) -> str:
        return f"{self.enrollment}, {self.number}"

    @property
    def number(self) -> str:
        """What people read to each other, such as 7Q4M-X2KD-9HTA."""
        return award_number(self.uid)

    @property
    def holder(self) -> Person:
        return self.enrollment.member.person

    @property
    def issued_on(self) -> date:
        return day_in(self.issued_at, self.issuer.zone)

    @property
    def withdrawn_on(self) -> date | None:
        return day_in(self.revocation.revoked_at, self.issuer.zone) if self.is_withdrawn else None

    @property
    def state(self) -> AwardState:
        return AwardState.WITHDRAWN if hasattr(self, "revocation") else AwardState.STANDING

    @property
    def is_withdrawn(self) -> bool:
        return self.state is AwardState.WITHDRAWN

    @property
    def is_private(self) -> bool:
        return self.visibility == Visibility.PRIVATE


class Credential(Record):
    """An award as it was signed. A new one replaces it when the holder chooses about their name or a key is lost."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="credentials")
    number = models.PositiveIntegerField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaced_at = models.DateTimeField(null=True, blank=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="credentials")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    status_index = models.PositiveIntegerField()
    has_name = models.BooleanField()
    #: both letter for letter as they were signed
    document = models.TextField()
    token = models.TextField()

    class Meta:
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="credential_number_once"),
            models.UniqueConstraint(
                fields=["award"], condition=models.Q(replaced_at=None), name="one_current_credential"
            ),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="status_index_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award}, credential {self.number}"

    @property
    def is_withheld(self) -> bool:
        return is_withheld(has_name=self.has_name, shows_name=self.award.shows_name)


class Revocation(Record):
    """An award was withdrawn, by whom and why. It is never undone."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="revocation")
    reason = models.TextField()
    revoked_at = models.DateTimeField(default=clock.now)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.award}, withdrawn"
