"""The phases that a program goes through, cycle by cycle, and what each should bring forth (FR1, FR7)."""

from django.db import models

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models import Activity
from waypost.programs.models.programs import Program
from waypost.programs.rules.phase_sets import GROUP_LABELS, LONGEST_KEY, LONGEST_LINE, LONGEST_NAME
from waypost.programs.rules.phases import ATTACHED_LABELS

#: Characters of a file's name.
LONGEST_FILE_NAME = 255


class Cycle(Record):
    """One way through the phases. Once it is closed, `snapshot` holds it as it stood on that day."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveIntegerField()
    set_name = models.CharField(max_length=LONGEST_NAME)
    began_on = models.DateField()
    why = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="cycle_number_once_in_a_program"),
            models.UniqueConstraint(
                fields=["program"], condition=models.Q(closed_at=None), name="one_open_cycle_of_a_program"
            ),
        ]

    def __str__(self) -> str:
        return f"Cycle {self.number}"


class Phase(Record):
    """A phase of one cycle of a program, with the words that its set had when the cycle began."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    short_name = models.CharField(max_length=LONGEST_NAME)
    purpose = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["cycle", "position"], name="phase_place_once_in_a_cycle")]

    def __str__(self) -> str:
        return self.name


class PhaseStay(Record):
    """The program was in a phase from one day to another; it still is while `left_on` is open."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="stays")
    entered_on = models.DateField()
    entered_why = models.TextField(blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_why = models.TextField(blank=True)

    class Meta:
        ordering = ["entered_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["phase"], condition=models.Q(left_on=None), name="in_a_phase_once"),
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("entered_on")),
                name="phase_left_after_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} from {self.entered_on}"


class PhaseActivity(Record):
    """An activity of the plan that falls in a phase (FR3); in one cycle it falls in one phase."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="phases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phase", "activity"], name="activity_once_in_a_phase")]

    def __str__(self) -> str:
        return f"{self.activity} in {self.phase}"


class PhaseOutcome(Record):
    """Something that a phase should bring forth. `key` names a registered outcome (`programs/outcomes.py`), or none.

    `carried_state` is how far it was when the earlier cycle ended: it asks for another look until somebody confirms it
    (`confirmed_at`), it is in another state, or something new is attached.
    """

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    label = models.CharField(max_length=LONGEST_NAME)
    hint = models.CharField(max_length=LONGEST_LINE, blank=True)
    group = models.CharField(max_length=20, choices=[(one.value, words) for one, words in GROUP_LABELS.items()])
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_why = models.TextField(blank=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.PositiveIntegerField(null=True, blank=True)
    carried_state = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class OutcomeAttachment(Record):
    """Work that was done elsewhere: a link, a file or both, with a note on what it is. Files are private.

    `is_carried` where an earlier cycle left it.
    """

    outcome = models.ForeignKey(PhaseOutcome, on_delete=models.CASCADE, related_name="attachments")
    state = models.CharField(max_length=20, choices=[(one.value, words) for one, words in ATTACHED_LABELS.items()])
    note = models.TextField()
    url = models.URLField(max_length=1000, blank=True)
    stored_file = models.FileField(upload_to="attached", max_length=255, blank=True)
    name = models.CharField(max_length=LONGEST_FILE_NAME, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_carried = models.BooleanField(default=False)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(url="", stored_file=""), name="attached_is_a_file_or_a_link")
        ]

    def __str__(self) -> str:
        return self.name or self.url


class PhaseQuestion(Record):
    """A question to ask in a phase; open until it is answered. `version` counts answers.

    One that was taken out is asked no more, and can be put back with its answers.
    """

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="questions")
    outcome = models.ForeignKey(
        PhaseOutcome, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=LONGEST_LINE)
    version = models.PositiveIntegerField(default=1)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class QuestionAnswer(Record):
    """What somebody answered; the newest stands, the earlier ones stay readable."""

    question = models.ForeignKey(PhaseQuestion, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text
