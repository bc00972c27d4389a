"""What a program decides before it begins: how far it wants to go, its timing, how it lasts (FR3, LA1)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.people.models import Person
from waypost.plans.models.parts import LONGEST_KIND, Part
from waypost.programs.models.programs import Program
from waypost.programs.rules.ambitions import ASKS, Ambition
from waypost.programs.rules.timing import QUESTIONS, TimingQuestion


class AmbitionChoice(Record):
    """An ambition and why it was chosen. Rows are never changed: that with the highest `version` is in force."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="ambitions")
    ambition = models.CharField(
        max_length=LONGEST_KIND, choices=[(each.value, asks.label) for each, asks in ASKS.items()]
    )
    reason = models.TextField()
    chosen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["program", "-version"]
        constraints = [models.UniqueConstraint(fields=["program", "version"], name="ambition_once_a_version")]

    def __str__(self) -> str:
        return ASKS[Ambition(self.ambition)].label

    @property
    def asks(self) -> tuple[str, ...]:
        """What this ambition asks of the organization."""
        return ASKS[Ambition(self.ambition)].asks


class TimelineQuestion(Part):
    """A question of a program's own to consider before dates are set; those of every program stand in the rules."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="timeline_questions")
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["program", "pk"]

    def __str__(self) -> str:
        return self.text


class TimelineAnswer(Part):
    """What somebody said about timing, on which day: to one of the usual questions, or to one of the program's own."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="timeline_answers")
    usual = models.CharField(
        max_length=LONGEST_KIND, blank=True, choices=[(each.value, asked.short) for each, asked in QUESTIONS.items()]
    )
    own = models.ForeignKey(TimelineQuestion, on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    said_by = models.CharField(max_length=200)
    said_on = models.DateField()
    text = models.TextField()
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["program", "-said_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(usual="", own__isnull=False) | (~Q(usual="") & Q(own__isnull=True)),
                name="timeline_answer_has_one_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.said_by}: {self.text}"

    @property
    def question(self) -> str:
        """The question as it is asked."""
        return self.own.text if self.own else QUESTIONS[TimingQuestion(self.usual)].text


class Sustainability(Record):
    """What stays when the first money is used up: what continues, who pays, from when, and what could stop it."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="sustainability")
    continues = models.TextField(blank=True)
    payers = models.TextField(blank=True)
    begins = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "sustainability plans"

    def __str__(self) -> str:
        return f"Sustainability of {self.program}"
