"""An educator's work toward one micro-credential: enrollment, drafts, evidence, what was sent, and help with it."""

from django.db import models

from waypost.catalog.models import EvidenceItem, MicroCredential, MicroCredentialVersion, Prompt, SubmissionPart
from waypost.common import clock
from waypost.common.models import Record
from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.files.formats import format_of
from waypost.submissions.files.names import found_sentences, left_sentences, taken_out


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

    `names_left` holds the words of `files.carried.Left` for what in the file can still tell who made it. Rows that come
    from one shared artifact name the same stored file.
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
            models.Index(fields=["stored_file"], name="evidence_by_file"),
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
    def kind_in_words(self) -> str:
        """What it is, in words that do not tell its name: "a PDF document"."""
        return "a link" if self.is_link else format_of(self.media_type).label

    @property
    def notes_on_names(self) -> list[str]:
        """What was taken out of the file so that scoring stays blind, and what its owner has to take out themselves."""
        taken = [taken_out(self.media_type)] if self.hidden_details_removed else []
        return [*taken, *self.names_to_take_out]

    @property
    def names_to_take_out(self) -> list[str]:
        """What can still tell who made it, each with how its owner takes it out."""
        return left_sentences(self.names_left)

    @property
    def names_to_ask_about(self) -> list[str]:
        """The same as a colleague reads it, who uses this file and has no other one."""
        return found_sentences(self.names_left)


class SharedArtifact(Record):
    """One piece of evidence that a team made, as its owner shares it with colleagues of the cohort (EA2).

    It is offered while `evidence` stands in the owner's work. Whoever uses it has a row of Evidence of their own with
    the same stored file, so that nothing the owner does later takes it out of there, not even being erased.
    `statement` holds the words that the owner accepted for the colleagues, as a submission holds its own.
    """

    evidence = models.OneToOneField(Evidence, on_delete=models.SET_NULL, null=True, related_name="shared_artifact")
    description = models.CharField(max_length=200)
    statement_number = models.PositiveIntegerField()
    statement = models.TextField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.description


class ArtifactShare(Record):
    """A colleague with whom an artifact is shared until `ended_at`; `hidden_at` is theirs alone to see and to set."""

    artifact = models.ForeignKey(SharedArtifact, on_delete=models.CASCADE, related_name="shares")
    member = models.ForeignKey(CohortMember, on_delete=models.PROTECT, related_name="artifact_shares")
    ended_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["artifact", "member"], name="artifact_shared_once_with_a_colleague")
        ]

    def __str__(self) -> str:
        return f"{self.artifact} with {self.member.person}"


class TeamPart(Record):
    """What one educator did themselves in an artifact that their team made. Every piece that comes from it has one."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="team_part")
    artifact = models.ForeignKey(SharedArtifact, on_delete=models.PROTECT, related_name="parts")
    own_part = models.TextField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.evidence.enrollment.member.person} in {self.artifact}"


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
        # Not by (recalled_at, sent_at): SQLite then reads all that stands for each single work that it asks about.
        indexes = [models.Index(fields=["sent_at"], condition=models.Q(recalled_at=None), name="standing_by_time")]

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
    """A piece of evidence that was part of what was sent; removing it later does not take it out of here.

    `own_part` is the educator's part in what a team made, as it was told then; empty for what they made alone.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="sent_evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="sent_in")
    own_part = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "evidence"], name="evidence_sent_once")]

    def __str__(self) -> str:
        return f"{self.submission}: {self.evidence}"


class SharedWork(Record):
    """Parts of one work that its educator lets one coach read as they stand now: help, never evaluation (EA4).

    One row for a coach, also when it is stopped and shared again; `version` counts the educator's changes.
    `feedback_of` names the sending whose feedback is shared, so that what assessors write later is not. `opened_at`
    is when the coach opened it last.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="shared_works")
    coach = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shared_works")
    parts = models.ManyToManyField(SubmissionPart, related_name="+")
    feedback_of = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    shared_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrollment", "coach"], name="shared_once_with_a_coach")]
        indexes = [models.Index(fields=["coach", "stopped_at"], name="shared_works_of_a_coach")]

    def __str__(self) -> str:
        return f"{self.enrollment}, shared with {self.coach}"


class CoachingMessage(Record):
    """A question of the educator or an answer of the coach.

    `settled_at` is empty while it waits for the other side: a question until it is answered or set aside, an answer
    until it is opened.
    """

    shared_work = models.ForeignKey(SharedWork, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["shared_work", "created_at"], name="coaching_messages_by_time"),
            models.Index(
                fields=["shared_work", "author"], condition=models.Q(settled_at=None), name="coaching_messages_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}, {self.created_at:%Y-%m-%d %H:%M}"
