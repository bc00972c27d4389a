"""An educator's work toward one micro-credential: enrollment, drafts, evidence, and what was sent."""

from django.db import models

from waypost.catalog.models import EvidenceItem, MicroCredential, MicroCredentialVersion, Prompt
from waypost.common import clock
from waypost.common.models import Record
from waypost.programs.models import CohortMember
from waypost.submissions.files.names import left_sentences, taken_out


class Enrollment(Record):
    """One educator works toward one micro-credential in one cohort, on the version that it was started on (EA1)."""

    member = models.ForeignKey(CohortMember, on_delete=models.PROTECT, related_name="enrollments")
    micro_credential = models.ForeignKey(MicroCredential, on_delete=models.PROTECT, related_name="enrollments")
    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.PROTECT, related_name="enrollments")
    intention = models.TextField(blank=True)
    is_growth_plan_pathway = models.BooleanField(default=False)
    plan_revision = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "micro_credential"],
                condition=models.Q(withdrawn_at=None),
                name="enrolled_once_in_a_cohort",
            )
        ]
        indexes = [models.Index(fields=["member", "-created_at"], name="enrollments_of_a_member")]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.version}"


class Draft(Record):
    """What is written so far in answer to one prompt.

    `version` counts saves, so that two windows cannot lose text; `words_gone` counts the words that saves took out
    since a text was last kept as an earlier version.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="drafts")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    words_gone = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrollment", "prompt"], name="one_draft_for_a_prompt")]

    def __str__(self) -> str:
        return f"Draft {self.version} of {self.prompt}"


class DraftVersion(Record):
    """A text that the draft held or was to hold, kept so that it can be brought back."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        indexes = [models.Index(fields=["draft", "-saved_at"], name="draft_versions_by_time")]

    def __str__(self) -> str:
        return f"{self.draft.prompt}, {self.saved_at:%Y-%m-%d %H:%M}"


class EvidenceKind(models.TextChoices):
    """How a piece of evidence is held."""

    FILE = "file", "File"
    LINK = "link", "Link"


class Evidence(Record):
    """A file or link that shows practice. Files are private; `sha256` is the receipt. Removing keeps the row.

    `names_left` holds the words of `files.carried.Left` for what in the file can still tell who made it.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="evidence")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    name = models.CharField(max_length=255)
    stored_file = models.FileField(upload_to="evidence", max_length=255, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    hidden_details_removed = models.BooleanField(default=False)
    names_left = models.CharField(max_length=100, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["enrollment", "created_at"], name="evidence_of_an_enrollment"),
            models.Index(fields=["removed_at"], condition=~models.Q(removed_at=None), name="evidence_removed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="file", url="", size_bytes__gt=0)
                | models.Q(kind="link", stored_file="", size_bytes=0),
                name="evidence_is_a_file_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_link(self) -> bool:
        return self.kind == EvidenceKind.LINK

    @property
    def notes_on_names(self) -> list[str]:
        """What was taken out of the file so that scoring stays blind, and what its owner has to take out themselves."""
        taken = [taken_out(self.media_type)] if self.hidden_details_removed else []
        return [*taken, *left_sentences(self.names_left)]


class Submission(Record):
    """One sending of the work. Recalled within the undo window it counts as never sent; its number is free again."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="submissions")
    attempt = models.PositiveIntegerField()
    sent_at = models.DateTimeField(default=clock.now)
    recalled_at = models.DateTimeField(null=True, blank=True)
    statement_number = models.PositiveIntegerField()
    statement = models.TextField()

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "attempt"], condition=models.Q(recalled_at=None), name="one_submission_an_attempt"
            )
        ]
        indexes = [models.Index(fields=["recalled_at", "sent_at"], name="submissions_by_time")]

    def __str__(self) -> str:
        return f"Submission {self.uid}"


class SentText(models.Model):
    """The answer to one prompt as it was sent."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="texts")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "prompt"], name="one_sent_text_for_a_prompt")]

    def __str__(self) -> str:
        return f"{self.submission}: {self.prompt}"


class SentEvidence(models.Model):
    """A piece of evidence that was part of what was sent; removing it later does not take it out of here."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="sent_evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="sent_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "evidence"], name="evidence_sent_once")]

    def __str__(self) -> str:
        return f"{self.submission}: {self.evidence}"
